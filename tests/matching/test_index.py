from poai.matching.index import FIELDS, TextIndex


def listing(**fields: str) -> dict[str, list[str]]:
    return {field: fields.get(field, "").split() for field in FIELDS}


INDEX = TextIndex(
    [
        listing(name="choir", details="tea"),
        listing(description="a choir"),
        listing(description="tea and cake"),
    ]
)


def test_a_word_in_the_name_is_worth_more_than_in_the_description() -> None:
    listings, (in_name, in_description) = INDEX.postings("choir")
    assert listings.tolist() == [0, 1]
    assert 1 > in_name > in_description > 0


def test_rare_words_tell_more() -> None:
    assert INDEX.rarity("cake") > INDEX.rarity("choir") > 0


def test_one_listing_is_asked_whether_it_has_a_word() -> None:
    assert [INDEX.has(at, "tea") for at in range(3)] == [True, False, True]
    assert not INDEX.has(0, "opera")


def test_a_word_that_nothing_has_is_known_to_be_missing() -> None:
    assert "opera" not in INDEX
    assert len(INDEX.postings("opera").listings) == 0
    assert INDEX.rarity("opera") == INDEX.rarity("cake")
