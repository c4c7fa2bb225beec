"""What leaves is what its taker may see, and the trail says so first."""

import json

import pytest

from poai.actions import exporting, moving
from poai.actions.exporting import Taken
from poai.domain.audit import Event
from poai.domain.errors import NotFoundError
from poai.domain.referral import Answer, Name, Outcome, Reason, Status
from poai.domain.sharing import KNOWN_FOR
from poai.store import Consents, Keys
from tests.actions.casework import Casework
from tests.actions.cast import Cast
from tests.interchange.fhir_people import WORDING


@pytest.fixture
def work(cast: Cast) -> Casework:
    return Casework(cast)


def takes(work: Casework, who: str, team: str = "", *, names: bool = False) -> Taken:
    return exporting.own_work(work.office, work[who], team=team, names=names, now=work.cast.now)


def references(taken: Taken) -> list[str]:
    return sorted(line.reference for line in taken.lines)


def test_s20_a_table_holds_ones_own_people_or_the_team_and_nobody_else(work: Casework) -> None:
    mine = work.referral()
    neils = work.referral(of=work.person("Fern", "neil"), maker="neil")
    work.referral(of=work.person("Ash", "sami"), maker="sami")
    assert references(takes(work, "nora")) == [mine.reference]
    assert references(takes(work, "neil")) == [neils.reference]
    assert references(takes(work, "lena", work.north.id)) == sorted([mine.reference, neils.reference])


def test_s20_the_table_of_another_team_is_as_if_there_were_none(work: Casework) -> None:
    work.referral()
    for who in ("sami", "lars", "olga", "ada", "gus", "stew"):
        with pytest.raises(NotFoundError):
            takes(work, who, work.north.id)
    for who in ("olga", "ada", "gus", "stew"):
        with pytest.raises(NotFoundError):
            takes(work, who)
    assert work.cast.count(Event.EXPORTED) == 0


def test_a_line_says_where_it_stands_and_what_came_of_it(work: Casework) -> None:
    work.referral(Status.ENDED)
    work.referral(Status.DECLINED, listing="chair-yoga")
    ended, declined = sorted(takes(work, "nora").lines, key=lambda line: line.listing, reverse=True)
    assert (ended.status, ended.outcome, ended.reason) == (Status.ENDED, Outcome.HELPED, None)
    assert (declined.status, declined.outcome, declined.reason) == (Status.DECLINED, None, Reason.FULL)
    assert ended.answered_at == ended.sent_at == work.cast.now
    assert (ended.team, ended.worker, ended.person_reference) == ("North team", "Nora", work.ivy.reference)


def test_names_are_in_it_only_when_they_are_asked_for(work: Casework) -> None:
    work.referral()
    assert takes(work, "nora").names == {}
    assert takes(work, "nora", names=True).names == {work.ivy.id: "Ivy Northerner"}
    taken = [row.detail for row in work.cast.trail() if row.event == Event.EXPORTED]
    assert taken == [
        {"kind": "csv", "count": "1", "names": "no"},
        {"kind": "csv", "count": "1", "names": "yes"},
    ]


def test_somebodys_record_leaves_whole_for_who_works_with_them(work: Casework) -> None:
    one = work.referral(Status.DECLINED)
    _, text = exporting.fhir_of_person(work.office, work["nora"], work.ivy.id, WORDING, now=work.cast.now)
    kinds = [entry["resource"]["resourceType"] for entry in json.loads(text)["entry"]]
    assert kinds == ["Patient", "Consent", "ServiceRequest", "Task"]
    assert "Ivy Northerner" in text
    assert one.reference in text
    assert work.cast.trail()[-1].thing == f"person:{work.ivy.id}"
    assert work.cast.count(Event.EXPORTED) == 1


def test_s20_nobody_else_takes_it(work: Casework) -> None:
    for who in ("neil", "sami", "olga", "ada", "gus", "stew"):
        with pytest.raises(NotFoundError):
            exporting.fhir_of_person(work.office, work[who], work.ivy.id, WORDING, now=work.cast.now)
    assert work.cast.count(Event.EXPORTED) == 0


def test_either_side_takes_a_referral_with_what_the_group_was_shown(work: Casework) -> None:
    one = work.referral(Status.ACCEPTED)
    said = set()
    for who in ("nora", "olga"):
        _, text = exporting.fhir_of_referral(work.office, work[who], one.id, WORDING, now=work.cast.now)
        said.add(text)
    assert len(said) == 1
    assert "Ivy Northerner" in text
    assert work.ivy.id not in text
    assert work.ivy.reference not in text


def test_s44_once_consent_is_withdrawn_the_group_takes_nothing_and_the_worker_no_words(
    work: Casework,
) -> None:
    one = work.referral(Status.ACCEPTED)
    with work.cast.store.work() as connection:
        consents = Consents(connection, Keys.load(connection, work.cast.secret))
        consents.withdraw(one.consent, by="person", why="", now=work.cast.now)
    with pytest.raises(NotFoundError):
        exporting.fhir_of_referral(work.office, work["olga"], one.id, WORDING, now=work.cast.now)
    _, text = exporting.fhir_of_referral(work.office, work["nora"], one.id, WORDING, now=work.cast.now)
    assert "Ivy" not in text
    assert "ring her" not in text


def test_s20_a_group_that_no_longer_sees_whom_it_was_about_takes_nothing_of_them(work: Casework) -> None:
    declined, ended = work.referral(Status.DECLINED), work.referral(Status.ENDED, listing="chair-yoga")
    for one, now, told in (
        (declined, work.cast.now, False),
        (ended, work.cast.now, True),
        (ended, work.cast.now + KNOWN_FOR, False),
    ):
        for who, is_told in (("olga", told), ("nora", True)):
            _, text = exporting.fhir_of_referral(work.office, work[who], one.id, WORDING, now=now)
            assert ("Ivy" in text, "Please ring her" in text) == (is_told, is_told), who
            assert one.reference in text


def test_s20_nor_what_it_wrote_of_them_itself(work: Casework) -> None:
    one = work.referral(Status.RECEIVED)
    no = Answer(reason=Reason.OTHER, note="Ivy lives too far from us")
    moving.move(
        work.office, work["olga"], one.id, Name.DECLINE, version=one.version, answer=no, now=work.cast.now
    )
    for who, is_told in (("olga", False), ("nora", True)):
        _, text = exporting.fhir_of_referral(work.office, work[who], one.id, WORDING, now=work.cast.now)
        assert ("too far" in text) == is_told, who


def test_s20_a_group_takes_no_words_that_were_not_written_for_it(work: Casework) -> None:
    one = work.referral(Status.ACCEPTED)
    ended = Answer(reason=Reason.DIED, note="her son told us in confidence")
    moving.move(
        work.office,
        work["nora"],
        one.id,
        Name.NOT_STARTED,
        version=one.version,
        answer=ended,
        now=work.cast.now,
    )
    for who, is_told in (("olga", False), ("nora", True)):
        _, text = exporting.fhir_of_referral(work.office, work[who], one.id, WORDING, now=work.cast.now)
        assert ("in confidence" in text) == is_told
        assert "Ivy" in text
