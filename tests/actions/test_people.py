"""Who sees whom, that it is in the trail before they see it, and what breaking the glass opens."""

import pytest

from poai.actions import accounts, answering, people, referrals
from poai.actions.people import GLASS
from poai.actions.typed_record import Typed
from poai.domain.access import Actor
from poai.domain.account import Grant, Role
from poai.domain.errors import InvalidError, NotFoundError, StaleError
from poai.domain.person import Person
from poai.domain.referral import Status
from poai.store import Keys, People
from tests.actions.casework import Casework
from tests.actions.cast import ADDRESS, ADMINISTRATOR, GUARDIAN, Cast

REASON = "Her neighbour rang: she is not answering, and her worker is away."


class Two:
    """Two teams, one with a lead, two workers and a person, the other with a worker."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.north, self.south = cast.team("North"), cast.team("South")
        self.lead = cast.actor("lead", Grant(Role.TEAM_LEAD, self.north.id))
        self.worker = cast.actor("worker", Grant(Role.LINK_WORKER, self.north.id))
        self.colleague = cast.actor("colleague", Grant(Role.LINK_WORKER, self.north.id))
        self.elsewhere = cast.actor("elsewhere", Grant(Role.LINK_WORKER, self.south.id))
        self.ada = cast.actor("ada", ADMINISTRATOR)
        self.guardian = cast.actor("gus", GUARDIAN)
        self.person = cast.person(self.worker, "Mrs Example", self.north, self.worker.id)

    def opens(self, actor: Actor, person: Person | None = None) -> bool:
        try:
            shown = people.open_person(
                self.cast.office, actor, (person or self.person).id, now=self.cast.now, address=ADDRESS
            )
        except NotFoundError:
            return False
        return shown == (person or self.person)

    def breaks(self, actor: Actor, reason: str = REASON, reference: str = "") -> None:
        reference = reference or self.person.reference
        people.break_glass(self.cast.office, actor, reference, reason, now=self.cast.now, address=ADDRESS)


@pytest.fixture
def two(cast: Cast) -> Two:
    return Two(cast)


def test_s20_a_record_is_open_to_the_team_and_to_nobody_else(two: Two) -> None:
    assert [two.opens(who) for who in (two.lead, two.worker, two.colleague)] == [True] * 3
    assert [two.opens(who) for who in (two.elsewhere, two.ada, two.guardian)] == [False] * 3


def test_s20_forbidden_is_told_exactly_as_missing(two: Two) -> None:
    said = []
    for person_id in (two.person.id, "00000000-0000-4000-8000-000000000000", "Mrs Example"):
        with pytest.raises(NotFoundError) as raised:
            people.open_person(two.cast.office, two.elsewhere, person_id, now=two.cast.now)
        said.append(str(raised.value))
    assert len(set(said)) == 1


def test_s41_whoever_looks_is_in_the_trail_and_so_is_who_may_not(two: Two) -> None:
    two.opens(two.worker)
    two.opens(two.elsewhere)
    assert [(row.event, row.actor, row.thing) for row in two.cast.trail()] == [
        ("person-read", two.worker.id, f"person:{two.person.id}"),
        ("refused", two.elsewhere.id, f"person:{two.person.id}"),
    ]
    assert "Example" not in two.cast.dump()


def test_s41_nothing_is_shown_that_the_trail_could_not_take(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*given: object, **named: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr("poai.store.Audit.record", full)
    with pytest.raises(OSError, match="no room"):
        two.opens(two.worker)


def test_somebody_new_is_in_the_caseload_of_who_added_them(two: Two) -> None:
    cast = two.cast
    added = people.add_person(
        cast.office,
        two.colleague,
        Typed(names=" Ms  New ", reach="020 0000 0000\n"),
        team=two.north.id,
        now=cast.now,
    )
    assert (added.names, added.details.reach, added.worker) == ("Ms New", "020 0000 0000", two.colleague.id)
    assert two.opens(two.colleague, added)
    assert cast.trail()[0].thing == f"person:{added.id}"
    for team in (two.south.id, "no-such-team", ""):
        with pytest.raises(NotFoundError):
            people.add_person(
                cast.office, two.colleague, Typed(names="X", reach="X"), team=team, now=cast.now
            )
    with pytest.raises(NotFoundError):
        people.add_person(cast.office, two.ada, Typed(names="X", reach="X"), team=two.north.id, now=cast.now)
    with pytest.raises(InvalidError, match="names"):
        people.add_person(
            cast.office, two.colleague, Typed(names=" ", reach="X"), team=two.north.id, now=cast.now
        )


def test_a_lead_moves_somebody_to_another_worker_of_the_team(two: Two) -> None:
    cast = two.cast

    def move(who: Actor, worker: str, version: int = 1) -> None:
        people.move_person(cast.office, who, two.person.id, worker=worker, version=version, now=cast.now)

    for outsider in (two.worker, two.colleague, two.elsewhere, two.ada):
        with pytest.raises(NotFoundError):
            move(outsider, two.colleague.id)
    for wrong in (two.elsewhere.id, two.ada.id, "nobody"):
        with pytest.raises(InvalidError, match="worker"):
            move(two.lead, wrong)
    move(two.lead, two.colleague.id)
    with pytest.raises(StaleError):
        move(two.lead, "")
    assert cast.events().count("person-changed") == 1
    assert people.open_person(cast.office, two.worker, two.person.id, now=cast.now).worker == two.colleague.id


@pytest.mark.parametrize("reason", ["", "   ", "because", "x" * 1001])
def test_s24_the_glass_is_not_broken_without_a_reason(two: Two, reason: str) -> None:
    with pytest.raises(InvalidError, match="reason"):
        two.breaks(two.elsewhere, reason)
    assert not two.opens(two.elsewhere)
    assert two.cast.letters() == []


def test_s24_breaking_the_glass_opens_one_record_for_an_hour(two: Two) -> None:
    cast = two.cast
    other = cast.person(two.lead, "Mr Another", two.north)
    two.breaks(two.elsewhere, reference=f" {two.person.reference.lower()} ")
    assert two.opens(two.elsewhere)
    assert not two.opens(two.elsewhere, other)
    cast.later(minutes=59)
    assert two.opens(two.elsewhere)
    cast.later(minutes=2)
    assert not two.opens(two.elsewhere)
    assert GLASS.total_seconds() == 3600


def test_s24_every_guardian_is_told_and_no_name_is_in_the_letter(two: Two) -> None:
    two.breaks(two.elsewhere)
    (letter,) = two.cast.letters()
    assert (letter.to, letter.letter) == ("gus@example.org", "glass-broken")
    assert set(letter.values) == {"link"}
    broken = [row for row in two.cast.trail() if row.event == "glass-broken"]
    assert [(row.actor, row.thing) for row in broken] == [(two.elsewhere.id, f"person:{two.person.id}")]


def test_s24_without_another_guardian_administrators_are_told(two: Two) -> None:
    cast = two.cast
    ada = cast.actor("adele", ADMINISTRATOR)
    accounts.disable(cast.office, ada, two.guardian.id, now=cast.now)
    two.breaks(two.elsewhere)
    told = {letter.to for letter in cast.letters() if letter.letter == "glass-broken"}
    assert "adele@example.org" in told
    assert "gus@example.org" not in told


def test_s24_the_guardian_has_a_report_of_it(two: Two) -> None:
    two.breaks(two.elsewhere)
    (opening,) = people.broken_glass(two.cast.office, two.guardian, now=two.cast.now)
    assert (opening.account, opening.person, opening.reason) == (two.elsewhere.id, two.person.id, REASON)
    assert two.cast.events()[-1] == "trail-read"
    for who in (two.ada, two.worker, two.elsewhere):
        with pytest.raises(NotFoundError):
            people.broken_glass(two.cast.office, who, now=two.cast.now)


def test_s24_no_number_of_openings_hides_an_earlier_one_from_the_guardian(two: Two) -> None:
    with two.cast.store.work() as connection:
        opened = People(connection, two.elsewhere, Keys.load(connection, two.cast.office.secret))
        for number in range(250):
            opened.open(two.person.id, reason=f"number {number}", now=two.cast.now, until=two.cast.now)
    found = people.broken_glass(two.cast.office, two.guardian, now=two.cast.now)
    assert {opening.reason for opening in found} == {f"number {number}" for number in range(250)}


def test_s24_only_a_worker_from_elsewhere_breaks_the_glass(two: Two) -> None:
    for who in (two.ada, two.guardian, two.worker, two.lead):
        with pytest.raises(NotFoundError):
            two.breaks(who)
    with pytest.raises(NotFoundError):
        two.breaks(two.elsewhere, reference="0000-0000")
    assert set(two.cast.events()) == {"refused"}
    assert two.cast.letters() == []


def test_s24_what_was_opened_is_open_for_reading_only_and_not_to_others(two: Two) -> None:
    cast = two.cast
    two.breaks(two.elsewhere)
    another = cast.actor("another", Grant(Role.LINK_WORKER, two.south.id))
    assert not two.opens(another)
    with pytest.raises(NotFoundError):
        people.move_person(
            cast.office, two.elsewhere, two.person.id, worker=two.elsewhere.id, version=1, now=cast.now
        )


def test_s43_the_history_of_a_record_is_every_look_at_it_in_order(two: Two) -> None:
    lookers = [two.worker, two.lead, two.colleague, two.worker] * 5
    for who in lookers:
        two.opens(who)
        two.cast.later(minutes=1)
        two.cast.person(two.lead, "Mr Another", two.north)
    history = people.history(two.cast.office, two.guardian, two.person.id, now=two.cast.now)
    assert [row.actor for row in history] == [who.id for who in lookers]
    assert {row.event for row in history} == {"person-read"}
    assert [row.at for row in history] == sorted(row.at for row in history)
    for who in (two.ada, two.worker):
        with pytest.raises(NotFoundError):
            people.history(two.cast.office, who, two.person.id, now=two.cast.now)


def test_s43_who_looked_at_a_referral_of_theirs_is_in_it(cast: Cast) -> None:
    """A referral tells as much of somebody as their record does."""
    work = Casework(cast)
    mine = work.referral(Status.SENT)
    work.referral(Status.SENT, of=work.person("Mr Another"))
    answering.look(cast.office, work["olga"], mine.id, now=cast.now)
    referrals.look(cast.office, work["lena"], mine.id, now=cast.now)
    people.open_person(cast.office, work["nora"], work.ivy.id, now=cast.now)
    found = people.history(cast.office, work["gus"], work.ivy.id, now=cast.now)
    assert [(row.actor, row.event) for row in found] == [
        (work["olga"].id, "referral-moved"),
        (work["olga"].id, "referral-read"),
        (work["lena"].id, "referral-read"),
        (work["nora"].id, "person-read"),
    ]


def test_s22_ids_and_references_cannot_be_guessed(two: Two) -> None:
    many = [two.cast.person(two.lead, "Mr Another", two.north) for _ in range(20)]
    assert len({person.reference for person in many}) == 20
    assert all(len(person.id) == 36 and person.id[14] == "4" for person in many)


def test_a_guardian_finds_whose_history_to_show_by_reference_and_learns_nothing_else(two: Two) -> None:
    cast, typed = two.cast, two.person.reference.lower().replace("-", " ")
    assert people.find_for_history(cast.office, two.guardian, typed, now=cast.now) == two.person.id
    with pytest.raises(NotFoundError):
        people.find_for_history(cast.office, two.guardian, "0000-0000", now=cast.now)
    for who in (two.worker, two.lead, two.ada):
        with pytest.raises(NotFoundError):
            people.find_for_history(cast.office, who, two.person.reference, now=cast.now)
    assert cast.events() == ["refused"] * 4  # a reference that nobody has is written down too
