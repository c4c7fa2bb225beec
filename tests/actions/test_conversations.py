"""What becomes of a conversation: kept in the words of the day, then in the record and in goals, all or nothing."""

from typing import Any

import pytest

from poai.actions import conversations as talks
from poai.actions.conversation_end import Ending, finish
from poai.domain.audit import Event
from poai.domain.conversation import Prompt, Said, Step
from poai.domain.errors import InvalidError, NotFoundError, StaleError
from poai.store import Goals, Keys
from tests.actions.casework import Casework
from tests.actions.cast import Cast

STEP = Step(
    key="matters",
    title="What matters",
    prompts=(Prompt(key="matters", question="What matters?"), Prompt(key="change", question="What else?")),
    statements=("active", "calm"),
)


@pytest.fixture
def work(cast: Cast) -> Casework:
    return Casework(cast)


class Talking:
    """Nora talks with Ivy."""

    def __init__(self, work: Casework) -> None:
        self.work = work
        self.id = talks.begin(*self._who(), now=work.cast.now)

    def _who(self) -> tuple[Any, Any, str]:
        return self.work.cast.office, self.work.actors["nora"], self.work.ivy.id

    def says(self, version: int, **answers: str) -> None:
        talks.keep_step(
            *self._who(), self.id, STEP, answers, ["calm"], version=version, now=self.work.cast.now
        )

    def wishes(self, version: int, *wishes: tuple[str, str, str]) -> None:
        talks.keep_wishes(*self._who(), self.id, wishes, ["active"], version=version, now=self.work.cast.now)

    def needs(self, version: int, *needs: str) -> None:
        talks.keep_needs(*self._who(), self.id, needs, version=version, now=self.work.cast.now)

    def ends(self, version: int, record: int, goals: set[int], **parts: str) -> None:
        ending = Ending(parts, frozenset(goals), (version, record))
        finish(*self._who(), self.id, ending, now=self.work.cast.now)

    @property
    def said(self) -> Said:
        return talks.read(*self._who(), self.id, now=self.work.cast.now).conversation.said

    @property
    def goals(self) -> list[str]:
        with self.work.cast.store.read() as connection:
            found = Goals(connection, Keys.load(connection, self.work.cast.secret))
            return [goal.words for goal in found.of_person(self.work.ivy.id)]


@pytest.fixture
def talking(work: Casework) -> Talking:
    return Talking(work)


def test_an_answer_is_kept_with_the_question_as_it_was_asked_and_an_empty_one_is_taken_away(
    talking: Talking,
) -> None:
    talking.says(1, matters=" The garden \n and birds ", change="Nothing", other="not asked")
    assert {key: (one.asked, one.words) for key, one in talking.said.answers.items()} == {
        "matters": ("What matters?", "The garden\nand birds"),
        "change": ("What else?", "Nothing"),
    }
    assert talking.said.under == {"matters": ("calm",)}
    talking.says(2, matters="The garden")
    assert set(talking.said.answers) == {"matters"}


def test_only_the_chosen_wishes_become_goals_and_only_confirmed_needs_are_recorded(talking: Talking) -> None:
    talking.needs(1, "food", "company", "food")
    talking.wishes(2, ("Walk", "active", "5"), ("", "active", "1"), ("Bake", "active", "9"))
    talking.ends(3, talking.work.ivy.version, {1}, matters="The garden")
    assert talking.goals == ["Bake"]
    person, found = talks.all_of(*talking._who(), now=talking.work.cast.now)
    assert (person.details.matters, person.details.needs) == ("The garden", ("food", "company"))
    assert person.details.reach == talking.work.ivy.details.reach
    assert [one.done for one in found] == [True]


def test_a_conversation_in_which_nobody_was_asked_of_needs_leaves_them_as_they_are(talking: Talking) -> None:
    talking.ends(1, talking.work.ivy.version, set(), matters=talking.work.ivy.details.matters)
    person, _ = talks.all_of(*talking._who(), now=talking.work.cast.now)
    assert person.details.needs == talking.work.ivy.details.needs


@pytest.mark.parametrize(("version", "record"), [(2, 0), (1, 1)])
def test_s55_an_ending_that_is_late_changes_nothing_at_all(
    talking: Talking, version: int, record: int
) -> None:
    talking.wishes(1, ("Walk", "active", "5"))
    with pytest.raises(StaleError):
        talking.ends(version, record or 99, {0}, matters="The garden")
    assert talking.goals == []
    person, found = talks.all_of(*talking._who(), now=talking.work.cast.now)
    assert person.details.matters == talking.work.ivy.details.matters
    assert [(one.done, one.version) for one in found] == [(False, 2)]


def test_a_wish_that_is_not_whole_is_refused_where_it_stands(talking: Talking) -> None:
    for wish, field, why in (
        (("x" * 4001, "active", "1"), "words-2", "too-long"),
        (("Walk", "calm", "1"), "statement-2", "missing"),
        (("Walk", "active", ""), "importance-2", "missing"),
        (("Walk", "active", "11"), "importance-2", "missing"),
        (("Walk", "active", "٣"), "importance-2", "missing"),
    ):
        with pytest.raises(InvalidError) as caught:
            talking.wishes(1, ("Bake", "active", "1"), wish)
        assert (caught.value.field, caught.value.reason) == (field, why)
    assert talking.said.wishes == ()


def test_nobody_of_another_team_or_group_reads_a_conversation_and_that_they_tried_is_in_the_trail(
    talking: Talking,
) -> None:
    work = talking.work
    for name in ("sami", "olga", "omar", "gus", "ada"):
        with pytest.raises(NotFoundError):
            talks.read(work.cast.office, work.actors[name], work.ivy.id, talking.id, now=work.cast.now)
        last = work.cast.trail()[-1]
        assert (last.event, last.actor) == (Event.REFUSED, work.actors[name].id)
