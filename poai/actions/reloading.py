"""Keeps a running site at what is published and written by now, without anybody waiting for it."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from poai.actions.snapshot import Snapshot
from poai.catalogue import BadCatalogueError, Catalogue
from poai.content import BadContent, Content, load_content
from poai.place import Place
from poai.reading.problem import Problem

_log = logging.getLogger("poai.reloading")

LOOK_AGAIN = 1.0  # seconds between looks at whether a file was changed
TRY_AGAIN = 60.0  # seconds after a fault of ours, which would most likely only happen again
_WORDS = ("*.toml", "needs/*.toml", "urgent/*.toml", "pages/*.md")  # what load_content reads
_KINDS = ("statements", "needs", "urgent", "helplines", "pages")

_Mark = tuple[int, int, int] | None  # of one file, None if it is not there
_Words = dict[Path, _Mark]


class Snapshots:
    """Hands out the newest snapshot. The old one serves until its successor is whole.

    `folder` is the content, `path` the catalogue, and `now` gives local time at the place. What cannot be read
    leaves things as they are, is logged once and stands in the snapshot's `doubts` until it is mended.
    """

    def __init__(self, place: Place, folder: Path, path: Path, now: Callable[[], datetime]) -> None:
        self._folder, self._path, self._now = folder, path, now
        self._looking = threading.Lock()
        # Looked at before they are read: what changes in between is read again.
        self._words = _marks(folder)
        self._tried = self._state()
        self._current = Snapshot.make(place, load_content(folder), Catalogue.open(path), now().date())

    def current(self) -> Snapshot:
        """The snapshot to answer this request from: all of it, whatever is loaded meanwhile."""
        return self._current

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Looks for changes every LOOK_AGAIN seconds, in a thread, until the block ends."""
        ended = threading.Event()
        threading.Thread(target=self._watch, args=(ended,), name="poai.reloading", daemon=True).start()
        try:
            yield
        finally:
            ended.set()

    def look(self) -> None:
        """Take up what has changed since the last look."""
        with self._looking:
            words = _marks(self._folder)
            if words != self._words:
                self._words = words
                return  # whoever is saving several files is let finish: until they rest, or the next look
            state = self._state()
            if state != self._tried:
                self._tried = state
                self._take_up(state[2])

    def _state(self) -> tuple[_Words, _Mark, date]:
        """All that a snapshot depends on. Facts grow older with the day."""
        return self._words, _mark(self._path), self._now().date()

    def _take_up(self, today: date) -> None:
        before = self._current
        content, catalogue, doubts = before.content, before.catalogue, []
        try:
            content = _whole(load_content(self._folder), before.content)
        except BadContent as error:
            # Where it is wrong and not what stands there: everybody can read the doubts.
            named = dict.fromkeys(f"{p.file}, line {p.line}" if p.line else p.file for p in error.problems)
            doubts.append(f"the words of before are shown: {'; '.join(named)}")
            self._report(doubts[-1], error)
        try:
            catalogue = Catalogue.open(self._path)
        except BadCatalogueError as error:
            doubts.append("the listings of before are shown: the catalogue cannot be read")
            self._report(doubts[-1], error)
        self._current = replace(before.successor(content, catalogue, today), doubts=tuple(doubts))

    def _report(self, doubt: str, error: Exception) -> None:
        if doubt not in self._current.doubts:
            _log.error("%s\n%s", doubt, error)

    def _watch(self, ended: threading.Event) -> None:
        wait = LOOK_AGAIN
        while not ended.wait(wait):
            try:
                self.look()
                wait = LOOK_AGAIN
            except Exception:  # noqa: BLE001 - a site that stopped looking would go on showing what was taken down
                doubt = "what was published or written last could not be taken up: the log says why"
                _log.exception(doubt)
                self._current = replace(self._current, doubts=(doubt,))
                self._tried, wait = (self._words, None, date.min), TRY_AGAIN


def _whole(content: Content, before: Content) -> Content:
    """The content. Raises BadContent if all of one kind is gone: a folder that is half copied has no mistakes."""
    gone = [kind for kind in _KINDS if getattr(before, kind) and not getattr(content, kind)]
    if gone:
        raise BadContent(Problem(f"content/{kind}", "", "", None, "is empty") for kind in gone)
    return content


def _marks(folder: Path) -> _Words:
    return {path: _mark(path) for pattern in _WORDS for path in folder.glob(pattern)}


def _mark(path: Path) -> _Mark:
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_ino, about.st_mtime_ns, about.st_size
