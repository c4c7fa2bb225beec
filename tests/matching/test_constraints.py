import pytest
from hypothesis import given
from hypothesis import strategies as st

from poai.matching.constraints import Spotter, for_whom
from poai.matching.tokens import spoken, words

SPOTTER = Spotter({"elm park": "elm", "oakwood": "oak"})


def spotted(text: str, *ignore: str) -> list[str]:
    return [one.constraint.key for one in SPOTTER.spot(spoken(words(text)), ignore)]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("a club on Tuesdays", ["day:TU"]),
        ("something at the weekend", ["day:SA", "day:SU"]),
        ("evenings, after work", ["time:evening"]),
        ("a free class", ["free:yes"]),
        ("transport that takes a wheelchair", ["wheelchair:yes"]),
        ("a counsellor who speaks Tamil", ["language:ta"]),
        ("polish speaking and lonely", ["language:pl"]),
        ("a group on zoom", ["way:online"]),
        ("somebody to come to my house", ["way:home"]),
        ("drop-in, no appointment", ["drop-in:yes"]),
        ("women only swimming", ["for:women"]),
        ("just for men", ["for:men"]),
        ("for my 14 year old", ["for:young"]),
        ("anything near Elm Park", ["place:elm"]),
    ],
)
def test_what_must_hold_is_heard(text: str, keys: list[str]) -> None:
    assert spotted(text) == keys


@pytest.mark.parametrize(
    "text",
    [
        "I have no free time",
        "coffee morning",
        "she fell on Tuesday",
        "he drinks every weekend",
        "learn Polish",
        "French windows",
        "a walk in shower",
        "hire a wheelchair",
        "a lift to Oakwood",
        "they come to the door",
    ],
)
def test_what_only_looks_like_it_is_not(text: str) -> None:
    assert spotted(text) == []


@pytest.mark.parametrize("text", ["not Tuesdays", "not on a Tuesday", "except Tuesdays", "cant do Tuesdays"])
def test_what_is_ruled_out_is_not_asked_for(text: str) -> None:
    assert spotted(text) == []


def test_a_constraint_can_be_taken_back_and_keeps_its_words() -> None:
    assert spotted("free class near Oakwood", "free:yes") == ["place:oak"]
    (one,) = SPOTTER.spot("counsellor who speaks tamil".split())
    assert (one.constraint.words, one.start, one.end) == ("speaks tamil", 2, 4)


def test_for_whom_is_heard_in_their_words() -> None:
    assert for_whom("help for my dad".split()) == "dad"
    assert for_whom("lonely and cold".split()) == ""


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    said = words(text)
    assert all(0 <= one.start < one.end <= len(said) for one in SPOTTER.spot(said))


@pytest.mark.parametrize(
    ("said", "whom"),
    [
        ("i am 16 and anxious", ["young"]),
        ("my mum is 82", ["older"]),
        ("patient 79 lives alone", ["older"]),
        ("she is 16 stone", []),
        ("it is 70 miles away", []),
        ("i am 45", []),
    ],
)
def test_an_age_says_for_whom(said: str, whom: list[str]) -> None:
    spotted = [one.constraint for one in Spotter({}).spot(said.split())]
    assert [one.value for one in spotted if one.kind == "for"] == whom
