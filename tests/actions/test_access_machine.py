"""S21: whatever is granted, taken, moved, opened or ended, in any order, nobody reads what they should not.

The model keeps no rules: it writes down, as things happen, who could see whom from then on, one pair at a
time. The rules of poai.domain.access are asked about the state that results, and the two must agree.
"""

import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from poai.actions import accounts, people
from poai.domain.access import Actor, Permission, PersonThing, may
from poai.domain.account import Grant, Role
from poai.domain.errors import NotFoundError
from poai.domain.session import IDLE
from poai.store import Accounts, Store, migrate, open_store
from tests.actions.cast import ADMINISTRATOR, NOW, Cast

WORKERS = ("ann", "bob", "cat")
TEAMS = ("north", "south")
PEOPLE = ("p", "q", "r")
ROLES = (Role.LINK_WORKER, Role.TEAM_LEAD)
GLASS = timedelta(minutes=60)

worker = st.sampled_from(WORKERS)
team = st.sampled_from(TEAMS)
someone = st.sampled_from(PEOPLE)
role = st.sampled_from(ROLES)


@dataclass
class Ledger:
    """The model: for each worker and person, why the one may read about the other at this moment."""

    now: datetime = NOW
    reasons: dict[tuple[str, str], set[str]] = field(
        default_factory=lambda: {(who, whom): set() for who in WORKERS for whom in PEOPLE}
    )
    opened: dict[tuple[str, str], datetime] = field(default_factory=dict)
    home: dict[str, str] = field(default_factory=dict)
    hats: set[tuple[str, str, str]] = field(default_factory=set)
    out: set[str] = field(default_factory=set)

    def give(self, who: str, hat: str, where: str) -> None:
        self.hats.add((who, hat, where))
        for whom, home in self.home.items():
            if home == where:
                self.reasons[who, whom].add(hat)

    def take(self, who: str, hat: str, where: str) -> None:
        self.hats.discard((who, hat, where))
        for whom, home in self.home.items():
            if home == where:
                self.reasons[who, whom].discard(hat)

    def settle(self, whom: str, where: str) -> None:
        self.home[whom] = where
        for who in WORKERS:
            self.reasons[who, whom] = {
                hat for other, hat, there in self.hats if (other, there) == (who, where)
            }

    def open(self, who: str, whom: str) -> None:
        self.opened[who, whom] = self.now + GLASS

    def works(self, who: str) -> bool:
        return any(hat[0] == who for hat in self.hats)

    def reads(self, who: str, whom: str) -> bool:
        if who in self.out or whom not in self.home:
            return False
        looking = (who, whom) in self.opened and self.now < self.opened[who, whom]
        return bool(self.reasons[who, whom]) or (looking and self.works(who))


