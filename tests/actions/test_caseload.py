"""What needs doing comes first, on a page that shows nobody else's people; and people are found however they are typed."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import insert, update

from poai.actions import caseload, notes
from poai.actions.caseload import search, team_caseload
from poai.actions.people import break_glass
from poai.domain.access import Actor
from poai.domain.account import State
from poai.domain.caseload import TODAY, WITHOUT, Caseload, Doing, Stage
from poai.domain.errors import NotFoundError
from poai.domain.note import Kind
from poai.domain.person import Person
from poai.domain.referral import Status
from poai.store import Accounts, Keys, Notes
from poai.store.person_tables import consent, person
from poai.store.referral_tables import concern, message, referral, signpost, snooze
from tests.actions.casework import Casework
from tests.actions.cast import Cast

TODAYS = date(2026, 11, 23)


class Desk(Casework):
    """Casework with the things that make something need doing."""

    def own(self, who: str = "nora", **wanted: object) -> Caseload:
        return caseload.caseload(self.office, self[who], now=self.cast.now, **wanted)  # type: ignore[arg-type]

    def due(self, who: str = "nora") -> dict[str, list[tuple[Doing, date]]]:
        return {one.names: [(due.doing, due.day) for due in one.due] for one in self.own(who).cases}

    def change(self, identity: str, **values: object) -> None:
        with self.cast.store.work() as connection:
            connection.execute(update(referral).where(referral.c.id == identity).values(**values))

    def follow(self, one: Person, on: date) -> None:
        with self.cast.store.work() as connection:
            connection.execute(update(person).where(person.c.id == one.id).values(follow_up_on=on))

    def says(self, one: Person, *, seen: datetime | None = None) -> None:
        with self.cast.store.work() as connection:
            values = {
                "id": str(uuid4()),
                "person_id": one.id,
                "words": b"",
                "at": self.cast.now,
                "seen_at": seen,
            }
            connection.execute(insert(concern).values(**values))

    def writes(self, identity: str, party: str = "organisation") -> None:
        with self.cast.store.work() as connection:
            values = {"id": str(uuid4()), "referral_id": identity, "party": party, "by": "x", "words": b""}
            connection.execute(insert(message).values(at=self.cast.now, **values))

    def puts_off(self, identity: str, until: date, *, minutes: int = 0) -> None:
        with self.cast.store.work() as connection:
            values = {"id": str(uuid4()), "referral_id": identity, "until": until, "words": b""}
            at = self.cast.now + timedelta(minutes=minutes)
            connection.execute(insert(snooze).values(by=self["nora"].id, at=at, **values))


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk(cast)


def test_what_needs_doing_is_sorted_the_most_pressing_first(desk: Desk) -> None:
    people = {
        name: desk.person(name)
        for name in "Concern Message Declined Late Waited Follow Consent Quiet Touched".split()
    }
    desk.says(people["Concern"])
    desk.writes(desk.referral(Status.ACCEPTED, of=people["Message"]).id)
    desk.referral(Status.DECLINED, of=people["Declined"])
    late = desk.referral(Status.SENT, of=people["Late"])
    desk.change(late.id, answer_by=TODAYS - timedelta(days=1))
    waited = desk.referral(Status.WAITING, of=people["Waited"])
    desk.change(waited.id, expected=TODAYS)
    desk.follow(people["Follow"], TODAYS)
    stands = desk.referral(Status.ACCEPTED, of=people["Consent"])
    with desk.cast.store.work() as connection:
        soon = update(consent).where(consent.c.id == stands.consent)
        connection.execute(soon.values(until=TODAYS + timedelta(days=14)))
    found = desk.own()
    assert [(one.names, one.due[0].doing) for one in found.cases][:7] == [
        ("Concern", Doing.CONCERN),
        ("Message", Doing.MESSAGE),
        ("Declined", Doing.DECLINED),
        ("Late", Doing.UNANSWERED),
        ("Waited", Doing.WAITED),
        ("Follow", Doing.FOLLOW_UP),
        ("Consent", Doing.CONSENT),
    ]
    assert {one.due[0].doing for one in found.cases[7:]} == {Doing.NOTHING}
    assert {one.names: one.due[0].about for one in found.cases if one.due[0].about} == {
        "Declined": "Tea And Company",
        "Late": "Tea And Company",
        "Waited": "Tea And Company",
    }
    assert found.counts.today == 7
    assert found.found == found.counts.people == 10
    assert found.counts.stages == {
        Stage.NOT_SENT: 0,
        Stage.UNANSWERED: 1,
        Stage.WAITING: 1,
        Stage.ACCEPTED: 2,
        Stage.UNDER_WAY: 0,
    }


def test_one_row_tells_everything_that_is_due(desk: Desk) -> None:
    late = desk.referral(Status.RECEIVED)
    desk.change(late.id, answer_by=TODAYS - timedelta(days=3))
    desk.follow(desk.ivy, TODAYS - timedelta(days=1))
    desk.says(desk.ivy)
    assert desk.due()["Ivy Northerner"] == [
        (Doing.CONCERN, TODAYS),
        (Doing.UNANSWERED, TODAYS - timedelta(days=3)),
        (Doing.FOLLOW_UP, TODAYS - timedelta(days=1)),
    ]


def test_what_is_not_due_yet_or_was_seen_to_is_not_told(desk: Desk) -> None:
    for status, values in (
        (Status.SENT, {"answer_by": TODAYS}),
        (Status.WAITING, {"expected": TODAYS + timedelta(days=1)}),
    ):
        desk.change(desk.referral(status, listing=status).id, **values)
    desk.follow(desk.ivy, TODAYS + timedelta(days=1))
    desk.says(desk.ivy, seen=desk.cast.now)
    desk.writes(desk.referral(Status.ACCEPTED, listing="b").id, party="worker")
    assert [doing for doing, _ in desk.due()["Ivy Northerner"]] == [Doing.NOTHING]


def test_a_reminder_that_was_put_off_waits_until_its_day_and_the_last_word_counts(desk: Desk) -> None:
    late = desk.referral(Status.SENT)
    desk.change(late.id, answer_by=TODAYS - timedelta(days=1))
    desk.puts_off(late.id, TODAYS + timedelta(days=1))
    assert desk.due()["Ivy Northerner"][0][0] is Doing.NOTHING
    desk.puts_off(late.id, TODAYS, minutes=1)
    assert desk.due()["Ivy Northerner"][0][0] is Doing.UNANSWERED


def test_a_decline_is_dealt_with_once_something_was_sent_or_told_of_since(desk: Desk) -> None:
    desk.referral(Status.DECLINED)
    assert desk.due()["Ivy Northerner"][0][0] is Doing.DECLINED
    desk.cast.later(minutes=5)
    with desk.cast.store.work() as connection:
        values = {
            "id": "s",
            "person_id": desk.ivy.id,
            "listing": "l",
            "listing_name": "L",
            "organisation": "o",
        }
        connection.execute(insert(signpost).values(by=desk["nora"].id, at=desk.cast.now, **values))
    assert desk.due()["Ivy Northerner"][0][0] is Doing.NOTHING
    desk.cast.later(minutes=5)
    desk.referral(Status.DECLINED, listing="second")
    assert desk.due()["Ivy Northerner"][0][0] is Doing.DECLINED
    desk.cast.later(minutes=5)
    desk.referral(Status.SENT, listing="third")
    assert desk.due()["Ivy Northerner"][0][0] is Doing.NOTHING


def test_the_rest_begin_with_who_was_worked_on_longest_ago(desk: Desk) -> None:
    desk.cast.later(days=1)
    desk.person("Second")
    desk.cast.later(days=1)
    desk.person("Third")
    with desk.cast.store.work() as connection:
        keys = Keys.load(connection, desk.cast.secret)
        Notes(connection, keys).add(desk.ivy.id, Kind.NOTE, "Rang", by=desk["nora"].id, now=desk.cast.now)
    desk.cast.later(days=1)
    desk.person("Fourth")
    names = [one.names for one in desk.own().cases]
    assert (names[0], names[3]) == ("Second", "Fourth")
    assert set(names[1:3]) == {"Ivy Northerner", "Third"}  # touched at the same moment


def test_a_caseload_is_narrowed_by_stage_need_and_team(desk: Desk) -> None:
    waiting = desk.person("Waiting")
    desk.referral(Status.WAITING, of=waiting)
    desk.referral(Status.ENDED, of=waiting, listing="old")
    desk.follow(desk.ivy, TODAYS)

    def names(show: str) -> list[str]:
        found = desk.own(show=show)
        assert found.found == len(found.cases)
        assert found.counts.people == 2
        return [one.names for one in found.cases]

    assert names(show=Stage.WAITING) == ["Waiting"]
    assert names(show=WITHOUT) == ["Ivy Northerner"]
    assert names(show=TODAY) == ["Ivy Northerner"]
    assert names(show="no such") == ["Ivy Northerner", "Waiting"]
    assert desk.own(team=desk.south.id).found == 0


def test_a_closed_record_is_in_a_list_of_its_own_and_nothing_is_due(desk: Desk) -> None:
    desk.says(desk.ivy)
    notes.close(desk.office, desk["nora"], desk.ivy.id, reason="She moved away", version=1, now=desk.cast.now)
    assert desk.own().found == 0
    closed = desk.own(closed=True)
    assert [(one.names, one.due[0].doing) for one in closed.cases] == [("Ivy Northerner", Doing.NOTHING)]


def test_a_long_caseload_comes_in_pages(desk: Desk) -> None:
    for number in range(51):
        desk.person(f"Person {number}")
    first, second = desk.own(), desk.own(page=2)
    assert (len(first.cases), len(second.cases), first.found) == (50, 2, 52)
    assert not {one.person for one in first.cases} & {one.person for one in second.cases}
    assert desk.own(page=3).cases == ()
    assert desk.own(page=3).counts == first.counts


def test_s20_a_list_shows_only_whom_one_may_see(desk: Desk) -> None:
    southerner = desk.person("Ash Southerner", worker="sami")
    desk.person("Neils", worker="neil")
    assert [one.names for one in desk.own("nora").cases] == ["Ivy Northerner"]
    assert [one.names for one in desk.own("sami").cases] == ["Ash Southerner"]

    def team(who: str, of: str) -> list[str]:
        found = team_caseload(desk.office, desk[who], of, now=desk.cast.now)
        return sorted(one.names for one in found.cases)

    for who in ("nora", "neil", "lena"):
        assert team(who, desk.north.id) == ["Ivy Northerner", "Neils"]
    for who in ("sami", "lars", "olga", "stew", "ada", "gus"):
        with pytest.raises(NotFoundError):
            team(who, desk.north.id)
    for who in ("olga", "stew", "ada", "gus"):
        with pytest.raises(NotFoundError):
            desk.own(who)
        with pytest.raises(NotFoundError):
            search(desk.office, desk[who], "Ivy", now=desk.cast.now)
    reason = "Her neighbour rang: she is not answering."
    break_glass(desk.office, desk["nora"], southerner.reference, reason, now=desk.cast.now)
    assert [one.names for one in desk.own("nora").cases] == ["Ivy Northerner"]
    assert team("nora", desk.north.id) == ["Ivy Northerner", "Neils"]


def test_s20_a_referral_that_another_team_made_is_not_told_of(desk: Desk) -> None:
    elsewhere = desk.referral(Status.SENT)
    desk.change(elsewhere.id, team_id=desk.south.id, answer_by=TODAYS - timedelta(days=9))
    found = desk.own().cases[0]
    assert found.due[0].doing is Doing.NOTHING
    assert found.stages == {}


def test_s23_who_has_left_has_no_caseload_any_more(desk: Desk) -> None:
    left = Actor(desk["nora"].id, "Nora", frozenset(), "second-factor", "s")
    with pytest.raises(NotFoundError):
        caseload.caseload(desk.office, left, now=desk.cast.now)
    with pytest.raises(NotFoundError):
        search(desk.office, left, "Ivy", now=desk.cast.now)
    with desk.cast.store.work() as connection:
        Accounts(connection).set_state(left.id, State.DISABLED)
    found = team_caseload(desk.office, desk["lena"], desk.north.id, now=desk.cast.now)
    assert [one.person for one in found.cases] == [desk.ivy.id]  # nobody is lost with them


def test_a_team_begins_with_those_who_have_no_worker_and_its_lead_sees_figures(desk: Desk) -> None:
    unassigned = desk.cast.person(desk["lena"], "Hazel Unassigned", desk.north)
    desk.says(desk.ivy)
    found = team_caseload(desk.office, desk["lena"], desk.north.id, now=desk.cast.now)
    assert [one.names for one in found.cases] == ["Hazel Unassigned", "Ivy Northerner"]
    nobodys = team_caseload(desk.office, desk["lena"], desk.north.id, now=desk.cast.now, nobodys=True)
    assert [one.person for one in nobodys.cases] == [unassigned.id]
    noras = team_caseload(desk.office, desk["lena"], desk.north.id, now=desk.cast.now, worker=desk["nora"].id)
    assert [one.person for one in noras.cases] == [desk.ivy.id]
    figures = caseload.figures(desk.office, desk["lena"], desk.north.id, now=desk.cast.now)
    assert figures == {"": (1, 0), desk["nora"].id: (1, 1)}
    for who in ("nora", "lars"):
        assert caseload.figures(desk.office, desk[who], desk.north.id, now=desk.cast.now) == {}


def test_somebody_is_found_by_a_name_however_it_is_typed(desk: Desk) -> None:
    one = desk.person("Siân O’Brien-Lee")
    for typed in "Siân,sian,O'Brien,obrein lee,Sian Obrien,LEE sian,Obrie,Brien-Lee,Siaan Brien".split(","):
        found = search(desk.office, desk["nora"], typed, now=desk.cast.now)
        assert [each.person for each in found] == [one.id], typed


def test_s20_s51_somebody_is_found_by_reference_or_practice_as_far_as_one_may_see_them(desk: Desk) -> None:
    southerner = desk.person("Ash Southerner", worker="sami")
    sent = desk.referral(Status.SENT)
    with desk.cast.store.work() as connection:
        connection.execute(update(person).values(practice="Harbour Surgery"))

    def found(who: str, typed: str) -> list[str]:
        return [one.names for one in search(desk.office, desk[who], typed, now=desk.cast.now)]

    assert found("nora", desk.ivy.reference.lower()) == ["Ivy Northerner"]
    assert found("nora", sent.reference) == ["Ivy Northerner"]
    assert found("nora", "harbour") == ["Ivy Northerner"]
    assert found("sami", "harbour") == ["Ash Southerner"]
    for typed in (southerner.reference, "zzzz", "", "%", "'"):
        assert found("nora", typed) == []
    assert found("nora", "Southerner") == [
        "Ivy Northerner"
    ]  # which looks like it; the south's is not hers to see
    assert found("sami", sent.reference) == []
    # s51: what was searched for is not in the trail
    search(desk.office, desk["nora"], "Northerner", now=desk.cast.now)
    assert "Northerner" not in desk.cast.dump()
    last = desk.cast.trail()[-1]
    assert (last.event, dict(last.detail)) == ("people-listed", {"count": "1"})
