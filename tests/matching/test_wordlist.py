from poai.matching.wordlist import WordList, everyday_words

LIST = WordList(["garden", "knit", "the"], ["Nkemdi", "wren"])


def test_words_and_their_regular_forms_are_known() -> None:
    assert all(word in LIST for word in ("garden", "gardens", "gardening", "gardened", "knitting", "the"))
    assert LIST.root("knitting") == "knit"
    assert LIST.root("wren") == "wren"


def test_names_and_function_words_have_no_forms() -> None:
    assert "wren" in LIST
    assert "wrens" not in LIST
    assert "thes" not in LIST


def test_near_words_are_found_by_shape_tail_and_sound() -> None:
    assert "garden" in LIST.shaped_like("gradens", 1)
    assert "garden" in LIST.shaped_like("agarden", 1)
    assert LIST.but_for_the_first_letter("nit") == ["knit"]
    assert LIST.but_for_the_first_letter("barden") == ["garden"]
    assert list(LIST.sounding("nt")) == ["knit"]


def test_everyday_words_are_arranged_once() -> None:
    assert everyday_words() is everyday_words()
    assert "granddaughters" in everyday_words()
