from collections.abc import Mapping
from types import MappingProxyType

import pytest

from poai.domain.need import UrgentRule
from poai.matching.matcher import Matcher
from poai.matching.urgent import Alarm


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("I think I will kill myself", ("suicide",)),
        ("going to kil my self", ("suicide",)),
        ("i dont want to live any more", ("suicide",)),
        ("I do not want to live", ("suicide",)),
        ("thinking of ending my life", ("suicide",)),
        ("there is no food indoors today", ("no-food",)),
        ("no food today and I want to end my life", ("suicide", "no-food")),
        ("sooicide", ("suicide",)),
        ("kill my self", ("suicide",)),
        ("killmyself", ("suicide",)),
        ("i want to end my lief", ("suicide",)),
        ("no fud today", ("no-food",)),
        ("stavring", ("no-food",)),
    ],
)
def test_what_must_be_heard_is_heard_worst_first(matcher: Matcher, text: str, rules: tuple[str, ...]) -> None:
    assert matcher.hear(text).urgent == rules


@pytest.mark.parametrize(
    "text",
    [
        "killing weeds with salt",
        "life drawing, what day does it end",
        "my feet are killing me",
        "starving for news of the cricket",
        "where can I live cheaply",
        "a film club that showed suicide squad",
    ],
)
def test_look_alikes_alarm_nobody(matcher: Matcher, text: str) -> None:
    assert matcher.hear(text).urgent == ()


def test_a_look_alike_cancels_only_itself(matcher: Matcher) -> None:
    assert matcher.hear("saw suicide squad and now I want to kill myself").urgent == ("suicide",)


def test_words_too_far_apart_are_not_a_phrase(matcher: Matcher) -> None:
    assert matcher.hear("the end of the long walk of my life").urgent == ()


def alarm(
    *phrases: str, unlike: tuple[str, ...] = (), groups: Mapping[str, tuple[str, ...]] = MappingProxyType({})
) -> Alarm:
    rule = UrgentRule(
        key="rule",
        severity=1,
        title="",
        advice="",
        helplines=(),
        phrases=phrases,
        unlike=unlike,
        groups=groups,
    )
    return Alarm([rule])


def test_a_plus_sign_lets_words_come_in_any_order_and_further_apart() -> None:
    heard = alarm("floor + mum").heard
    assert heard([["mum", "has", "been", "lying", "on", "the", "floor"]])
    assert heard([["on", "the", "floor", "is", "my", "mum"]])
    assert not heard([["mum", *["x"] * 9, "floor"]])


def test_an_equals_sign_wants_the_word_as_it_is() -> None:
    heard = alarm("=voices").heard
    assert heard([["the", "voices"]])
    assert not heard([["a", "voice"]])


def test_a_group_stands_for_each_of_its_words_in_all_their_forms() -> None:
    groups = {"family": ("wife", "son"), "hurting": ("slap", "=beaten")}
    heard = alarm("<family> + <hurting>", unlike=("<family> <hurting> on back",), groups=groups).heard
    assert heard([["my", "son", "slapped", "me"]])
    assert heard([["beaten", "again", "by", "my", "wife"]])
    assert not heard([["my", "son", "beat", "me"]])
    assert not heard([["my", "son", "slapped", "me", "on", "the", "back"]])
    assert not heard([["family", "slapped"]])


def test_the_words_of_groups_are_words_to_lean_towards() -> None:
    assert "slap" in alarm("<hurting> me", groups={"hurting": ("slap",)}).vocabulary


def test_a_look_alike_does_not_swallow_a_word_that_is_not_its_own() -> None:
    heard = alarm("violence", unlike=("domestic help",)).heard
    assert heard([["domestic", "violence", "help"]])


def test_a_word_is_not_made_of_the_little_word_before_it() -> None:
    assert not alarm("alight").heard([["change", "a", "light", "bulb"]])
