from poai.matching.reading import read
from poai.matching.searchable import Searchable
from poai.matching.serving import Serving
from poai.matching.vectors import vectors
from tests.matching.small_place import NEEDS

SERVING = Serving(NEEDS)


def test_a_listing_is_read_into_words_needs_and_meaning() -> None:
    reading = read(Searchable("a", "Oak Dentist", "", "Teeth seen to. Open Mondays."), SERVING, vectors())
    assert reading.words["name"] == ("oak", "dentist")
    assert "tooth" in reading.stems["description"]
    assert "teeth" in reading.serves
    assert "day:MO" in reading.offers
    assert reading.sense.shape == (vectors().dimensions,)
    assert len(reading.sentences) == 3


def test_an_endless_listing_is_read_in_part() -> None:
    endless = Searchable("a", "A", "", "Tea. " * 50_000)
    assert len(read(endless, SERVING, vectors()).sentences) < 50
