"""Casework for tests: two teams, two groups, somebody of each role, and referrals wherever a test wants them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from poai.actions.office import Office
from poai.domain.access import Actor, Permission
from poai.domain.account import Grant, Role
from poai.domain.consent import Consent
from poai.domain.person import Details, Person
from poai.domain.referral import Answer, Name, Outcome, Party, Reason, Referral, Status
from poai.domain.sharing import shared
from poai.domain.team import Team
from poai.store import Consents, Keys, People, Referrals
from tests.actions.agreed import agreed
from tests.actions.cast import ADMINISTRATOR, GUARDIAN, Cast

# The moves that lead from a draft to each status, and by whom.
_SEND = ((Name.SEND, Party.WORKER),)
_ACCEPT = (*_SEND, (Name.OPEN, Party.ORGANISATION), (Name.ACCEPT, Party.ORGANISATION))
WAYS = {
    Status.DRAFT: (),
    Status.SENT: _SEND,
    Status.RECEIVED: _ACCEPT[:2],
    Status.WAITING: (*_SEND, (Name.WAIT, Party.ORGANISATION)),
    Status.ACCEPTED: _ACCEPT,
    Status.IN_PROGRESS: (*_ACCEPT, (Name.START, Party.ORGANISATION)),
    Status.DECLINED: (*_SEND, (Name.DECLINE, Party.ORGANISATION)),
    Status.ENDED: (*_ACCEPT, (Name.START, Party.ORGANISATION), (Name.FINISH, Party.WORKER)),
    Status.WITHDRAWN: (*_SEND, (Name.WITHDRAW, Party.WORKER)),
    Status.ERROR: ((Name.CORRECT, Party.MAKER),),
}


def apt(name: Name, today: date) -> Answer:
    """What a move needs, so that nothing but who and where decides."""
    return {
        Name.WAIT: Answer(expected=today + timedelta(days=30)),
        Name.DECLINE: Answer(reason=Reason.FULL),
        Name.NOT_STARTED: Answer(reason=Reason.NOT_REACHED),
        Name.FINISH: Answer(outcome=Outcome.HELPED),
        Name.REOPEN: Answer(note="there is room again"),
        Name.CORRECT: Answer(note="it was for somebody else"),
    }.get(name, Answer())


@dataclass
class Casework:
    """`nora` works with `ivy` in the north and made the referral; `friends` is the group that was asked."""

    cast: Cast
    north: Team = field(init=False)
    south: Team = field(init=False)
    actors: dict[str, Actor] = field(init=False)
    ivy: Person = field(init=False)

    def __post_init__(self) -> None:
        cast = self.cast
        self.north, self.south = cast.team("North team"), cast.team("South team")
        given = {
            "nora": Grant(Role.LINK_WORKER, self.north.id),
            "neil": Grant(Role.LINK_WORKER, self.north.id),
            "lena": Grant(Role.TEAM_LEAD, self.north.id),
            "sami": Grant(Role.LINK_WORKER, self.south.id),
            "lars": Grant(Role.TEAM_LEAD, self.south.id),
            "olga": Grant(Role.ORGANISATION_MEMBER, "friends"),
            "omar": Grant(Role.ORGANISATION_MEMBER, "library"),
            "stew": Grant(Role.STEWARD, "north-end"),
            "saul": Grant(Role.STEWARD, "south-end"),
            "ada": ADMINISTRATOR,
            "gus": GUARDIAN,
        }
        self.actors = {name: cast.actor(name, grant) for name, grant in given.items()}
        self.ivy = self.person("Ivy Northerner")

    def __getitem__(self, name: str) -> Actor:
        return self.actors[name]

    @property
    def office(self) -> Office:
        return self.cast.office

    def person(self, names: str, worker: str = "nora", **details: str) -> Person:
        """Somebody in the worker's team."""
        team = self.south if worker in ("sami", "lars") else self.north
        with self.cast.store.work() as connection:
            keys = Keys.load(connection, self.cast.secret)
            return People(connection, self[worker], keys).add(
                names=names,
                details=Details(reach="by post", **details),  # type: ignore[arg-type]
                team=team.id,
                worker=self[worker].id,
                now=self.cast.now,
            )

    def consent(self, of: Person, organisation: str = "friends", days: int = 365) -> Consent:
        """Consent that the group is told the name, and how to reach them."""
        with self.cast.store.work() as connection:
            return Consents(connection, Keys.load(connection, self.cast.secret)).add(
                agreed(of, organisation, self["nora"].id, self.cast.now, days=days)
            )

    def referral(
        self,
        status: Status = Status.SENT,
        *,
        of: Person | None = None,
        listing: str = "tea-and-company",
        organisation: str = "friends",
        maker: str = "nora",
    ) -> Referral:
        """A referral that has come to stand there, with all the moves before."""
        (one,) = self.referrals(status, [listing], of=of, organisation=organisation, maker=maker)
        return one

    def referrals(
        self,
        status: Status,
        listings: Iterable[str],
        *,
        of: Person | None = None,
        organisation: str = "friends",
        maker: str = "nora",
    ) -> list[Referral]:
        """One for each listing, on the strength of one consent."""
        person = of or self.ivy
        consent = self.consent(person, organisation)
        with self.cast.store.work() as connection:
            store = Referrals(connection, None, Keys.load(connection, self.cast.secret))
            return [self._come_to(status, store, person, consent, listing, maker) for listing in listings]

    def _come_to(
        self, status: Status, store: Referrals, person: Person, consent: Consent, listing: str, maker: str
    ) -> Referral:
        now = self.cast.now
        one = store.add(
            person,
            consent,
            listing=listing,
            listing_name=listing.replace("-", " ").title(),
            locality="north-end",
            shared=shared(person, consent.fields, ask="Please ring her"),
            maker=self[maker].id,
            now=now,
        )
        for name, party in WAYS[status]:
            by = self["olga"].id if party is Party.ORGANISATION else self[maker].id
            one = store.move(one, name, party, by, now=now, answer=apt(name, now.date()))
        return one

    def now_is(self, one: Referral) -> Referral:
        """The referral as it stands now."""
        with self.cast.store.read() as connection:
            found = Referrals(connection, None, Keys.load(connection, self.cast.secret)).any(one.id)
        assert found
        return found

    def sees(self, name: str, one: Referral, permission: Permission = Permission.REFERRAL_READ) -> bool:
        """Whether somebody's list has it."""
        with self.cast.store.read() as connection:
            referrals = Referrals(connection, self[name], Keys.load(connection, self.cast.secret))
            return any(each.id == one.id for each in referrals.visible(permission, self.cast.now))
