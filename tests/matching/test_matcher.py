import pytest
from hypothesis import given
from hypothesis import strategies as st

from poai.matching.answers import Heard, HeardNeed
from poai.matching.matcher import Matcher
from poai.matching.searchable import Searchable
from tests.matching.small_place import LISTINGS, NEEDS, URGENT

SOME_WORDS = ("lonely", "dentist", "not", "a", "group", "my", "food", "bank", "75f", "zz", "hate")
SHARED = Matcher.build(LISTINGS, NEEDS, URGENT)


def found(matcher: Matcher, text: str) -> list[str]:
    return [match.id for match in matcher.rank(matcher.hear(text))]


def needs(heard: Heard) -> list[str]:
    return [need.key for need in heard.needs]


@given(st.text())
def test_any_text_gives_the_same_answer_each_time(text: str) -> None:
    heard = SHARED.hear(text)
    assert heard == SHARED.hear(text)
    matches = SHARED.rank(heard)
    assert matches == SHARED.rank(heard)
    assert [match.score for match in matches] == sorted((match.score for match in matches), reverse=True)
    assert all(0 <= match.score <= 1 for match in matches)


@given(
    st.lists(st.sampled_from("lonely dentist not a group kill myself want my mum food bank 75f zz".split()))
)
def test_any_order_of_words_is_answered(said: list[str]) -> None:
    heard = SHARED.hear(" ".join(said))
    assert all(0 < need.strength <= 1 and need.phrase for need in heard.needs)
    assert set(needs(heard)).isdisjoint(heard.refused)


@given(
    st.lists(
        st.builds(Searchable, *[st.text(max_size=40)] * 4, tags=st.tuples(st.text(max_size=9))), max_size=4
    )
)
def test_listings_of_any_text_can_be_searched(listings: list[Searchable]) -> None:
    matcher = Matcher.build(listings, NEEDS, URGENT)
    for listing in listings:
        ids = {match.id for match in matcher.rank(matcher.hear(listing.name))}
        assert ids <= {one.id for one in listings}


def test_the_order_of_the_listings_given_changes_nothing() -> None:
    backwards = Matcher.build(LISTINGS[::-1], NEEDS, URGENT)
    heard = backwards.hear("lonely and bored")
    assert backwards.rank(heard) == SHARED.rank(SHARED.hear("lonely and bored"))


@pytest.mark.parametrize(
    "text", ["x" * 100_000, "lonely " * 20_000, "é" * 50_000, "\x00" * 9000, "🙂" * 9000]
)
def test_endless_texts_are_answered(matcher: Matcher, text: str) -> None:
    heard = matcher.hear(text)
    assert heard.text == text
    assert len(matcher.rank(heard)) <= len(LISTINGS)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("nobody ever comes round to see me", "befriend"),
        ("nobody evr coms rownd", "befriend"),
        ("my husband died in spring", "grief"),
        ("my husbnad dyed", "grief"),
        ("toothache", "dentist"),
        ("I need rental advice", "rent"),
        ("something for my mental health", "mind"),
        ("a dental appointment", "dentist"),
        ("ballroom lessons", "dance"),
        ("living with cancer", "cancer"),
        ("the nearest food bank", "foodbank"),
        ("a change of career", "careers"),
        ("caring for my mum", "carers"),
        ("Doorstep Friends", "befriend"),
        ("oak hall berevement circel", "grief"),
        ("my house is freezing", "warm"),
    ],
)
def test_the_right_listing_comes_first(matcher: Matcher, text: str, first: str) -> None:
    assert found(matcher, text)[0] == first


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("dental surgery", "mind"),
        ("dental surgery", "rent"),
        ("mental health", "dentist"),
        ("rental contract", "mind"),
        ("dancing", "cancer"),
        ("cancer group", "dance"),
        ("a food bank please", "savings"),
        ("career", "carers"),
        ("a carer", "careers"),
        ("could fall in love with painting", "falls"),
    ],
)
def test_words_that_look_alike_bring_nothing_of_each_other(matcher: Matcher, text: str, never: str) -> None:
    assert never not in found(matcher, text)[:3]


@pytest.mark.parametrize(
    "text", ["", "   ", "?", "a", "the and of to", "qwpoe zxmnv kjhgq", "🍕🎉", "12345", "<b>"]
)
def test_nothing_heard_lists_nothing(matcher: Matcher, text: str) -> None:
    heard = matcher.hear(text)
    assert heard.confidence == "none"
    assert matcher.rank(heard) == []


@pytest.mark.parametrize("text", ["purple submarine volunteer", "necesito comida", "blorf support wug dax"])
def test_little_heard_is_never_confident(matcher: Matcher, text: str) -> None:
    assert matcher.hear(text).confidence != "confident"


@pytest.mark.parametrize(
    "text", ["I am so lonely", "toothache", "bereavement circle", "behind with the rent"]
)
def test_a_clear_need_or_name_is_confident(matcher: Matcher, text: str) -> None:
    assert matcher.hear(text).confidence == "confident"


def test_several_needs_are_heard_with_the_words_that_said_so(matcher: Matcher) -> None:
    heard = matcher.hear("my husband died and I have toothache")
    assert {need.key: need.phrase for need in heard.needs} == {"grief": "husband died", "teeth": "toothache"}


