from poai.matching.explaining import explanation, missing_words
from poai.matching.matcher import Matcher
from tests.matching.small_place import NEEDS


def test_an_explanation_says_what_was_heard_repaired_and_scored(matcher: Matcher) -> None:
    heard = matcher.hear("lonley and on my own all day, free class for my dad with zebras")
    text = explanation(matcher, heard, matcher.rank(heard))
    assert "Read as: lonely" in text
    assert 'company  because of "lonely"' in text
    assert 'free:yes  because of "free class"' in text
    assert "For: dad" in text
    assert "Words that no need claims: free, dad, zebras" in text
    assert "befriend  (company)" in text


def test_an_explanation_of_nothing_is_short(matcher: Matcher) -> None:
    heard = matcher.hear("")
    assert "Needs heard: none" in explanation(matcher, heard, [])


def test_missing_words_are_those_that_no_need_claims_most_frequent_first() -> None:
    texts = ["my boiler is lonely", "boilers and a zebra", "the boiler", "zebra"]
    assert missing_words(texts, NEEDS) == [("boiler", 3), ("zebra", 2)]
