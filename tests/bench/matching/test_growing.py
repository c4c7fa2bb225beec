from bench.matching.growing import grown
from tests.bench.matching.small import corpus


def test_there_are_as_many_as_wanted_and_each_has_an_id_of_its_own() -> None:
    for count in (2, 3, 40):
        listings = grown(corpus(), count).listings
        assert len(listings) == len({listing.id for listing in listings}) == count


def test_the_real_ones_come_first() -> None:
    assert grown(corpus(), 40).listings[:3] == corpus().listings


def test_the_same_number_grows_the_same_listings() -> None:
    assert grown(corpus(), 40) == grown(corpus(), 40)


def test_names_and_groups_vary_and_sentences_are_real() -> None:
    real = " ".join(listing.description for listing in corpus().listings)
    new = grown(corpus(), 100).listings[3:]
    assert len({listing.name for listing in new}) > 80
    assert len({listing.organisation for listing in new}) > 30
    assert all(sentence in real for listing in new for sentence in listing.description.split(". "))


def test_a_grown_listing_keeps_what_it_is_for() -> None:
    singing = [listing for listing in grown(corpus(), 100).listings[3:] if listing.needs == ("singing",)]
    assert singing
    assert all("Songs for any voice." in listing.description for listing in singing)
