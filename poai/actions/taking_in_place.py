"""In which part of the place something is that comes from elsewhere, or why it is none of the place's business."""

from dataclasses import dataclass, replace

from poai.actions.texts import folded
from poai.domain.listing import BOROUGH_WIDE, Location
from poai.interchange.oruk_in import Row
from poai.interchange.oruk_in_values import without_address
from poai.place import Place
from poai.place.postcode_text import compact, inside, is_full

EDGE = 0.01  # degrees beyond the outermost corners: a point further out is in no ward


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A locality's key or "borough-wide", and the locations with what the place knows of them."""

    locality: str
    locations: tuple[Location, ...]


class Finder:
    """Finds it for one place. With `everywhere`, what is outside or says nothing serves all of the place."""

    def __init__(self, place: Place, *, everywhere: bool) -> None:
        self._place = place
        self._everywhere = everywhere
        self._names = {folded(area.name): key for key, area in place.localities.items()}
        self._names |= {key: key for key in (*place.localities, BOROUGH_WIDE)}
        corners = [corner for ward in place.wards.values() for ring in ward.rings for corner in ring]
        self._south = min((c.latitude for c in corners), default=0) - EDGE
        self._north = max((c.latitude for c in corners), default=0) + EDGE
        self._west = min((c.longitude for c in corners), default=0) - EDGE
        self._east = max((c.longitude for c in corners), default=0) + EDGE

    def of(self, row: Row) -> Whereabouts | str:
        """Where it is, or a reason in plain words why it is not taken."""
        locations: tuple[Location, ...] = row.fields["locations"]
        if row.locality:
            key = self._names.get(row.locality) or self._names.get(folded(row.locality))
            if key:
                return Whereabouts(key, locations)
            if not row.slug:
                return f"{row.locality[:60]!r} is no part of {self._place.name}"
        found = [self._one(location) for location in locations]
        known = tuple(
            without_address(location) if number in row.hidden else location
            for number, (_, location) in enumerate(found)
        )
        inside_it = {key for key, _ in found if key}
        if inside_it:
            return Whereabouts(inside_it.pop() if len(inside_it) == 1 else BOROUGH_WIDE, known)
        mine = folded(self._place.name).split()
        serves = any(_within(mine, folded(area.name).split()) for area in row.fields["service_areas"])
        if serves or self._everywhere:
            return Whereabouts(BOROUGH_WIDE, known)
        if not locations:
            return "It does not say where it is or whom it serves"
        at = next((place.postal_code or place.name for place in locations), "")
        return f"It is outside {self._place.name}: {at[:80]}"

    def _one(self, location: Location) -> tuple[str | None, Location]:
        """The locality, and the location with its ward and point."""
        code = compact(location.postal_code or inside(location.address_1 or "") or "")
        if code in self._place.postcodes:
            ward = self._place.postcodes.ward(code)
            point = self._place.postcodes.point(code)
            named = replace(location, ward=location.ward or self._place.wards[ward].name)
            if named.latitude is None:
                named = replace(named, latitude=point.latitude, longitude=point.longitude)
            return self._place.locality_of_ward[ward], named
        if is_full(code) or location.latitude is None or location.longitude is None:
            return None, location
        if not (
            self._south <= location.latitude <= self._north and self._west <= location.longitude <= self._east
        ):
            return None, location
        return self._place.locality_of((location.latitude, location.longitude)), location


def _within(words: list[str], longer: list[str]) -> bool:
    return any(longer[at : at + len(words)] == words for at in range(len(longer) - len(words) + 1))
