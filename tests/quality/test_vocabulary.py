"""What holds of the words that content editors write, whatever they write."""

import pytest

from poai.content import Content, load_content
from poai.matching.hearing import telling_words
from poai.matching.likeness import ASKING_STEMS
from poai.matching.matcher import Matcher
from poai.settings import Settings

FIRST = 3


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return load_content(Settings.read({"POAI_DATA": str(tmp_path_factory.mktemp("data"))}).content)


@pytest.fixture(scope="module")
def matcher(content: Content) -> Matcher:
    return Matcher.build((), content.needs.values())


@pytest.mark.slow
def test_every_phrase_is_heard_as_the_need_that_has_it(content: Content, matcher: Matcher) -> None:
    """None is silenced by an `unlike` of its own need, taken for a refusal, or mended into another word."""
    lost = [
        (need.key, phrase)
        for need in content.needs.values()
        for phrase in need.phrases
        if need.key not in [heard.key for heard in matcher.hear(phrase).needs[:FIRST]]
    ]
    assert not lost


def test_no_phrase_rests_on_a_single_word_of_asking(content: Content) -> None:
    """ "What day is it" comes down to "day": it would be heard in every other sentence."""
    empty = [
        (need.key, phrase)
        for need in content.needs.values()
        for phrase in need.phrases
        if not need.otherwise and len(words := set(telling_words(phrase))) == 1 and words <= ASKING_STEMS
    ]
    assert not empty


def test_each_need_is_said_in_forty_ways_or_more(content: Content) -> None:
    assert 80 <= len(content.needs) <= 120
    assert {need.key: len(need.phrases) for need in content.needs.values() if len(need.phrases) < 40} == {}


def test_exactly_one_need_knows_the_way_to_others(content: Content) -> None:
    assert [need.key for need in content.needs.values() if need.otherwise] == ["finding-my-way"]
