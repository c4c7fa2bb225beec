"""A draft is kept page by page, whoever is late is told, and what is done stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poai.domain.conversation import Answer, Said, Wish
from poai.domain.errors import StaleError
from poai.store import Conversations, Keys, Store
from poai.store.conversations import packed, unpacked
from tests.actions.casework import Casework
from tests.actions.cast import NOW, Cast

WORDS = st.text(max_size=20)
WISHES = st.builds(Wish, words=WORDS, statement=WORDS, importance=st.integers(0, 10))
SAYINGS = st.builds(
    Said,
    answers=st.dictionaries(WORDS, st.builds(Answer, WORDS, WORDS), max_size=3),
    under=st.dictionaries(WORDS, st.lists(WORDS, max_size=2).map(tuple), max_size=2),
    needs=st.none() | st.lists(WORDS, max_size=3).map(tuple),
    wishes=st.lists(WISHES, max_size=2).map(tuple),
)
SAID = Said(answers={"matters": Answer("What matters?", "My garden")})


@given(SAYINGS)
def test_what_was_said_comes_back_as_it_was_said(said: Said) -> None:
    assert unpacked(packed(said)) == said


@pytest.fixture
def work(store: Store) -> Casework:
    return Casework(Cast(store))


def test_whoever_begins_has_the_draft_that_there_is_until_it_is_done(work: Casework) -> None:
    nora, ivy = work.actors["nora"].id, work.ivy.id
    with work.cast.store.work() as connection:
        talks = Conversations(connection, Keys.load(connection, work.cast.secret))
        first = talks.begin(ivy, by=nora, now=NOW)
        assert talks.begin(ivy, by=nora, now=NOW) == first
        talks.keep(first.id, SAID, version=1, now=NOW, done=True)
        second = talks.begin(ivy, by=nora, now=work.cast.later(days=1))
        found = talks.of_person(ivy)
    assert [(one.id, one.done) for one in found] == [(second.id, False), (first.id, True)]


def test_s55_a_draft_that_was_changed_since_is_not_overwritten_and_one_that_is_done_never(
    work: Casework,
) -> None:
    with work.cast.store.work() as connection:
        talks = Conversations(connection, Keys.load(connection, work.cast.secret))
        draft = talks.begin(work.ivy.id, by=work.actors["nora"].id, now=NOW)
        talks.keep(draft.id, SAID, version=1, now=NOW)
        with pytest.raises(StaleError):
            talks.keep(draft.id, Said(), version=1, now=NOW)
        talks.keep(draft.id, SAID, version=2, now=NOW, done=True)
        for version in (1, 2, 3):
            with pytest.raises(StaleError):
                talks.keep(draft.id, Said(), version=version, now=NOW)
        found = talks.get(draft.id)
    assert found
    assert (found.said, found.done, found.version) == (SAID, True, 3)
