"""Somebody who is known is noticed, and nothing is told of whom the worker may not see."""

import pytest

from poai.actions import people
from poai.actions.duplicates import MOST_HIDDEN, DoubleError, Doubles, alike
from poai.actions.records import change_record
from poai.actions.typed_record import Typed
from poai.domain.access import Actor
from poai.domain.account import Grant, Role
from poai.domain.errors import ThrottledError
from poai.domain.person import Person
from poai.domain.team import Team
from poai.store.throttles import WINDOW
from tests.actions.cast import Cast

BORN = {"birth_day": "28", "birth_month": "2", "birth_year": "1941"}
IVY = {"names": "Mrs Ivy Example", "phone": "020 7946 0000", "nhs_number": "9990000018", **BORN}


class Two:
    """Ivy is known to the north; a worker of each team."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.north, self.south = cast.team("North"), cast.team("South")
        self.northern = cast.actor("nora", Grant(Role.LINK_WORKER, self.north.id))
        self.southern = cast.actor("sami", Grant(Role.LINK_WORKER, self.south.id))
        self.ivy = self.adds(self.northern, self.north, **IVY)

    def adds(self, actor: Actor, team: Team, apart: str = "", **typed: str) -> Person:
        return people.add_person(
            self.cast.office,
            actor,
            Typed(**{"reach": "By post", **typed}),
            team=team.id,
            apart=apart,
            now=self.cast.now,
        )

    def doubles(self, actor: Actor, team: Team, **typed: str) -> Doubles | None:
        try:
            self.adds(actor, team, **typed)
        except DoubleError as error:
            return error.doubles
        return None


@pytest.fixture
def two(cast: Cast) -> Two:
    return Two(cast)


NOTICED: list[dict[str, str]] = [
    {"names": "Somebody Else", "nhs_number": "999 000 0018"},
    {"names": "Ivy Exampel", **BORN},
    {"names": "EXAMPLE, Ivy", "phone": "+44 20 7946 0000"},
    {"names": "Ívy Example", "phone": "020 7946 0009", **BORN},
]
NOT_NOTICED: list[dict[str, str]] = [
    {"names": "John Smith", **BORN},  # a day that many share
    {"names": "John Smith", "phone": "020 7946 0000"},  # one house
    {"names": "Mrs Ivy Example"},
    {"names": "Mrs Ivy Example", "phone": "020 7946 0001", **BORN, "birth_day": "27"},
]


def test_who_is_noticed_and_who_is_not(two: Two) -> None:
    for typed in NOTICED:
        found = two.doubles(two.northern, two.north, **typed)
        assert found, typed
        assert ([one.id for one in found.seen], found.hidden) == ([two.ivy.id], ())
        assert found.same_number == ("nhs_number" in typed)
    for typed in NOT_NOTICED:
        assert two.doubles(two.northern, two.north, **typed) is None, typed


def test_s20_whom_the_worker_may_not_see_is_no_more_than_known(two: Two) -> None:
    found = two.doubles(two.southern, two.south, names="Ivy Example", **BORN)
    assert found
    assert found.seen == ()
    assert found.hidden == (two.ivy.id,)


def test_s41_of_whom_somebody_was_warned_is_in_the_trail_of_that_person(two: Two) -> None:
    two.doubles(two.southern, two.south, names="Ivy Example", **BORN)
    last = two.cast.trail()[-1]
    assert (last.event, last.actor, last.thing) == (
        "double-shown", two.southern.id, f"person:{two.ivy.id}",
    )  # fmt: skip
    assert two.cast.events().count("person-added") == 1


def test_s20_nobody_finds_out_by_trying_whom_another_team_knows(two: Two) -> None:
    tried = {"names": "Somebody", "nhs_number": "9990000018"}
    for _ in range(MOST_HIDDEN):
        assert two.doubles(two.southern, two.south, **tried)
    with pytest.raises(ThrottledError):
        two.doubles(two.southern, two.south, **tried)
    last = two.cast.trail()[-1]
    assert (last.event, last.actor) == ("refused", two.southern.id)
    with pytest.raises(ThrottledError):  # that it was refused must not tell either
        two.doubles(two.southern, two.south, names="Somebody", nhs_number="9990000026")
    assert two.doubles(two.northern, two.north, **tried), "nobody else waits, nor whoever may see her"
    two.cast.now += WINDOW
    assert two.doubles(two.southern, two.south, **tried)


def test_going_on_counts_for_those_who_were_shown_and_is_in_the_trail(two: Two) -> None:
    found = two.doubles(two.southern, two.south, names="Ivy Example", nhs_number="9990000018")
    assert found
    with pytest.raises(DoubleError):
        two.adds(
            two.southern, two.south, apart="something else", names="Ivy Example", nhs_number="9990000018"
        )
    added = two.adds(two.southern, two.south, apart=found.key, names="Ivy Example", nhs_number="9990000018")
    passed = [row for row in two.cast.trail() if row.event == "double-passed"]
    assert [(row.thing, dict(row.detail)) for row in passed] == [(f"person:{added.id}", {"number": "same"})]
    with pytest.raises(DoubleError) as raised:  # now there are two
        two.adds(two.southern, two.south, apart=found.key, names="Ivy Example", nhs_number="9990000018")
    assert (len(raised.value.doubles.seen), len(raised.value.doubles.hidden)) == (1, 1)


def test_a_record_is_no_double_of_its_own_and_is_not_warned_of_twice(two: Two) -> None:
    def change(person: Person, version: int, apart: str = "", **typed: str) -> None:
        change_record(
            two.cast.office, two.northern, person.id, Typed(**{"reach": "By post", **typed}), version=version,
            apart=apart, now=two.cast.now,
        )  # fmt: skip

    change(two.ivy, 1, **{**IVY, "names": "Ivy Example-Jones"})
    john = two.adds(two.northern, two.north, names="John Example", phone="020 7946 0001")
    like = {"names": "I Example", "phone": "020 7946 0000"}
    with pytest.raises(DoubleError) as raised:
        change(john, 1, **like)
    change(john, 1, raised.value.doubles.key, **like)
    change(john, 2, **like, risks="A dog")  # nothing new is alike


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        (("Catherine Jones", ""), ("Cathrine Jonse", ""), True),
        (("Mr Example", ""), ("Example", ""), True),
        (("Somebody Else", "Ivy"), ("Ivy", ""), True),
        (("Mrs", ""), ("Mrs", ""), False),
        (("Ivy Example", ""), ("Olive Other", ""), False),
        (("林美玲", ""), ("林美玲", ""), True),
    ],
)
def test_names_that_are_alike(one: tuple[str, str], other: tuple[str, str], are: bool) -> None:
    assert alike(one, other) == are == alike(other, one)
