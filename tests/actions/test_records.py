"""A record is changed by whoever works with the person, once, and never over what somebody else has just changed."""

from dataclasses import replace
from threading import Thread

import pytest

from poai.actions import people
from poai.actions.records import change_record, changed_fields, open_record
from poai.actions.typed_record import Known, Typed
from poai.domain.access import Actor
from poai.domain.account import Grant, Role
from poai.domain.errors import NotFoundError, RepeatedError, StaleError
from poai.domain.person import Details, Person
from poai.domain.team import Team
from tests.actions.cast import Cast

IVY = Typed(names="Ivy Example", reach="By post")


class Two:
    """Two teams, the first with a lead, two workers and Ivy, who is one worker's."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.north, south = cast.team("North"), cast.team("South")
        self.worker = cast.actor("worker", Grant(Role.LINK_WORKER, self.north.id))
        self.colleague = cast.actor("colleague", Grant(Role.LINK_WORKER, self.north.id))
        self.lead = cast.actor("lead", Grant(Role.TEAM_LEAD, self.north.id))
        self.elsewhere = cast.actor("elsewhere", Grant(Role.LINK_WORKER, south.id))
        self.ivy = self.adds()

    def adds(self, key: str = "", typed: Typed = IVY, team: Team | None = None) -> Person:
        return people.add_person(
            self.cast.office, self.worker, typed, team=(team or self.north).id, key=key, now=self.cast.now
        )

    def changes(self, actor: Actor, version: int, key: str = "", **typed: str) -> None:
        change_record(
            self.cast.office,
            actor,
            self.ivy.id,
            replace(IVY, **typed),
            version=version,
            key=key,
            now=self.cast.now,
        )

    def now(self) -> Person:
        return people.open_person(self.cast.office, self.lead, self.ivy.id, now=self.cast.now)


@pytest.fixture
def two(cast: Cast) -> Two:
    return Two(cast)


def test_s20_who_works_with_somebody_and_their_lead_change_the_record_and_nobody_else(two: Two) -> None:
    two.changes(two.worker, 1, risks="A dog")
    two.changes(two.lead, 2, risks="Two dogs")
    for who in (two.colleague, two.elsewhere):
        with pytest.raises(NotFoundError):
            two.changes(who, 3, risks="None")
        with pytest.raises(NotFoundError):
            open_record(two.cast.office, who, two.ivy.id, now=two.cast.now)
    assert (two.now().details.risks, two.now().version) == ("Two dogs", 3)


def test_s41_what_was_changed_is_in_the_trail_by_name_and_never_as_it_was_typed(two: Two) -> None:
    two.changes(two.worker, 1, risks="A dog", practice="Example Surgery")
    last = two.cast.trail()[-1]
    assert (last.event, last.thing, dict(last.detail)) == (
        "person-changed", f"person:{two.ivy.id}", {"fields": "risks,practice"},
    )  # fmt: skip
    assert "Surgery" not in two.cast.dump()


def test_saving_what_is_there_already_changes_nothing(two: Two) -> None:
    two.changes(two.worker, 1)
    assert two.now().version == 1
    assert two.cast.events().count("person-changed") == 0


def test_s55_the_second_of_two_is_told_and_sees_what_it_began_with(two: Two) -> None:
    two.changes(two.worker, 1, risks="A dog")
    people.move_person(two.cast.office, two.lead, two.ivy.id, worker="", version=2, now=two.cast.now)
    two.changes(two.worker, 3, risks="Two dogs")
    with pytest.raises(StaleError):
        two.changes(two.lead, 1, phone="020 7946 0000")
    seen = [
        open_record(
            two.cast.office, two.lead, two.ivy.id, version=version, now=two.cast.now
        ).seen.details.risks
        for version in (0, 1, 2, 3, 4, 99)
    ]
    assert seen == ["Two dogs", "", "A dog", "A dog", "Two dogs", "Two dogs"]


def test_s54_the_same_form_sent_again_is_answered_the_same_and_other_words_are_refused(two: Two) -> None:
    fern = Typed(names="Fern Example", reach="By post")
    added = two.adds("a key", fern)
    assert two.adds("a key", fern) == added
    with pytest.raises(RepeatedError):
        two.adds("a key", replace(fern, names="Rose Example"))
    two.changes(two.worker, 1, "another", risks="A dog")
    two.changes(two.worker, 1, "another", risks="A dog")
    with pytest.raises(RepeatedError):
        two.changes(two.worker, 1, "another", risks="Two dogs")
    assert two.cast.events().count("person-added") == 2
    assert (two.now().version, two.now().details.risks) == (2, "A dog")


def test_s54_of_a_form_sent_many_times_at_once_one_person_is_made(two: Two) -> None:
    fern = Typed(names="Fern Example", phone="020 7946 0000", reach="")
    answers: list[str] = []
    threads = [Thread(target=lambda: answers.append(two.adds("a key", fern).id)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 6
    assert len(set(answers)) == 1
    assert two.cast.events().count("person-added") == 2


def test_s55_however_many_write_at_once_no_accepted_word_is_lost(two: Two) -> None:
    accepted: list[str] = []

    def write(name: str) -> None:
        for number in range(4):
            person = two.now()
            word = f"{name}{number}"
            try:
                two.changes(two.lead, person.version, risks=f"{person.details.risks} {word}")
            except StaleError:
                continue
            accepted.append(word)

    threads = [Thread(target=write, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert accepted
    assert sorted(two.now().details.risks.split()) == sorted(accepted)
    assert two.now().version == 1 + len(accepted)


def test_practices_of_the_team_are_offered_and_of_no_other(two: Two) -> None:
    two.changes(two.worker, 1, practice="Example Surgery")
    south = Typed(names="Ash", reach="x", practice="Southern Surgery")
    team = next(iter(two.elsewhere.grants)).scope
    people.add_person(two.cast.office, two.elsewhere, south, team=team, now=two.cast.now)
    record = open_record(two.cast.office, two.worker, two.ivy.id, now=two.cast.now)
    assert record.practices == ("Example Surgery",)


def test_what_differs_is_named_in_the_order_of_the_record() -> None:
    before = Known("Ivy", Details(reach="x", phone="1"), "")
    after = Known("Ivy E", Details(reach="x", phone="2", risks="A dog"), "Example Surgery")
    assert changed_fields(before, after) == ("names", "phone", "risks", "practice")
    assert changed_fields(before, before) == ()
