import pytest
from hypothesis import given
from hypothesis import strategies as st

from poai.domain.distance import Point
from poai.place import Place, load_place
from tests.exampleton.files import DIRECTORY

PLACE = load_place(DIRECTORY)


@pytest.fixture
def place() -> Place:
    return PLACE


@pytest.mark.parametrize("text", ["ZE10 1AA", "ze101aa", " ze10-1aa. ", "ZE1 01AA", "z e 1 0 1 a a"])
def test_a_postcode_gives_its_locality_ward_and_point_however_it_is_spaced(place: Place, text: str) -> None:
    found = place.find(text)
    assert (found.kind, found.locality, found.ward) == ("postcode", "north-end", "W1")
    assert found.point == Point(55.15, 1.05)
    assert found.localities == ("north-end",)
    assert (found.understood, found.corrected) == ("ZE10 1AA", False)


def test_a_postcode_within_a_sentence_is_found(place: Place) -> None:
    found = place.find("my mum lives at ZE10 2BB, near the hall")
    assert (found.kind, found.locality, found.understood) == ("postcode", "south-end", "ZE10 2BB")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ZE1O 1AA", "ZE10 1AA"),  # the letter O
        ("ZEIO IAA", "ZE10 1AA"),
        ("ZE10 IAB", "ZE10 1AB"),
        ("2E10 1DE", "ZE10 1DE"),
        ("ZX10 2BB", "ZE10 2BB"),  # no such postcode area
        ("EZ10 2BB", "ZE10 2BB"),  # exchanged
        ("ZE10 22BB", "ZE10 2BB"),  # one too many
        ("ZE11 3D", "ZE11 3DE"),  # one too few, and only one that it can be
    ],
)
def test_a_slip_that_can_only_be_one_thing_is_put_right_and_said(place: Place, text: str, meant: str) -> None:
    found = place.find(text)
    assert (found.kind, found.understood, found.corrected) == ("postcode", meant, True)


def test_a_slip_that_could_be_two_postcodes_of_one_district_gives_the_district(place: Place) -> None:
    found = place.find("ZE10 1A")
    assert (found.kind, found.understood, found.corrected) == ("district", "ZE10", True)


def test_a_postcode_that_may_be_real_is_never_taken_for_another(place: Place) -> None:
    # One letter from a postcode of ours, and well-formed: somebody may live there.
    found = place.find("ZE11 3DF")
    assert (found.kind, found.localities, found.councils) == ("border", ("south-end",), ("Otherton",))
    assert found.locality is None


def test_a_district_gives_its_localities_and_its_middle(place: Place) -> None:
    found = place.find("ze10")
    assert (found.kind, found.understood, found.corrected) == ("district", "ZE10", False)
    assert found.localities == ("north-end", "south-end")
    assert found.locality is None
    assert found.point == Point(55.1275, 1.0775)


def test_a_district_that_is_shared_names_the_councils_too(place: Place) -> None:
    found = place.find("ZE11")
    assert (found.kind, found.locality, found.councils) == ("district", "south-end", ("Otherton",))


def test_a_district_that_is_mostly_outside_is_at_the_border(place: Place) -> None:
    found = place.find("ZE13")
    assert (found.kind, found.localities, found.councils) == ("border", ("south-end",), ("Otherton",))


def test_a_sector_gives_the_localities_of_its_own_postcodes(place: Place) -> None:
    found = place.find("ZE10 2")
    assert (found.kind, found.locality, found.understood) == ("district", "south-end", "ZE10 2")


def test_a_district_with_the_letter_o_is_understood(place: Place) -> None:
    found = place.find("ZE1O")
    assert (found.kind, found.understood, found.corrected) == ("district", "ZE10", True)


def test_a_postcode_that_we_do_not_have_in_a_district_of_ours_gives_the_district(place: Place) -> None:
    found = place.find("ZE10 9ZZ")
    assert (found.kind, found.localities, found.understood) == (
        "district",
        ("north-end", "south-end"),
        "ZE10 9ZZ",
    )


