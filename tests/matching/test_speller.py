import pytest
from hypothesis import given
from hypothesis import strategies as st

from poai.matching.speller import MOST_REPAIRS, Lexicon, Speller, guessed

COUNTS = {
    "befriending": 5, "bereavement": 4, "lonely": 6, "pension": 8, "dementia": 5, "foodbank": 3, "coffee": 4,
    "heating": 4, "weak": 1, "legs": 2, "cold": 3, "house": 3, "wheelchair": 3, "company": 3,
}  # fmt: skip
PAIRS = {("weak", "legs"), ("cold", "house"), ("food", "bank"), ("coffee", "morning"), ("no", "one")}


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(Lexicon(COUNTS, frozenset({"purbeck", "nkemdi"}), PAIRS))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("befreinding", "befriending"),
        ("berevement", "bereavement"),
        ("lonley", "lonely"),
        ("penshun", "pension"),
        ("dimentia", "dementia"),
        ("weelchair", "wheelchair"),
        ("appoinment", "appointment"),
        ("nervus", "nervous"),
        ("coffeemorning", "coffee morning"),
        ("alot", "a lot"),
        ("my self", "myself"),
        ("some one", "someone"),
        ("purbek", "purbeck"),
        ("week legs", "weak legs"),
        ("ladys", "ladies"),
        ("careing", "caring"),
        ("diging", "digging"),
    ],
)
def test_slips_are_mended(speller: Speller, typed: str, meant: str) -> None:
    assert " ".join(speller.repair(typed.split())) == meant


@pytest.mark.parametrize(
    "text",
    [
        "lonely",
        "nkemdi",
        "purbeck",
        "se25",
        "0208",
        "gp",
        "this week",
        "no one",
        "visited",
        "உதவி",
        "zxmnv",
        "xkcdqwz",
    ],
)
def test_known_words_names_numbers_and_strange_scripts_stay(speller: Speller, text: str) -> None:
    assert speller.repair(text.split()) == text.split()


def test_work_on_an_endless_list_of_slips_is_bounded(speller: Speller) -> None:
    typed = ["so", *["lonley"] * (MOST_REPAIRS + 5)]
    mended = speller.repair(typed)
    assert mended.count("lonely") == MOST_REPAIRS
    assert mended.count("lonley") == 5


def test_a_reading_can_lean_towards_chosen_words(speller: Speller) -> None:
    assert speller.repair(["hous"]) == ["house"]
    assert speller.lean(["hous", "cold", "zxmnv"], {"hours", "warm"}) == ["hours", "cold", "zxmnv"]


@pytest.mark.parametrize("word", ["novice", "dahlias", "christening"])
def test_english_that_nobody_here_speaks_of_is_left_alone(word: str) -> None:
    knowing = Speller(Lexicon(COUNTS, frozenset(), PAIRS), frozenset({"novice", "dahlias", "christening"}))
    assert knowing.repair([word]) == [word]


def test_what_else_a_word_may_be_is_kept_for_the_text_to_decide(speller: Speller) -> None:
    typed = ["cant", "do", "the", "stares"]
    assert speller.others(typed, speller.repair(typed)) == {"stares": ("stairs",)}
    typed = ["mi", "eys", "are", "faling"]
    assert "failing" in speller.others(typed, speller.repair(typed))["falling"]


def test_a_function_word_is_nothing_else(speller: Speller) -> None:
    assert speller.others(["some", "of", "him"], ["some", "of", "him"]) == {}


def test_a_small_word_is_not_joined_to_what_it_stands_before(speller: Speller) -> None:
    assert speller.repair(["a", "sleeping", "bag"]) == ["a", "sleeping", "bag"]


def test_a_name_misspelt_leans_towards_nothing(speller: Speller) -> None:
    assert speller.lean(["purbek"], {"pure"}) == ["purbek"]


def test_another_language_is_not_bent_into_english(speller: Speller) -> None:
    typed = ["potrzebuje", "pomocy", "przy", "rachunkach"]
    assert speller.repair(typed) == typed


SHARED = Speller(Lexicon(COUNTS, frozenset(), PAIRS))


@given(st.lists(st.text(min_size=1, max_size=15), max_size=12))
def test_any_words_are_answered_and_known_ones_come_through(typed: list[str]) -> None:
    mended = SHARED.repair(typed)
    assert mended == SHARED.repair(list(typed))
    assert bool(mended) == bool(typed)


def test_english_that_is_all_misspelt_is_still_english(speller: Speller) -> None:
    assert speller.repair(["lonly", "husbnd", "housse"]) == ["lonely", "husband", "house"]


def test_fingers_along_the_keys_are_nobody_s_word(speller: Speller) -> None:
    assert speller.repair(["asdf", "wert"]) == ["asdf", "wert"]


def test_a_far_repair_is_more_of_a_guess() -> None:
    assert guessed("lonley", "lonely") < guessed("blah", "blue")
    assert guessed("penshun", "pension") < 0.25
