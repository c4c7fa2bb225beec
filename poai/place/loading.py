"""Reads a place from its folder: place.toml and the files beside it."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from poai.domain.area import Attribution, Locality, PointOfAccess, Ring, Ward
from poai.domain.distance import Point
from poai.place.finding import Border, District
from poai.place.names import Names, Spot
from poai.place.place import Place
from poai.place.postcodes import Postcodes
from poai.reading.problem import BadFiles
from poai.reading.records import Reader, TomlFile

STRICT = {"extra": "forbid"}


class BadPlace(BadFiles):
    """The place's files cannot be used; `problems` says everything that is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """What place.toml says. `timezone` is an IANA name, `authority` the local authority's ONS code."""

    key: str
    name: str
    attributions: tuple[Attribution, ...]
    grouping_note: str
    authority: str | None = None
    timezone: str = "Europe/London"

    __pydantic_config__ = STRICT

    def __post_init__(self) -> None:
        try:
            ZoneInfo(self.timezone)
        except (KeyError, ValueError) as error:
            raise ValueError(f"timezone {self.timezone!r} is not one such as Europe/London") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name that people use for part of the place, with `also` its other forms."""

    name: str
    also: tuple[str, ...] = ()
    ward: str | None = None
    locality: str | None = None
    latitude: float | None = None
    longitude: float | None = None

    __pydantic_config__ = STRICT

    def __post_init__(self) -> None:
        if not self.ward and not self.locality:
            raise ValueError("a name needs a ward or a locality")
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("latitude and longitude come together")


def load_place(folder: Path) -> Place:
    """The place in `folder`. Raises BadPlace with every problem found."""
    reader = Reader(folder)
    title_file = reader.toml(folder / "place.toml")
    title = reader.record(Title, title_file) if title_file else None
    localities, wards = _areas(reader)
    locality_of_ward = {code: area.key for area in localities.values() for code in area.wards}
    postcodes = Postcodes(_postcodes(reader, locality_of_ward))
    spots, districts, borders = _names(reader, localities, wards, locality_of_ward)
    points = _points(reader)
    closed = _closed(reader)
    if reader.problems or title is None:
        raise BadPlace(sorted(reader.problems, key=lambda problem: (problem.file, problem.line or 0)))
    return Place(
        key=title.key,
        name=title.name,
        attributions=title.attributions,
        grouping_note=title.grouping_note,
        timezone=title.timezone,
        localities=localities,
        wards=wards,
        points=points,
        postcodes=postcodes,
        names=Names(spots),
        districts=districts,
        borders=borders,
        locality_of_ward=locality_of_ward,
        closed=closed,
    )


def _areas(reader: Reader) -> tuple[dict[str, Locality], dict[str, Ward]]:
    file = reader.toml(reader.root / "localities.toml")
    if file is None:
        return {}, {}
    reader.only(file, "localities", "wards")
    areas = reader.records(Locality, file, "localities", "key")
    wards = reader.records(Ward, file, "wards", "code")
    shapes = _shapes(reader)
    _check_areas(reader, file, areas, wards, shapes)
    return {area.key: area for _, area in areas}, {
        ward.code: Ward(code=ward.code, name=ward.name, rings=shapes.get(ward.code, ())) for _, ward in wards
    }


def _check_areas(
    reader: Reader,
    file: TomlFile,
    areas: list[tuple[int, Locality]],
    wards: list[tuple[int, Ward]],
    shapes: Mapping[str, tuple[Ring, ...]],
) -> None:
    owner: dict[str, str] = {}
    codes, keys = {ward.code for _, ward in wards}, {area.key for _, area in areas}
    for at, area in areas:
        for number, code in enumerate(area.wards):
            where = ("localities", at, "wards", number)
            if code not in codes:
                reader.blame_in(file, where, f"{code!r} is not a ward below", area.key)
            if code in owner:
                reader.blame_in(file, where, f"{code!r} is already in {owner[code]}", area.key)
            owner.setdefault(code, area.key)
        for number, key in enumerate(area.neighbours):
            if key not in keys:
                where = ("localities", at, "neighbours", number)
                reader.blame_in(file, where, f"{key!r} is not a locality", area.key)
    for at, ward in wards:
        if ward.code not in owner:
            reader.blame_in(file, ("wards", at), "is in no locality", ward.code)
        if shapes and ward.code not in shapes:
            reader.blame_in(file, ("wards", at), "has no outline in wards.geojson", ward.code)


def _shapes(reader: Reader) -> dict[str, tuple[Ring, ...]]:
    """The rings of each ward, by its code. GeoJSON has longitude first and repeats the first corner."""
    path = reader.root / "wards.geojson"
    text = reader.text(path)
    shapes: dict[str, tuple[Ring, ...]] = {}
    try:
        for feature in json.loads(text)["features"] if text else ():
            shape = feature["geometry"]
            polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
            shapes[feature["properties"]["ward_code"]] = tuple(
                tuple(Point(corner[1], corner[0]) for corner in ring[:-1])
                for polygon in polygons
                for ring in polygon
            )
    except json.JSONDecodeError as error:
        reader.blame(reader.name(path), f"is not JSON: {error.msg}", line=error.lineno)
    except (KeyError, TypeError, IndexError):
        reader.blame(
            reader.name(path), f"feature {len(shapes) + 1} is not a ward with ward_code and a polygon"
        )
    return shapes


