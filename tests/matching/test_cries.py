import pytest

from poai.domain.need import UrgentRule
from poai.matching.cries import Cries

FIRE = (
    "there is a fire in the kitchen",
    "the house is on fire",
    "smoke is coming from the flat",
    "flames in the kitchen now",
)
COLD = (
    "we have no heating and the baby is cold",
    "no money for the meter and it is freezing",
    "my heating is off and i am freezing",
    "the baby is cold at night",
)
CALM = (
    "a choir for beginners",
    "walks in the park",
    "help with forms",
    "tea and chat for older people",
    "the kitchen club cooks on mondays",
    "baby massage",
    "fire station open day",
    "heating grants",
)


def rule(key: str, examples: tuple[str, ...], look_alikes: tuple[str, ...] = ()) -> UrgentRule:
    return UrgentRule(
        key=key,
        severity=1,
        title="",
        advice="",
        helplines=(),
        phrases=(),
        examples=examples,
        look_alikes=look_alikes,
    )


@pytest.fixture(scope="module")
def cries() -> Cries:
    return Cries([rule("fire", FIRE, CALM), rule("cold", COLD)])


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("our kitchen is on fire and there is smoke", "fire"),
        ("it is freezing and we have no money", "cold"),
        ("a choir in the park", None),
        ("baby massage on mondays", None),
        ("fire", None),
        ("", None),
    ],
)
def test_a_sentence_is_heard_by_those_that_it_is_like(cries: Cries, text: str, key: str | None) -> None:
    assert cries.rule(text.split()) == key


def test_doubt_asks_for_more(cries: Cries) -> None:
    said = "there is a fire here".split()
    assert cries.rule(said) == "fire"
    assert cries.rule(said, doubt=True) is None


def test_what_people_say_who_need_other_help_calms_it(cries: Cries) -> None:
    said = "there is a fire here".split()
    ordinary = [
        ["there", "is", "a", "fire", *more] for more in (["pit"], ["walk"], ["brigade", "band"], ["engine"])
    ]
    assert cries.rule(said) == "fire"
    assert Cries([rule("fire", FIRE, CALM), rule("cold", COLD)], 9 * ordinary).rule(said) is None


def test_without_sentences_nothing_is_heard() -> None:
    assert Cries([rule("fire", ())]).rule("the house is on fire".split()) is None
    assert Cries([]).rule("the house is on fire".split()) is None
