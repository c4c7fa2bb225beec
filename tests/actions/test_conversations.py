"""A conversation is kept in the words of the day, for those alone who may see the person."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from poai.actions import conversations as talks
from poai.domain.audit import Event
from poai.domain.errors import InvalidError, NotFoundError, StaleError
from tests.actions.casework import Casework
from tests.actions.cast import Cast
from tests.actions.talking import STEP, Talking


@pytest.fixture
def talking(cast: Cast) -> Talking:
    return Talking(Casework(cast))


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


def test_of_four_who_begin_or_keep_at_once_all_have_one_draft_and_one_keeps(cast: Cast) -> None:
    work = Casework(cast)
    who = (cast.office, work.actors["nora"], work.ivy.id)

    def begin(_: int) -> str:
        return talks.begin(*who, now=cast.now)

    def keep(at: int) -> bool:
        try:
            talks.keep_step(*who, draft, STEP, {"matters": f"{at}"}, (), version=1, now=cast.now)
        except StaleError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        (draft,) = set(pool.map(begin, range(4)))
        kept = list(pool.map(keep, range(4)))
    assert kept.count(True) == 1
    said = talks.read(*who, draft, now=cast.now).conversation.said
    assert said.words("matters") == f"{kept.index(True)}"
