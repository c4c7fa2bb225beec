"""Each parameter finds what has it, and leaves out what is not known to."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from poai.actions.open_data import OpenData
from poai.actions.open_data_filters import UnknownPostcodeError
from poai.interchange.oruk_asking import Asked
from tests.actions.open_data_site import NOW, open_data_of
from tests.interchange.invented import listings


@pytest.fixture(scope="module")
def seven(tmp_path_factory: pytest.TempPathFactory) -> OpenData:
    return open_data_of(tmp_path_factory.mktemp("filters") / "catalogue.db", listings(7))


def numbers(data: OpenData, **asked: Any) -> list[int]:
    """Which of the seven are found."""
    return [int(json.loads(line)["name"][-4:]) for line in data.services(Asked(**asked)).lines().splitlines()]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [0, 1, 2, 3, 4, 5, 6]),
        ({"search": "hall QUAY"}, [1]),
        ({"search": "listing 0004"}, [4]),
        ({"search": "all"}, []),  # the beginning of a word, not the end
        ({"search": "över two"}, [0, 1, 2, 3, 4, 5, 6]),
        ({"minimum_age": 60}, [1]),
        ({"minimum_age": 61}, []),
        ({"maximum_age": 25}, [3]),
        ({"day": "WE"}, [1]),
        ({"day": "FR"}, [1]),
        ({"day": "TU"}, []),
        (
            {"day": "FR", "start_time": "09:00"},
            [],
        ),  # that session has no time, and the other is not on Fridays
        ({"start_time": "10:00", "end_time": "12:00"}, [1]),
        ({"start_time": "10:01"}, []),
        ({"end_time": "11:59"}, []),
        ({"modified_after": NOW}, [0, 1, 2, 3, 4, 5, 6]),
        ({"modified_after": NOW + timedelta(milliseconds=1)}, []),
        ({"organization_id": "00000000-0000-0000-0000-000000000002"}, [1, 3, 5]),
        ({"organization_id": "00000000-0000-0000-0000-00000000ffff"}, []),
    ],
)
def test_a_parameter_finds_what_has_it(seven: OpenData, asked: dict[str, Any], found: list[int]) -> None:
    assert numbers(seven, **asked) == found


def test_terms_and_taxonomies_find_what_is_classified_by_them(seven: OpenData) -> None:
    terms = {term["term"]: term for term in seven.vocabulary.terms.values()}
    assert numbers(seven, taxonomy_term_id=terms["food"]["id"]) == [4]
    assert numbers(seven, taxonomy_term_id=terms["company"]["id"]) == [1, 4]
    assert numbers(seven, taxonomy_id=seven.vocabulary.own) == [1, 4]
    inside = seven.taxonomy_terms(Asked(taxonomy_id=seven.vocabulary.own)).lines().splitlines()
    assert {json.loads(line)["term"] for line in inside} == {"company", "food", "getting-online"}
    assert seven.taxonomy_terms(Asked(parent_id=seven.vocabulary.own)).lines() == ""


def test_a_postcode_finds_its_area_and_what_is_for_everybody(seven: OpenData) -> None:
    def places(**asked: Any) -> list[str]:
        lines = seven.service_at_locations(Asked(**asked)).lines().splitlines()
        return [json.loads(line)["service"]["poai_locality"] for line in lines]

    assert places(postcode="ZE101AA") == ["north-end", "north-end"]
    assert places(postcode="ZE113DE") == ["south-end"]
    assert places(postcode="ZE101AA", proximity=50) == ["south-end"]
    with pytest.raises(UnknownPostcodeError):
        places(postcode="SW1A1AA")


def test_no_place_is_within_reach_of_a_postcode_far_away(tmp_path: Path) -> None:
    data = open_data_of(tmp_path / "catalogue.db", ())
    with pytest.raises(UnknownPostcodeError):
        data.service_at_locations(Asked(postcode="SW1A1AA", proximity=100))
