"""What the actions of staff have in common: one unit of work that is in the trail, and letters that go out with it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import NoReturn

from sqlalchemy import Connection

from poai.domain.access import Actor, Permission, Thing, may
from poai.domain.audit import Event, check_keys
from poai.domain.errors import NotFoundError, PoaiError
from poai.domain.letters import Letter
from poai.domain.prompting import ASKING, Asking
from poai.domain.retention import PERIODS, Periods
from poai.sealing import derive, fingerprint
from poai.settings import Settings
from poai.store import Audit, Keys, Outbox, People, Referrals, Store, make_keys, migrate, open_store

_ORIGIN = 20  # hexadecimal digits: enough to tell addresses apart


class _RefusedError(Exception):
    """Ends a unit of work without keeping any of it; what is in the trail of it is written afterwards."""

    def __init__(self, error: PoaiError, event: Event, thing: str, detail: dict[str, str]) -> None:
        super().__init__(str(error))
        self.error = error
        self.event = event
        self.thing = thing
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Office:
    """Where staff work: the store, the secret, the address of the pages, and the names that are no passwords.

    `title` is what the product is called in somebody's authenticator, `periods` how long what is kept
    is kept, and with `forgets` the clock forgets it then. `asking` says when groups are asked whether their listings are
    right. `show` brings the public pages up to date: to be called when a
    unit of work that published something is over.
    """

    store: Store
    secret: str = field(repr=False)
    url: str
    title: str = "Point of Access"
    names: tuple[str, ...] = ()
    periods: Periods = field(default_factory=lambda: PERIODS)
    forgets: bool = False
    asking: Asking = ASKING
    show: Callable[[], object] = field(default=lambda: None, repr=False)

    @classmethod
    def open(
        cls, settings: Settings, *, title: str = "Point of Access", names: tuple[str, ...] = ()
    ) -> "Office":
        """Opens the store that the settings name, its tables up to date.

        Raises StoreError, also for another secret than that with which its records are sealed.
        """
        store = open_store(settings.store)
        migrate(store, settings.secret)
        make_keys(store, settings.secret)
        return cls(
            store,
            settings.secret,
            settings.url,
            title,
            names,
            settings.periods,
            settings.forgets,
            settings.asking,
        )

    @contextmanager
    def work(self, now: datetime, by: str, address: str = "", *, reading: bool = False) -> Iterator["Work"]:
        """One unit of work by an account's id, VISITOR or SYSTEM, from a network address.

        What `Work.refuse` refuses is not kept, but that it was refused is. With `reading` nothing but that is
        written, and nobody waits for it.
        """
        origin = fingerprint(self.key("origin"), address)[:_ORIGIN] if address else ""
        try:
            with self.store.read() if reading else self.store.work() as connection:
                yield Work(self, connection, now, by, origin)
        except _RefusedError as refused:
            with self.store.work() as connection:
                work = Work(self, connection, now, by, origin)
                work.record(refused.event, refused.thing, **refused.detail)
            raise refused.error from None

    def key(self, label: str) -> bytes:
        """The key for one purpose."""
        return derive(self.secret, label)

    def link(self, path: str) -> str:
        """The whole address of a page, for a letter."""
        return f"{self.url}/{path}"


@dataclass(frozen=True, slots=True)
class Work:
    """A unit of work under way. Record after the change that is recorded."""

    office: Office
    connection: Connection
    now: datetime
    by: str
    origin: str
    _keys: list[Keys] = field(default_factory=list, repr=False)

    def keys(self) -> Keys:
        """What seals and opens what is kept of people: asked for once, since keys can be changed between units of work."""
        if not self._keys:
            self._keys.append(Keys.load(self.connection, self.office.secret))
        return self._keys[0]

    def people(self, actor: Actor) -> People:
        """The people whom the actor may see."""
        return People(self.connection, actor, self.keys())

    def referrals(self, actor: Actor) -> Referrals:
        """The referrals that the actor may see."""
        return Referrals(self.connection, actor, self.keys())

    def referrals_of_nobody(self) -> Referrals:
        """The referrals, for the clock and for links that are themselves the permission."""
        return Referrals(self.connection, None, self.keys())

    def record(self, event: Event, thing: str = "", **detail: str) -> None:
        """Writes into the trail. Only ids and keys: never a name, an address or what somebody typed."""
        Audit(self.connection, self.office.key("audit")).record(
            now=self.now, actor=self.by, event=event, thing=_known(thing), origin=self.origin, detail=detail
        )

    def send(self, letter: Letter, to: str, *, about: str = "", **values: str) -> None:
        """Leaves a letter in the outbox. By what it is `about`, as "referral:<id>", it can be taken back unsent."""
        outbox = Outbox(self.connection, self.office.key("outbox"))
        outbox.put(to=to, letter=letter, values=values, now=self.now, about=about)

    def need(self, actor: Actor, permission: Permission, thing: Thing | None, name: str = "") -> None:
        """Refuses, as if there were no such thing, unless the actor may. `name` is the thing's, as "kind:id"."""
        if not may(actor, permission, thing):
            self.refuse(NotFoundError(f"{actor.id} may not {permission}"), thing=name, permission=permission)

    def refuse(
        self, error: PoaiError, event: Event = Event.REFUSED, thing: str = "", **detail: str
    ) -> NoReturn:
        """Undoes the unit of work, writes that it was refused into the trail, and raises `error`."""
        raise _RefusedError(error, event, thing, detail)


def _known(thing: str) -> str:
    """What somebody made up in an address is not written into the trail, but that there was something is."""
    try:
        check_keys(thing)
    except ValueError:
        return f"{thing.partition(':')[0]}:"
    return thing
