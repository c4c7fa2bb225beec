"""Pieces of pages that cost more to make than to keep: the cards of listings."""

from collections.abc import Callable, Hashable

from markupsafe import Markup, escape

from poai.actions.snapshot import Snapshot

MOST = 20_000  # pieces of about two kilobytes
BACK = "\ue000back\ue000"  # stands where a piece names the page that it is on; no text of ours holds it


class Memory:
    """Remembers pieces for as long as the snapshot that they were made from is the current one."""

    def __init__(self) -> None:
        self._snapshot: Snapshot | None = None
        self._pieces: dict[Hashable, Markup] = {}

    def of(self, snapshot: Snapshot) -> "Memory":
        """This memory, emptied if it was made from another snapshot."""
        if snapshot is not self._snapshot or len(self._pieces) > MOST:
            self._snapshot, self._pieces = snapshot, {}
        return self

    def piece(self, key: Hashable, back: str, caller: Callable[[], Markup]) -> Markup:
        """What `caller` gives for `key`, made once. `key` must hold everything that it depends on but `back`."""
        found = self._pieces.get(key)
        if found is None:
            found = self._pieces[key] = caller()
        return found.replace(BACK, escape(back))