def _postcodes(
    reader: Reader, locality_of_ward: Mapping[str, str]
) -> Iterator[tuple[str, float, float, str]]:
    path = reader.root / "postcodes.csv"
    lines = (reader.text(path) or "").splitlines()
    if lines and lines[0] != "postcode,latitude,longitude,ward_code":
        reader.blame(reader.name(path), "must begin with postcode,latitude,longitude,ward_code", line=1)
        return
    for row in csv.reader(lines[1:]):
        try:
            postcode, latitude, longitude, ward = row
            known = ward in locality_of_ward
            yield postcode, float(latitude), float(longitude), ward
        except ValueError:
            # Looked for again only now: counting the lines of a good file costs time at every start.
            line = next((at for at, text in enumerate(lines, 1) if text == ",".join(row)), None)
            message = "must be a postcode, a latitude, a longitude and a ward code"
            reader.blame(reader.name(path), message, record=row[0] if row else "", line=line)
            continue
        if not known and locality_of_ward:
            message = f"{postcode}: {ward!r} is not a ward of any locality"
            reader.blame(reader.name(path), message, record=postcode)


def _names(
    reader: Reader,
    localities: Mapping[str, Locality],
    wards: Mapping[str, Ward],
    locality_of_ward: Mapping[str, str],
) -> tuple[list[tuple[str, Spot]], dict[str, District], dict[str, Border]]:
    spots = _area_spots(localities, wards, locality_of_ward)
    file = reader.toml(reader.root / "names.toml")
    if file is None:
        return spots, {}, {}
    reader.only(file, "names", "districts", "border")
    for at, name in reader.records(Name, file, "names"):
        key = _locality_of_name(reader, file, at, name, localities, locality_of_ward)
        if key is not None:
            point = _point(name) or _centre([ward for ward in wards.values() if ward.code == name.ward])
            spot = Spot(name.name, key, name.ward, point, 2)
            spots += [(word, spot) for word in (name.name, *name.also)]
    districts = reader.records(District, file, "districts", "code")
    borders = reader.records(Border, file, "border", "code")
    used = [("districts", at, item.localities) for at, item in districts]
    used += [("border", at, item.nearest) for at, item in borders]
    for table, at, keys in used:
        for key in keys:
            if key not in localities:
                reader.blame_in(file, (table, at), f"{key!r} is not a locality")
    return spots, {item.code: item for _, item in districts}, {item.code: item for _, item in borders}


def _area_spots(
    localities: Mapping[str, Locality], wards: Mapping[str, Ward], locality_of_ward: Mapping[str, str]
) -> list[tuple[str, Spot]]:
    spots: list[tuple[str, Spot]] = []
    for area in localities.values():
        spot = Spot(
            area.name, area.key, None, _centre([wards[code] for code in area.wards if code in wards]), 0
        )
        spots += [(area.name, spot), (area.network_name, spot)]
    for ward in wards.values():
        if ward.code in locality_of_ward:
            spot = Spot(ward.name, locality_of_ward[ward.code], ward.code, _centre([ward]), 1)
            spots.append((ward.name, spot))
    return spots


def _locality_of_name(
    reader: Reader,
    file: TomlFile,
    at: int,
    name: Name,
    localities: Mapping[str, Any],
    locality_of_ward: Mapping[str, str],
) -> str | None:
    if name.ward and name.ward not in locality_of_ward:
        reader.blame_in(
            file, ("names", at, "ward"), f"{name.ward!r} is not a ward of any locality", name.name
        )
        return None
    key = name.locality or locality_of_ward[name.ward or ""]
    if key not in localities:
        reader.blame_in(file, ("names", at, "locality"), f"{key!r} is not a locality", name.name)
        return None
    return key


def _points(reader: Reader) -> tuple[PointOfAccess, ...]:
    file = reader.toml(reader.root / "points-of-access.toml")
    if file is None:
        return ()
    reader.only(file, "points")
    return tuple(point for _, point in reader.records(PointOfAccess, file, "points", "listing"))


def _closed(reader: Reader) -> dict[str, str]:
    path = reader.root / "do-not-list.toml"
    file = reader.toml(path) if path.exists() else None
    if file is None:
        return {}
    return {str(row.get("name", "")): str(row.get("why", "")) for _, row in file.rows("closed")}


def _point(name: Name) -> Point | None:
    if name.latitude is None or name.longitude is None:
        return None
    return Point(name.latitude, name.longitude)


def _centre(wards: list[Ward]) -> Point | None:
    """The middle of the box round the wards: a place to measure from, not a fact."""
    corners = [corner for ward in wards for ring in ward.rings for corner in ring]
    if not corners:
        return None
    latitudes = [corner.latitude for corner in corners]
    longitudes = [corner.longitude for corner in corners]
    return Point(
        round((min(latitudes) + max(latitudes)) / 2, 5), round((min(longitudes) + max(longitudes)) / 2, 5)
    )
