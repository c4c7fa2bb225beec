"""S61: whatever is done to referrals in any order, by anybody, with crashes between and in the middle of it, each one that
was acknowledged is in exactly one state and has every move that led there.

The model is a list of statuses for each referral, and the table of moves as it is written out by hand.
"""

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from poai.actions.moving import move, moved, parties_of
from poai.domain.errors import ConsentError, MoveError, NotFoundError, OpenReferralError, StaleError
from poai.domain.referral import OPEN, Name, Party, Referral, Status
from poai.store import Consents, Keys, Referrals, migrate, open_store
from tests.actions.casework import Casework, apt
from tests.actions.cast import Cast
from tests.actions.test_moving import PARTS, UNSEEN
from tests.domain.test_referral import ROWS

LISTINGS = ("tea", "walks", "choir")


class PowerCut(Exception):
    """In the middle of a unit of work."""


@dataclass
class Known:
    """What must be true of one referral."""

    listing: str
    consent: bool = True
    statuses: list[Status] = field(default_factory=lambda: [Status.DRAFT])
    moves: list[Name] = field(default_factory=list)

    @property
    def status(self) -> Status:
        return self.statuses[-1]


class Referring(RuleBasedStateMachine):
    """Workers, groups, stewards and outsiders at the same few referrals."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="poai-referrals-"))
        shutil.copyfile(self.template, self.folder / "store.db")
        self.work = Casework(Cast(open_store(self.folder / "store.db")))
        self.known: dict[str, Known] = {}
        self.starts = 0

    def teardown(self) -> None:
        self.work.cast.store.close()
        shutil.rmtree(self.folder)

    @initialize()
    def begin(self) -> None:
        self.refer("tea")

    @precondition(lambda self: len(self.known) < 6)
    @rule(listing=st.sampled_from(LISTINGS))
    def refer(self, listing: str) -> None:
        one = self.work.referral(Status.DRAFT, listing=listing)
        self.known[one.id] = Known(listing)

    @rule(data=st.data(), who=st.sampled_from(list(PARTS)), name=st.sampled_from(Name), behind=st.booleans())
    def make_a_move(self, data: Any, who: str, name: Name, behind: bool) -> None:
        identity = data.draw(st.sampled_from(list(self.known)))
        known = self.known[identity]
        self.try_move(identity, who, name, len(known.moves) - (1 if behind and known.moves else 0))

    def try_move(self, identity: str, who: str, name: Name, version: int) -> None:
        known = self.known[identity]
        try:
            move(
                self.work.office,
                self.work[who],
                identity,
                name,
                version=version,
                answer=apt(name, self.work.cast.now.date()),
                now=self.work.cast.later(minutes=1),
            )
        except (MoveError, NotFoundError, StaleError, ConsentError, OpenReferralError):
            assert not self.can(identity, who, name) or version != len(known.moves)
        else:
            assert self.can(identity, who, name)
            assert version == len(known.moves)
            known.statuses.append(ROWS[name][1])
            known.moves.append(name)

    @rule(data=st.data())
    def go_on(self, data: Any) -> None:
        """A move that is possible, so that referrals get far."""
        identity = data.draw(st.sampled_from(list(self.known)))
        possible = [(who, name) for who in PARTS for name in Name if self.can(identity, who, name)]
        if possible:
            who, name = data.draw(st.sampled_from(possible))
            self.try_move(identity, who, name, len(self.known[identity].moves))

    def can(self, identity: str, who: str, name: Name) -> bool:
        known = self.known[identity]
        sources, to, by = ROWS[name]
        hidden = known.status in UNSEEN or not known.consent
        parts = PARTS[who] - ({Party.ORGANISATION} if hidden else set())
        another = to in OPEN and any(
            other.listing == known.listing and other.status in OPEN
            for each, other in self.known.items()
            if each != identity
        )
        asked = to in {Status.SENT, Status.RECEIVED}
        return known.status in sources and bool(parts & by) and not another and (known.consent or not asked)

    @rule(data=st.data())
    def agree_no_more(self, data: Any) -> None:
        identity = data.draw(st.sampled_from(list(self.known)))
        with self.work.cast.store.work() as connection:
            consents = Consents(connection, Keys.load(connection, self.work.cast.secret))
            try:
                consents.withdraw(
                    self.referral(identity).consent, by="person", why="", now=self.work.cast.now
                )
            except StaleError:
                assert not self.known[identity].consent
        self.known[identity].consent = False

    @rule(data=st.data(), who=st.sampled_from(list(PARTS)), name=st.sampled_from(Name))
    def lose_power_in_the_middle(self, data: Any, who: str, name: Name) -> None:
        """The move is written, and its row of the trail and its letters; it is never acknowledged, and is gone."""
        identity = data.draw(st.sampled_from(list(self.known)))
        office, actor = self.work.office, self.work[who]
        try:
            with office.work(self.work.cast.now, actor.id) as unit:
                one = unit.referrals_of_nobody().any(identity)
                thing = unit.referrals(actor).thing(identity, self.work.cast.now)
                assert one
                assert thing
                for party in parties_of(actor, thing):
                    answer = apt(name, self.work.cast.now.date())
                    moved(unit, one, name, party, actor.id, answer=answer)
                    raise PowerCut
        except (PowerCut, MoveError, ConsentError, OpenReferralError, StaleError):
            pass

    @rule()
    def restart(self) -> None:
        """Every process ends, without closing anything, and others begin."""
        cast = self.work.cast
        path = cast.store.engine.url.database
        assert path
        self.starts += 1
        again = self.folder / f"{self.starts}.db"
        for file in (path, f"{path}-wal"):
            shutil.copyfile(file, file.replace(path, str(again)))
        cast.store.close()
        cast.store = open_store(again)
        cast.office = type(cast.office)(cast.store, cast.secret, cast.office.url)

    def referral(self, identity: str) -> Referral:
        with self.work.cast.store.read() as connection:
            one = Referrals(connection, None, Keys.load(connection, self.work.cast.secret)).any(identity)
        assert one
        return one

    @invariant()
    def each_is_in_one_state_with_all_its_history(self) -> None:
        with self.work.cast.store.read() as connection:
            store = Referrals(connection, None, Keys.load(connection, self.work.cast.secret))
            for identity, known in self.known.items():
                one = store.any(identity)
                assert one
                history = store.history(identity)
                assert (one.status, one.version) == (known.status, len(known.moves))
                assert [row.move for row in history] == known.moves
                assert [row.to for row in history] == known.statuses[1:]
                assert [row.source for row in history] == known.statuses[:-1]
                assert [row.number for row in history] == list(range(1, one.version + 1))
        standing = [known.listing for known in self.known.values() if known.status in OPEN]
        assert len(standing) == len(set(standing)), "nobody is sent twice to the same thing"


def test_s61_referrals_survive_whatever_is_done_to_them(tmp_path: Path) -> None:
    store = open_store(tmp_path / "template.db")
    migrate(store)
    store.close()
    machine = Referring.TestCase
    Referring.template = tmp_path / "template.db"
    machine.settings = settings(max_examples=20, stateful_step_count=40, deadline=None)
    machine("runTest").runTest()
