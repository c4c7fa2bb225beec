"""The office behind the pages for which people sign in."""

import logging
import threading

from sqlalchemy.exc import DBAPIError

from poai.actions.office import Office
from poai.settings import Settings
from poai.store import StoreError

_log = logging.getLogger("poai.web")


class Desk:
    """Opens the office once it can be opened: public pages do without, so a store that is down must not stop them.

    `title` and `names` are those of the office.
    """

    def __init__(self, settings: Settings, title: str, names: tuple[str, ...]) -> None:
        self._settings = settings
        self._title = title
        self._names = names
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
                    self._office = Office.open(self._settings, title=self._title, names=self._names)
                except (DBAPIError, OSError) as error:
                    raise StoreError(f"the store cannot be used: {error}") from error
            return self._office
