"""What becomes of a conversation: it goes into the record and into goals, all or nothing."""

import pytest

from poai.actions import conversations as talks
from poai.domain.errors import StaleError
from tests.actions.casework import Casework
from tests.actions.cast import Cast
from tests.actions.talking import Talking


@pytest.fixture
def talking(cast: Cast) -> Talking:
    return Talking(Casework(cast))


def test_only_the_chosen_wishes_become_goals_and_only_confirmed_needs_are_recorded(talking: Talking) -> None:
    talking.needs(1, "food", "company", "food")
    talking.wishes(2, ("Walk", "active", "5"), ("", "active", "1"), ("Bake", "active", "9"))
    talking.ends(3, talking.work.ivy.version, {1}, matters="The garden")
    assert talking.goals == ["Bake"]
    person, found = talks.all_of(*talking.who(), now=talking.work.cast.now)
    assert (person.details.matters, person.details.needs) == ("The garden", ("food", "company"))
    assert person.details.reach == talking.work.ivy.details.reach
    assert [one.done for one in found] == [True]


def test_a_conversation_in_which_nobody_was_asked_of_needs_leaves_them_as_they_are(talking: Talking) -> None:
    talking.ends(1, talking.work.ivy.version, set(), matters=talking.work.ivy.details.matters)
    person, _ = talks.all_of(*talking.who(), now=talking.work.cast.now)
    assert person.details.needs == talking.work.ivy.details.needs


@pytest.mark.parametrize(("version", "record"), [(2, 0), (1, 1)])
def test_s55_an_ending_that_is_late_changes_nothing_at_all(
    talking: Talking, version: int, record: int
) -> None:
    talking.wishes(1, ("Walk", "active", "5"))
    with pytest.raises(StaleError):
        talking.ends(version, record or 99, {0}, matters="The garden")
    assert talking.goals == []
    person, found = talks.all_of(*talking.who(), now=talking.work.cast.now)
    assert person.details.matters == talking.work.ivy.details.matters
    assert [(one.done, one.version) for one in found] == [(False, 2)]