def test_what_is_refused_falls_behind(matcher: Matcher) -> None:
    heard = matcher.hear("want some company but not a group to join")
    assert "social" not in needs(heard)
    assert "company" in needs(heard)


def test_a_way_of_asking_alone_finds_nothing(matcher: Matcher) -> None:
    assert found(matcher, "can somebody help me with support") == []


def test_text_can_be_taken_as_typed_and_urgent_words_are_still_heard(matcher: Matcher) -> None:
    heard = matcher.hear("lonley, want to kil myself", as_typed=True)
    assert heard.corrected is None
    assert heard.urgent == ("suicide",)
    assert "company" not in needs(heard)


def test_a_clear_need_that_nothing_serves_is_no_confident_answer() -> None:
    matcher = Matcher.build(LISTINGS[:2], NEEDS)
    assert matcher.hear("toothache").confidence == "weak"


def test_a_symptom_with_not_is_no_refusal(matcher: Matcher) -> None:
    assert matcher.hear("not a thing, nothing to eat").refused == ()


def test_a_need_said_not_to_be_meant_is_dropped(matcher: Matcher) -> None:
    heard = matcher.hear("lonely and depressed", without={"low-mood"})
    assert needs(heard) == ["company"]
    assert "low-mood" in heard.refused


def test_a_need_chosen_from_a_page_counts_in_full(matcher: Matcher) -> None:
    heard = matcher.hear("", extra=("grief",))
    assert heard.needs == (HeardNeed("grief", 1.0, ""),)
    assert heard.confidence == "confident"
    assert [match.id for match in matcher.rank(heard)] == ["grief"]


def test_an_unknown_need_chosen_is_ignored(matcher: Matcher) -> None:
    assert matcher.hear("", extra=("no-such-need",)).needs == ()


def test_repaired_spelling_is_shown_and_good_spelling_is_not(matcher: Matcher) -> None:
    assert matcher.hear("I'm so lonley, can’t cope").corrected == "I'm so lonely can’t cope"
    assert matcher.hear("I am lonely").corrected is None
    assert matcher.hear("Wilfrid's").corrected is None


def test_a_place_without_needs_or_listings_still_answers() -> None:
    empty = Matcher.build((), ())
    assert empty.rank(empty.hear("lonely")) == []
    words_only = Matcher.build(LISTINGS, ())
    assert words_only.rank(words_only.hear("ballroom"))[0].id == "dance"


def test_constraints_are_heard_raise_what_holds_and_can_be_taken_back() -> None:
    plain = Searchable("a", "Choir", "", "We sing.", details="Mondays 2-4pm")
    late = Searchable("b", "Choir", "", "We sing.", details="Tuesdays 7pm to 9pm")
    matcher = Matcher.build((plain, late), NEEDS)
    assert found(matcher, "a choir in the evenings") == ["b", "a"]
    heard = matcher.hear("a choir in the evenings", ignore={"time:evening"})
    assert heard.constraints == ()
    assert [match.id for match in matcher.rank(heard)] == ["a", "b"]


def test_places_are_heard_by_their_names() -> None:
    near = Searchable("b", "Choir", "", "We sing.", locality="elm")
    far = Searchable("a", "Choir", "", "We sing.", locality="oak")
    matcher = Matcher.build((near, far), NEEDS, places={"Old Elm Village": "elm"})
    assert found(matcher, "a choir near old elm village") == ["b", "a"]


@pytest.mark.parametrize("text", ["asdf qwer", "blah blah", "grfd aslo"])
def test_gibberish_is_not_bent_into_a_need(matcher: Matcher, text: str) -> None:
    assert matcher.hear(text).confidence != "confident"


def test_a_need_that_was_not_typed_is_heard_in_the_meaning(matcher: Matcher) -> None:
    heard = matcher.hear("evicted by the landlady")
    assert needs(heard)[0] == "housing"
    assert found(matcher, "evicted by the landlady")[0] == "rent"


LISTING = st.builds(
    Searchable,
    st.sampled_from("abcdef"),
    st.sampled_from(("Oak choir", "Elm dentist", "Befriending", "Food bank, north", "Food bank, south")),
    st.sampled_from(("", "Elm Trust")),
    st.sampled_from(("Visits each week.", "Free meals for anybody hungry.", "Sing and dance on Mondays.")),
    locality=st.sampled_from(("", "north", "south")),
)


@given(
    st.lists(LISTING, max_size=6, unique_by=lambda one: one.id),
    st.lists(LISTING, max_size=3, unique_by=lambda one: one.id),
    st.lists(st.sampled_from("abcdef"), max_size=2, unique=True),
)
def test_patching_gives_what_building_afresh_gives(
    before: list[Searchable], changed: list[Searchable], removed: list[str]
) -> None:
    after = {one.id: one for one in before if one.id not in removed} | {one.id: one for one in changed}
    patched = Matcher.build(before, NEEDS, URGENT).patched(changed, removed)
    fresh = Matcher.build(after.values(), NEEDS, URGENT)
    for text in ("lonely and hungry", "elm trust", "oak quire", "sing in the north", "toothache"):
        assert patched.hear(text) == fresh.hear(text)
        assert patched.rank(patched.hear(text)) == fresh.rank(fresh.hear(text))
