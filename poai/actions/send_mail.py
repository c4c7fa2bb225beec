"""Send what the outbox holds: each letter at least once, never before what it tells of is kept."""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from jinja2 import TemplateError

from poai.mail import Folder, Letters, Post, PostponedError, RefusedError, Smtp, UnreachableError, Voice
from poai.sealing import UnsealError, derive
from poai.settings import Settings
from poai.store import Store
from poai.store.outbox import Waiting, claim, failed, forget, is_due, sent, unsealed

_LOG = logging.getLogger("poai.mail")


@dataclass(frozen=True, slots=True)
class MailRoom:
    """What sending needs. `key` opens what letters say; `post` is opened anew for every round."""

    store: Store
    letters: Letters
    post: Callable[[], Post]
    key: bytes


@dataclass(frozen=True, slots=True)
class Round:
    """What one round did, in letters. `stopped` says why it ended early, or is ""."""

    sent: int
    postponed: int
    dead: int
    stopped: str

    def __str__(self) -> str:
        counts = f"{self.sent} sent, {self.postponed} to try again later, {self.dead} given up"
        return f"{counts}. Nothing more can be sent now: {self.stopped}" if self.stopped else counts


def mail_room(settings: Settings, store: Store, site: str, voices: Mapping[str, Voice]) -> MailRoom:
    """The mail room that the settings ask for. `site` is the site's name; `voices` as in Letters."""
    letters = Letters(
        settings.templates, site=site, url=settings.url, sender=settings.mail_from, voices=voices
    )
    return MailRoom(store, letters, lambda: _post(settings), derive(settings.secret, "outbox"))


def send_due(room: MailRoom, now: datetime) -> Round:
    """Sends every letter that is due at `now`, one by one. Several processes may do so at once."""
    done = {"sent": 0, "postponed": 0, "dead": 0}
    stopped = ""
    with room.store.read() as connection:
        if not is_due(connection, now):  # the usual case, without the lock that writing takes
            return Round(**done, stopped="")
    with room.post() as post:
        while not stopped and (letter := _claim(room, now)):
            try:
                done[_send(room, post, letter, now)] += 1
            except UnreachableError as error:
                stopped = str(error)
                done[_fail(room, letter, stopped, for_good=False)] += 1
    return Round(**done, stopped=stopped)


def tidy(room: MailRoom, now: datetime) -> int:
    """Forgets letters that were sent or given up long ago; says how many."""
    with room.store.work() as connection:
        return forget(connection, now)


class Sender:
    """Sends in the background while a server runs, in a thread of its own. A round begins every `seconds`.

    Each process of a server may have one: a letter is claimed before it is sent. `room` is asked for in every round,
    and may raise StoreError for as long as the store is away. Once a day it forgets what was sent long ago.
    """

    def __init__(
        self, room: Callable[[], MailRoom], now: Callable[[], datetime], seconds: float = 2.0
    ) -> None:
        self._room = room
        self._now = now
        self._seconds = seconds
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="mail", daemon=True)

    def start(self) -> None:
        """Begins with a first round at once."""
        self._thread.start()

    def stop(self) -> None:
        """Waits until the letter in hand is sent, or was not."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        tidied: date | None = None
        ill = ""
        while not self._stop.is_set():
            now = self._now()
            try:
                room = self._room()
                done = send_due(room, now)
                if tidied != now.date():
                    tidy(room, now)
                    tidied = now.date()
            except Exception as error:  # noqa: BLE001 - whatever it is, later letters must go out
                # Only its kind, since what the database says may repeat an address; and once, not in every round.
                if ill != type(error).__name__:
                    ill = type(error).__name__
                    _LOG.error("mail: %s; trying again", ill)
            else:
                ill = ""
                if done.dead or done.stopped:
                    _LOG.warning("mail: %d given up, %d to try again later", done.dead, done.postponed)
            self._stop.wait(self._seconds)


def _post(settings: Settings) -> Post:
    if settings.smtp:
        return Smtp(settings.smtp, ours=settings.mail_from.rpartition("@")[2])
    return Folder(settings.mail)


def _claim(room: MailRoom, now: datetime) -> Waiting | None:
    with room.store.work() as connection:
        return claim(connection, now)


def _send(room: MailRoom, post: Post, letter: Waiting, now: datetime) -> str:
    """Sends one letter, whose claim is kept already, and says what became of it. Raises UnreachableError."""
    try:
        message = room.letters.write(
            letter.letter,
            unsealed(letter, room.key),
            to=letter.recipient,
            identity=letter.id,
            made_at=letter.made_at,
            language=letter.language,
        )
    except (UnsealError, TemplateError, ValueError) as error:
        return _fail(room, letter, f"this letter cannot be written ({type(error).__name__})", for_good=True)
    try:
        post.send(message)
    except (PostponedError, RefusedError) as error:
        return _fail(room, letter, str(error), for_good=isinstance(error, RefusedError))
    with room.store.work() as connection:
        sent(connection, letter.id, now)
    return "sent"


def _fail(room: MailRoom, letter: Waiting, error: str, *, for_good: bool) -> str:
    with room.store.work() as connection:
        return "dead" if failed(connection, letter, error, for_good=for_good) else "postponed"
