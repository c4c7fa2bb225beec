from datetime import UTC, datetime, timedelta
from typing import ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from poai.store import Accounts, LinkKind, Store, Tokens
from poai.store.tokens import Link

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
kind = st.sampled_from(LinkKind)


def account(store: Store) -> str:
    with store.work() as connection:
        accounts = Accounts(connection)
        email = f"{len(accounts.all())}@example.org"
        return accounts.add(email=email, name="Ann", grants=(), now=NOW).id


def test_a_link_is_for_one_thing_and_works_once(store: Store) -> None:
    ann = account(store)
    with store.work() as connection:
        tokens = Tokens(connection)
        token = tokens.issue(LinkKind.RESET, ann, "ann@example.org", until=NOW + timedelta(hours=1))
        link = Link(ann, "ann@example.org")
        assert tokens.find(LinkKind.INVITATION, token, NOW) is None
        assert tokens.use(LinkKind.INVITATION, token, NOW) is None
        assert tokens.find(LinkKind.RESET, token, NOW) == link
        assert tokens.use(LinkKind.RESET, token, NOW) == link
        assert tokens.use(LinkKind.RESET, token, NOW) is None


class Links(RuleBasedStateMachine):
    """Links over one store, which is swept for each example; the model is a dictionary."""

    store: ClassVar[Store]
    people: ClassVar[list[str]]

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.issued: list[tuple[LinkKind, str]] = []
        self.good: dict[tuple[LinkKind, str], tuple[str, datetime]] = {}
        with self.store.work() as connection:
            for who in self.people:
                Tokens(connection).void(who)

    @rule(what=kind, one=st.integers(0, 1), minutes=st.sampled_from((5, 60)))
    def issue(self, what: LinkKind, one: int, minutes: int) -> None:
        who = self.people[one]
        until = self.now + timedelta(minutes=minutes)
        with self.store.work() as connection:
            token = Tokens(connection).issue(what, who, "a@example.org", until=until)
        self.issued.append((what, token))
        self.good[what, who] = (token, until)

    @rule(number=st.integers(0, 20))
    def use(self, number: int) -> None:
        if not self.issued:
            return
        what, token = self.issued[number % len(self.issued)]
        with self.store.work() as connection:
            link = Tokens(connection).use(what, token, self.now)
        expected = self.owner(what, token)
        assert (link.account if link else None) == expected
        if expected:
            del self.good[what, expected]

    @rule(one=st.integers(0, 1))
    def void(self, one: int) -> None:
        who = self.people[one]
        with self.store.work() as connection:
            Tokens(connection).void(who)
        self.good = {key: value for key, value in self.good.items() if key[1] != who}

    @rule(minutes=st.sampled_from((1, 5, 60)))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @invariant()
    def found_while_good(self) -> None:
        with self.store.read() as connection:
            for what, token in self.issued[-6:]:
                link = Tokens(connection).find(what, token, self.now)
                assert (link.account if link else None) == self.owner(what, token)

    def owner(self, what: LinkKind, token: str) -> str | None:
        for (each, who), (good, until) in self.good.items():
            if (each, good) == (what, token) and self.now < until:
                return who
        return None


def test_s09_in_any_order_a_link_counts_once_in_its_time_and_only_the_newest(store: Store) -> None:
    Links.store, Links.people = store, [account(store), account(store)]
    machine = Links.TestCase
    machine.settings = settings(max_examples=15, stateful_step_count=20)
    machine("runTest").runTest()