@pytest.mark.parametrize("text", ["ZE12", "ze12 4ab"])
def test_just_across_the_border_gives_the_nearest_localities_and_the_councils(
    place: Place, text: str
) -> None:
    found = place.find(text)
    assert (found.kind, found.localities) == ("border", ("north-end", "south-end"))
    assert found.councils == ("Otherton", "Elsewhere")


@pytest.mark.parametrize("text", ["M1 1AA", "sw1a 1aa", "E17", "LS6 2AB"])
def test_a_postcode_far_away_is_elsewhere(place: Place, text: str) -> None:
    assert place.find(text).kind == "elsewhere"


@pytest.mark.parametrize(
    ("text", "locality", "ward"),
    [
        ("Old Harbour", "north-end", "W1"),
        ("the docks", "north-end", "W1"),
        ("near quayside", "north-end", "W1"),
        ("HILLSIDE", "north-end", "W2"),
        ("St. Example's", "south-end", "W4"),
        ("saint examples", "south-end", "W4"),
        ("Windmill Green", "south-end", None),
        ("South End", "south-end", None),
        ("southern", "south-end", None),
    ],
)
def test_a_name_gives_its_locality(place: Place, text: str, locality: str, ward: str | None) -> None:
    found = place.find(text)
    assert (found.kind, found.locality, found.ward, found.corrected) == ("name", locality, ward, False)


def test_a_name_has_a_point_to_measure_from(place: Place) -> None:
    assert place.find("Old Harbour").point == Point(55.14, 1.04)
    assert place.find("Marsh").point == Point(55.05, 1.05)
    assert place.find("North End").point == Point(55.15, 1.1)


@pytest.mark.parametrize("text", ["Hilside", "Hillsdie", "Windmil Gren", "quaysid"])
def test_a_misspelt_name_is_understood_and_said(place: Place, text: str) -> None:
    found = place.find(text)
    assert (found.kind, found.corrected) == ("name", True)
    assert found.understood in {"Hillside", "Windmill Green", "Old Harbour"}


def test_a_name_within_a_longer_text_is_found(place: Place) -> None:
    found = place.find("flat 3, windmill green, by the pond")
    assert (found.kind, found.understood, found.corrected) == ("name", "Windmill Green", True)


def test_a_name_of_two_places_is_asked_about(place: Place) -> None:
    found = place.find("market square")
    assert found.kind == "ambiguous"
    assert [(option.name, option.locality) for option in found.options] == [
        ("Market Square", "north-end"),
        ("Market Square", "south-end"),
    ]


def test_the_name_of_the_whole_place_offers_all_its_localities(place: Place) -> None:
    assert [option.locality for option in place.find("exampleton").options] == ["north-end", "south-end"]


def test_what_is_not_understood_is_unknown_and_offers_names_that_look_like_it(place: Place) -> None:
    found = place.find("hallsidde")
    assert found.kind == "unknown"
    assert "Hillside" in found.suggestions
    assert place.find("xyzzy").suggestions == ()


def test_a_point_is_in_the_locality_whose_ward_encloses_it(place: Place) -> None:
    assert place.locality_of((55.15, 1.05)) == "north-end"
    assert place.locality_of((55.05, 1.15)) == "south-end"
    assert place.locality_of((54.999, 1.001)) == "south-end"  # a few yards over the edge
    assert place.locality_of((51.5, -0.1)) is None


@pytest.mark.parametrize("text", ["", "   ", "\t\n"])
def test_nothing_is_nothing(place: Place, text: str) -> None:
    assert place.find(text).kind == "nothing"


@given(st.text(max_size=300))
def test_any_text_is_answered(text: str) -> None:
    assert PLACE.find(text).kind


@given(st.text(alphabet="ZE0123OIL ABCD", min_size=1, max_size=9))
def test_whatever_looks_like_a_postcode_is_answered(text: str) -> None:
    found = PLACE.find(text)
    assert set(found.localities) <= set(PLACE.localities)
    assert found.kind != "postcode" or found.understood.replace(" ", "") in PLACE.postcodes
