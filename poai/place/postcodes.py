"""Every postcode of the place with its ward and its point, kept small: two numbers and a byte each."""

from array import array
from collections.abc import Iterable
from itertools import groupby

from poai.domain.distance import Point


class Postcodes:
    """Looks postcodes up by their letters and digits without a space, in capitals ("CR01AA")."""

    def __init__(self, rows: Iterable[tuple[str, float, float, str]]) -> None:
        """`rows` are postcode (spaces and case do not matter), latitude, longitude, ward code."""
        self._number: dict[str, int] = {}
        self._latitudes, self._longitudes = array("d"), array("d")
        self._ward_numbers = array("H")
        numbers: dict[str, int] = {}
        for number, (postcode, latitude, longitude, ward) in enumerate(rows):
            self._number[postcode.replace(" ", "").upper()] = number
            self._latitudes.append(latitude)
            self._longitudes.append(longitude)
            self._ward_numbers.append(numbers.setdefault(ward, len(numbers)))
        self._wards = list(numbers)
        self._by_district: dict[str, tuple[str, ...]] = {
            district: tuple(keys) for district, keys in groupby(sorted(self._number), key=_district)
        }

    def __len__(self) -> int:
        return len(self._number)

    def __contains__(self, key: str) -> bool:
        return key in self._number

    def point(self, key: str) -> Point:
        """Where the postcode is. Raises KeyError if it is not of this place."""
        number = self._number[key]
        return Point(self._latitudes[number], self._longitudes[number])

    def ward(self, key: str) -> str:
        """The code of the postcode's ward. Raises KeyError if it is not of this place."""
        return self._wards[self._ward_numbers[self._number[key]]]

    def centre(self, start: str) -> Point | None:
        """The middle of the postcodes that begin with `start`, a district with or without a sector."""
        keys = self._starting(start)
        if not keys:
            return None
        points = [self.point(key) for key in keys]
        return Point(
            round(sum(point.latitude for point in points) / len(points), 5),
            round(sum(point.longitude for point in points) / len(points), 5),
        )

    def wards(self, start: str) -> list[str]:
        """The ward of each postcode that begins with `start`."""
        return [self.ward(key) for key in self._starting(start)]

    def _starting(self, start: str) -> list[str]:
        if start in self._by_district:
            return list(self._by_district[start])
        return [key for key in self._by_district.get(start[:-1], ()) if key.startswith(start)]


def _district(key: str) -> str:
    return key[:-3]