class Rules(RuleBasedStateMachine):
    """Grants, moves, leavers, openings and sessions against poai.domain.access, in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.ledger = Ledger()
        self.grants: dict[str, set[Grant]] = {who: set() for who in WORKERS}
        self.people: dict[str, PersonThing] = {}
        self.until: dict[tuple[str, str], datetime] = {}
        self.active = set(WORKERS)
        self.strength = dict.fromkeys(WORKERS, "second-factor")

    @initialize(data=st.data())
    def begin(self, data: Any) -> None:
        for whom in PEOPLE:
            self.move(whom, data.draw(team), data.draw(st.sampled_from(("", *WORKERS))))

    @rule(who=worker, hat=role, where=team)
    def give(self, who: str, hat: Role, where: str) -> None:
        self.grants[who].add(Grant(hat, where))
        self.ledger.give(who, hat, where)

    @rule(who=worker, hat=role, where=team)
    def take(self, who: str, hat: Role, where: str) -> None:
        self.grants[who].discard(Grant(hat, where))
        self.ledger.take(who, hat, where)

    @rule(who=worker)
    def take_all(self, who: str) -> None:
        for grant in tuple(self.grants[who]):
            self.grants[who].discard(grant)
            self.ledger.take(who, grant.role, grant.scope)

    @rule(who=worker, other=st.sampled_from((Role.STEWARD, Role.ADMINISTRATOR, Role.GUARDIAN)))
    def give_no_casework(self, who: str, other: Role) -> None:
        self.grants[who].add(Grant(other))

    @rule(who=worker, hat=role, where=st.sampled_from(("", "friends", "north-end")))
    def give_for_no_team(self, who: str, hat: Role, where: str) -> None:
        if where:
            self.ledger.hats.add((who, hat, where))
        self.grants[who].add(Grant(hat, where))

    @rule(whom=someone, where=team, by=st.sampled_from(("", *WORKERS)))
    def move(self, whom: str, where: str, by: str) -> None:
        self.people[whom] = PersonThing(id=whom, team=where, worker=by)
        self.ledger.settle(whom, where)

    @rule(who=worker)
    def leave(self, who: str) -> None:
        self.active.discard(who)
        self.ledger.out.add(who)

    @rule(who=worker)
    def come_back(self, who: str) -> None:
        self.active.add(who)
        if self.strength[who] == "second-factor":
            self.ledger.out.discard(who)

    @rule(who=worker)
    def begin_to_sign_in(self, who: str) -> None:
        self.strength[who] = "password"
        self.ledger.out.add(who)

    @rule(who=worker)
    def finish_signing_in(self, who: str) -> None:
        self.strength[who] = "second-factor"
        if who in self.active:
            self.ledger.out.discard(who)

    @rule(who=worker, whom=someone)
    def break_glass(self, who: str, whom: str) -> None:
        allowed = who in self.active and may(self.actor(who), Permission.BREAK_GLASS, self.thing(whom))
        inside = bool(self.ledger.reasons[who, whom])
        assert allowed == (who not in self.ledger.out and self.ledger.works(who) and not inside)
        if allowed:
            self.until[who, whom] = self.ledger.now + GLASS
            self.ledger.open(who, whom)

    @rule(minutes=st.sampled_from((1, 20, 59, 60)))
    def wait(self, minutes: int) -> None:
        self.ledger.now += timedelta(minutes=minutes)

    def actor(self, who: str) -> Actor:
        return Actor(who, who, frozenset(self.grants[who]), self.strength[who], "s")  # type: ignore[arg-type]

    def thing(self, whom: str) -> PersonThing:
        person = self.people[whom]
        looking = {
            who for (who, other), until in self.until.items() if other == whom and self.ledger.now < until
        }
        return PersonThing(id=whom, team=person.team, worker=person.worker, open_to=frozenset(looking))

    @invariant()
    def nobody_reads_what_they_should_not(self) -> None:
        for who in WORKERS:
            for whom in self.people:
                reads = who in self.active and may(self.actor(who), Permission.PERSON_READ, self.thing(whom))
                assert reads == self.ledger.reads(who, whom), (who, whom)
                writes = may(self.actor(who), Permission.PERSON_WRITE, self.thing(whom))
                assert not writes or self.ledger.reasons[who, whom], "no writing through broken glass"


class Offices(RuleBasedStateMachine):
    """The same over a store, through the actions: sessions too, which any change of what counts must end."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="poai-machine-"))
        shutil.copyfile(self.template, self.folder / "store.db")
        self.store: Store = open_store(self.folder / "store.db")
        self.cast = Cast(self.store)
        self.ledger = Ledger()
        self.ada = self.cast.account("ada", ADMINISTRATOR)
        self.teams = {name: self.cast.team(name) for name in TEAMS}
        self.accounts = {who: self.cast.account(who) for who in WORKERS}
        self.tokens: dict[str, str] = {}
        boss = self.cast.present(self.cast.signed_in(self.ada))
        self.people = {}
        for number, whom in enumerate(PEOPLE):
            where = TEAMS[number % 2]
            self.people[whom] = self.cast.person(boss, whom, self.teams[where])
            self.ledger.settle(whom, where)
        self.ledger.out |= set(WORKERS)  # until they sign in

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    def administer(self, action: Any, who: str, *given: Any) -> None:
        boss = self.cast.present(self.cast.signed_in(self.ada))
        action(self.cast.office, boss, self.accounts[who].id, *given, now=self.cast.now)

    def held(self, who: str) -> set[Grant]:
        with self.store.read() as connection:
            account = Accounts(connection).get(self.accounts[who].id)
        assert account
        return set(account.grants)

    @rule(who=worker)
    def sign_in(self, who: str) -> None:
        with self.store.read() as connection:
            account = Accounts(connection).get(self.accounts[who].id)
        assert account
        if account.state == "active":
            self.tokens[who] = self.cast.signed_in(account)
            self.ledger.out.discard(who)

    @rule(who=worker, hat=role, where=team)
    def give(self, who: str, hat: Role, where: str) -> None:
        before = self.held(who)
        after = before | {Grant(hat, self.teams[where].id)}
        self.administer(accounts.change_grants, who, after)
        self.ledger.give(who, hat, where)
        if after != before:
            self.ledger.out.add(who)

    @rule(who=worker, hat=role, where=team)
    def take(self, who: str, hat: Role, where: str) -> None:
        before = self.held(who)
        after = before - {Grant(hat, self.teams[where].id)}
        if after and after != before:
            self.administer(accounts.change_grants, who, after)
            self.ledger.take(who, hat, where)
            self.ledger.out.add(who)

    @rule(who=worker)
    def leave(self, who: str) -> None:
        self.administer(accounts.disable, who)
        self.ledger.out.add(who)

    @rule(who=worker)
    def come_back(self, who: str) -> None:
        self.administer(accounts.enable, who)

    @rule(who=worker)
    def end_sessions(self, who: str) -> None:
        self.administer(accounts.end_sessions, who)
        self.ledger.out.add(who)

    @precondition(lambda self: self.tokens)
    @rule(who=worker, whom=someone)
    def break_glass(self, who: str, whom: str) -> None:
        actor = self.cast.asks(self.tokens.get(who, ""))
        if actor is None:
            assert who in self.ledger.out
            return
        before = self.ledger.reasons[who, whom]
        try:
            people.break_glass(
                self.cast.office,
                actor,
                self.people[whom].reference,
                "nobody answers there",
                now=self.cast.now,
            )
        except NotFoundError:
            assert before or not self.ledger.works(who)
        else:
            assert self.ledger.works(who)
            assert not before
            self.ledger.open(who, whom)

    @rule(minutes=st.sampled_from((1, 19, 21, 60)))
    def wait(self, minutes: int) -> None:
        self.ledger.now = self.cast.later(minutes=minutes)
        if timedelta(minutes=minutes) >= IDLE:
            self.ledger.out |= set(WORKERS)

    @invariant()
    def nobody_reads_what_they_should_not(self) -> None:
        for who in WORKERS:
            actor = self.cast.asks(self.tokens.get(who, ""))
            assert (actor is None) == (who in self.ledger.out), who
            if actor is None:
                continue
            for whom, person in self.people.items():
                try:
                    people.open_person(self.cast.office, actor, person.id, now=self.cast.now)
                    reads = True
                except NotFoundError:
                    reads = False
                assert reads == self.ledger.reads(who, whom), (who, whom)


def test_s21_no_sequence_lets_anybody_read_what_the_model_forbids() -> None:
    machine = Rules.TestCase
    machine.settings = settings(max_examples=200, stateful_step_count=50)
    machine("runTest").runTest()


def test_s21_nor_does_any_sequence_of_actions_over_a_store(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store.db")
    migrate(store)
    store.close()
    machine = Offices.TestCase
    Offices.template = tmp_path / "store.db"
    machine.settings = settings(max_examples=10, stateful_step_count=15)
    machine("runTest").runTest()
