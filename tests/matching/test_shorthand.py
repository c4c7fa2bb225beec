from poai.matching.english import english
from poai.matching.shorthand import SHORTHAND
from poai.matching.wordlist import everyday_words


def test_shorthand_is_written_out_in_everyday_words() -> None:
    known = {*everyday_words(), *english()}
    assert [meant for words in SHORTHAND.values() for meant in words if meant not in known] == []


def test_no_everyday_word_is_taken_for_shorthand() -> None:
    assert [typed for typed in SHORTHAND if typed in everyday_words()] == []
