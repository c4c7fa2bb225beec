from pathlib import Path

import pytest

from poai.domain.distance import Point
from poai.place import BadPlace, load_place
from tests.exampleton.files import DIRECTORY, SHIPPED_DIRECTORY, copied, edit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(DIRECTORY, tmp_path)


def said(folder: Path) -> list[str]:
    """Everything that loading `folder` finds wrong."""
    with pytest.raises(BadPlace) as caught:
        load_place(folder)
    return str(caught.value).splitlines()


def test_a_place_has_its_names_areas_and_points_of_access() -> None:
    place = load_place(DIRECTORY)
    assert (place.key, place.name, place.timezone) == ("exampleton", "Exampleton", "Europe/London")
    assert list(place.localities) == ["north-end", "south-end"]
    assert place.localities["north-end"].neighbours == ("south-end",)
    assert place.wards["W4"].name == "St Example's"
    assert [(point.listing, point.kind) for point in place.points] == [("harbour-library", "place")]
    assert place.attributions[0].licence == "None needed"
    assert {"harbour", "hillside", "docks"} <= place.words()


def test_the_shipped_place_is_right_and_knows_every_postcode_it_ships() -> None:
    place = load_place(SHIPPED_DIRECTORY)
    lines = (SHIPPED_DIRECTORY / "postcodes.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert lines
    for line in lines[:: max(1, len(lines) // 200)]:
        found = place.find(line.partition(",")[0])
        assert (found.kind, found.corrected) == ("postcode", False)
        assert found.ward == line.rpartition(",")[2]


def test_the_shipped_points_are_where_their_wards_are_drawn() -> None:
    place = load_place(SHIPPED_DIRECTORY)
    lines = (SHIPPED_DIRECTORY / "postcodes.csv").read_text(encoding="utf-8").splitlines()[1:]
    keys = [line.partition(",")[0] for line in lines]
    sample = [place.find(key) for key in keys[::200]]
    right = sum(
        found.point is not None and place.locality_of(found.point) == found.locality for found in sample
    )
    # Ward outlines are simplified: a few postcodes on an edge fall on its other side.
    assert right >= 0.97 * len(sample)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("place.toml", 'name = "Exampleton"', "name = 3", "name (line 2): must be words in quotes"),
        (
            "place.toml",
            'key = "exampleton"',
            'key = "exampleton"\ntimezone = "Europe/Exampleton"',
            "timezone (line 2): timezone 'Europe/Exampleton' is not one such as Europe/London",
        ),
        (
            "localities.toml",
            'wards = ["W1", "W2"]',
            'wards = ["W1", "W2", "W3"]',
            "localities[1].wards[0] (line 13): 'W3' is already in north-end",
        ),
        (
            "localities.toml",
            'wards = ["W3", "W4"]',
            'wards = ["W3", "W5"]',
            "localities[1].wards[1] (line 13): 'W5' is not a ward below",
        ),
        (
            "localities.toml",
            'neighbours = ["north-end"]',
            'neighbours = ["east-end"]',
            "localities[1].neighbours[0] (line 14): 'east-end' is not a locality",
        ),
        (
            "wards.geojson",
            '"features": [',
            '"features": [3,',
            "feature 1 is not a ward with ward_code and a polygon",
        ),
        ("wards.geojson", '"features": [', '"features": ', "is not JSON: "),
        (
            "postcodes.csv",
            "ZE10 2BB,55.05",
            "ZE10 2BB,far",
            "ZE10 2BB (line 5): must be a postcode, a latitude, a longitude and a ward code",
        ),
        ("postcodes.csv", "1.15,W4", "1.15,W7", "ZE11 3DE: ZE11 3DE: 'W7' is not a ward of any locality"),
        (
            "postcodes.csv",
            "postcode,latitude",
            "postcode,lat",
            "line 1: must begin with postcode,latitude,longitude,ward_code",
        ),
        (
            "names.toml",
            'locality = "south-end"',
            "",
            "names[3].name (line 21): a name needs a ward or a locality",
        ),
        (
            "names.toml",
            'ward = "W3"',
            'ward = "W8"',
            "names[2].ward (line 16): 'W8' is not a ward of any locality",
        ),
        (
            "names.toml",
            'code = "ZE11"\nlocalities = ["south-end"]',
            'code = "ZE11"\nlocalities = ["east-end"]',
            "districts[1] (line 29): 'east-end' is not a locality",
        ),
        (
            "points-of-access.toml",
            "kind",
            "kynd",
            "points[0].kynd (line 3): is not a field that we know; did you mean kind?",
        ),
    ],
)
def test_a_mistake_is_named_with_file_and_line(
    folder: Path, file: str, old: str, new: str, message: str
) -> None:
    edit(folder / file, old, new)
    assert any(f"directory/{file}: " in line and message in line for line in said(folder))


def test_a_ward_without_an_outline_is_refused(folder: Path) -> None:
    edit(folder / "wards.geojson", '"W4"', '"W9"')
    assert said(folder) == ["directory/localities.toml: wards[3] (line 28): has no outline in wards.geojson"]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "localities.toml",
            'key = "south-end"',
            'key = "north-end"',
            "localities[1].key (line 10): 'north-end'",
        ),
        ("localities.toml", 'code = "W4"', 'code = "W3"', "wards[3].code (line 29): 'W3'"),
        ("names.toml", '"ZE12"', '"ZE11"', "border[2].code (line 50): 'ZE11'"),
    ],
)
def test_a_key_given_twice_is_refused(folder: Path, file: str, old: str, new: str, message: str) -> None:
    edit(folder / file, old, new)
    assert f"directory/{file}: {message} is given twice" in said(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "names.toml").unlink()
    assert said(folder) == ["directory/names.toml: is missing"]


def test_points_are_latitude_first_though_geojson_has_longitude_first() -> None:
    assert load_place(DIRECTORY).wards["W1"].rings[0][0] == Point(55.1, 1.0)
