from poai.matching.index import FIELDS
from poai.matching.searchable import Searchable
from poai.matching.serving import Serving
from poai.matching.stem import stem
from poai.matching.tokens import words
from tests.matching.small_place import NEEDS


def weights(*listings: Searchable) -> list[dict[str, float]]:
    serving = Serving(NEEDS)
    found = []
    for listing in listings:
        fields = dict.fromkeys(FIELDS, "") | {"name": listing.name, "description": listing.description}
        stemmed = {field: [stem(word) for word in words(text)] for field, text in fields.items()}
        found.append(serving.weights(listing, stemmed))
    return found


def listing(name: str, description: str = "", needs: tuple[str, ...] = ()) -> Searchable:
    return Searchable(name, name, "", description, needs=needs)


def test_needs_are_derived_from_the_words_of_the_listing() -> None:
    (found,) = weights(listing("Befriending visits"))
    assert list(found) == ["company"]
    assert 0.2 < found["company"] < 0.75


def test_the_name_says_more_than_the_description() -> None:
    named, described = weights(listing("Bereavement"), listing("Oak", "We speak about bereavement."))
    assert named["grief"] > described["grief"]


def test_a_listing_about_many_things_is_less_about_each() -> None:
    one, many = weights(listing("Dentist"), listing("Dentist, dancing, grief, careers advice, cancer"))
    assert one["teeth"] > many["teeth"]


def test_a_confirmed_need_counts_without_words_and_more_with_them() -> None:
    bare, spoken, guessed = weights(
        listing("Room 4", needs=("grief",)), listing("Bereavement", needs=("grief",)), listing("Bereavement")
    )
    assert spoken["grief"] > bare["grief"] >= 0.7
    assert bare["grief"] > guessed["grief"]


def test_what_a_person_did_not_confirm_counts_less_beside_what_they_did() -> None:
    told, untold = weights(listing("Bereavement", needs=("company",)), listing("Bereavement"))
    assert told["grief"] < untold["grief"]


def test_unknown_confirmed_needs_are_left_out() -> None:
    assert weights(listing("Room 4", needs=("no-such-need",))) == [{}]
