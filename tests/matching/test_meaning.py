from poai.matching.meaning import Felt, Meaning
from poai.matching.vectors import vectors
from tests.matching.small_place import NEEDS

MEANING = Meaning(NEEDS, vectors())


def felt(text: str) -> dict[str, Felt]:
    said = text.split()
    return MEANING.felt(said, vectors().sense(said))


def test_a_need_is_felt_without_its_phrases_but_never_surely() -> None:
    found = felt("gums and cavities")
    assert max(found, key=lambda key: found[key].strength) == "teeth"
    assert 0 < found["teeth"].strength <= 0.75
    assert found["teeth"].phrase


def test_a_need_that_rivals_sound_as_near_as_is_felt_less() -> None:
    """Half way between two needs' phrases, each is less sure than a text that is near one alone."""
    both = felt("lonely hungry")
    alone = felt("hungry")
    assert set(alone) <= set(both)
    assert max(one.strength for one in both.values()) < max(one.strength for one in alone.values())


def test_text_about_nothing_here_is_felt_as_nothing() -> None:
    assert felt("purple submarine") == {}
    assert felt("qqqq") == {}


def test_a_place_without_needs_feels_nothing() -> None:
    assert Meaning((), vectors()).felt(["lonely"], vectors().sense(["lonely"])) == {}


def test_needs_have_directions_and_unknown_ones_have_none() -> None:
    assert MEANING.direction("teeth") is not None
    assert MEANING.direction("no-such-need") is None
