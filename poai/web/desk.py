"""The office behind the pages for which people sign in."""

import logging
import threading
from collections.abc import Callable
from dataclasses import replace

from sqlalchemy.exc import DBAPIError

from poai.actions.office import Office
from poai.settings import Settings
from poai.store import Store, StoreError

_log = logging.getLogger("poai.web")


class Desk:
    """Opens the office once it can be opened: public pages do without, so a store that is down must not stop them.

    `title` and `names` are those of the office; `refresh` makes the catalogue again from what is published.
    """

    def __init__(
        self,
        settings: Settings,
        title: str,
        names: tuple[str, ...],
        refresh: Callable[[Store], object] | None = None,
    ) -> None:
        self._settings = settings
        self._title = title
        self._names = names
        self._refresh = refresh
        self._opening = threading.Lock()
        self._office: Office | None = None
        try:
            self.office()
        except StoreError as error:
            _log.error("nobody can sign in: %s", error)

    def office(self) -> Office:
        """The office. Raises StoreError."""
        with self._opening:
            if self._office is None:
                try:
                    office = Office.open(self._settings, title=self._title, names=self._names)
                    self._office = replace(office, show=lambda: self._show(office.store))
                except (DBAPIError, OSError) as error:
                    raise StoreError(f"the store cannot be used: {error}") from error
            return self._office

    def _show(self, store: Store) -> None:
        # What was published is kept by now: that it cannot be shown yet must not look as if it were lost.
        try:
            if self._refresh is not None:
                self._refresh(store)
        except Exception:  # noqa: BLE001 -- whatever it is, the work is done
            _log.exception("what was published cannot be shown yet")
