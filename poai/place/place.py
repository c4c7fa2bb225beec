"""A place and how to find one's way in it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from poai.domain.area import Attribution, Locality, PointOfAccess, Ward
from poai.domain.distance import Point, distance_miles
from poai.place import postcode_text
from poai.place.drawing import Drawing, draw, encloses
from poai.place.finding import Border, District, Found, Option
from poai.place.names import Names, Spot, folded
from poai.place.postcodes import Postcodes

ALL_INSIDE = 0.995  # a share of a district from which on the rest is ended and large-user postcodes
MOSTLY_INSIDE = 0.75  # with less, many who give the district live in another borough
NEAR_EDGE = 0.2  # miles: ward outlines are simplified, so a point just outside may be inside


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place: `localities` by key, in the file's order, and `wards` by code. `timezone` is an IANA name.

    `closed` says why services that its directory names as ended, by name, are not to be listed again.
    """

    key: str
    name: str
    attributions: tuple[Attribution, ...]
    grouping_note: str
    timezone: str
    localities: Mapping[str, Locality]
    wards: Mapping[str, Ward]
    points: tuple[PointOfAccess, ...]
    postcodes: Postcodes
    names: Names
    districts: Mapping[str, District]
    borders: Mapping[str, Border]
    locality_of_ward: Mapping[str, str]
    closed: Mapping[str, str]
    _drawings: dict[int, Drawing] = field(default_factory=dict, init=False, repr=False, compare=False)

    def find(self, text: str) -> Found:
        """What `text` (a postcode, a district, the name of an area, or nothing) means. Never raises."""
        text = " ".join(text.split())[:200]
        if not text:
            return Found(kind="nothing", text="")
        key = postcode_text.compact(text)
        return (
            self._as_postcode(text, key, corrected=False)
            or self._as_name(text, self.names.exactly(text), corrected=False)
            or self._as_slip_in_postcode(text, key)
            or self._as_postcode(text, postcode_text.inside(text) or "", corrected=False)
            or self._as_name(text, self.names.one_slip(text), corrected=True)
            or self._as_name(text, self.names.within(text), corrected=True)
            or Found(kind="unknown", text=text, suggestions=tuple(self.names.like(text)))
        )

    def locality_of(self, point: tuple[float, float]) -> str | None:
        """The key of the locality in which `point` (latitude, longitude) is; None outside the place."""
        at = Point(*point)
        for ward in self.wards.values():
            if encloses(ward.rings, at):
                return self.locality_of_ward.get(ward.code)
        edge, code = min(
            (distance_miles(at, corner), ward.code)
            for ward in self.wards.values()
            for ring in ward.rings
            for corner in ring
        )
        return self.locality_of_ward.get(code) if edge <= NEAR_EDGE else None

    def svg_paths(self, width: int) -> Drawing:
        """The outlines of the localities as SVG path data in a picture `width` units wide."""
        if width not in self._drawings:
            areas = {
                area.key: [self.wards[code].rings for code in area.wards] for area in self.localities.values()
            }
            self._drawings[width] = draw(areas, width)
        return self._drawings[width]

    def words(self) -> frozenset[str]:
        """Every word in the names of areas and neighbourhoods, in small letters."""
        return self.names.words()

    def _as_postcode(self, text: str, key: str, *, corrected: bool) -> Found | None:
        """What a well-formed postcode, district or sector of the United Kingdom means."""
        if key in self.postcodes:
            ward = self.postcodes.ward(key)
            locality = self.locality_of_ward[ward]
            return Found(
                kind="postcode",
                text=text,
                understood=postcode_text.spaced(key),
                corrected=corrected,
                locality=locality,
                localities=(locality,),
                ward=ward,
                point=self.postcodes.point(key),
            )
        if self._near(key):
            return self._as_district(text, key, key, corrected=corrected)
        if postcode_text.is_full(key):
            known = self._as_district(
                text, key[:-3], postcode_text.spaced(key), corrected=corrected, full=True
            )
            understood = postcode_text.spaced(key)
            return known or Found(kind="elsewhere", text=text, understood=understood, corrected=corrected)
        # A sector: "CR0 1", one sign more than a district that we know.
        if key[-1:].isdigit() and key[:-1] in self.districts:
            return self._as_district(text, key[:-1], f"{key[:-1]} {key[-1]}", corrected=corrected, start=key)
        if postcode_text.is_district(key):
            return Found(kind="elsewhere", text=text, understood=key, corrected=corrected)
        return None

    def _as_district(
        self, text: str, code: str, understood: str, *, corrected: bool, full: bool = False, start: str = ""
    ) -> Found | None:
        district, border = self.districts.get(code), self.borders.get(code)
        ours = ALL_INSIDE if full else MOSTLY_INSIDE
        outside = border is not None and (district is None or district.share_in_borough < ours)
        if district is not None and not outside:
            localities = self._localities_by_size(start) or district.localities
            return Found(
                kind="district",
                text=text,
                understood=understood,
                corrected=corrected,
                locality=localities[0] if len(localities) == 1 else None,
                localities=localities,
                point=self.postcodes.centre(start or code) or self.postcodes.centre(code),
                councils=border.councils if border else (),
            )
        if border is not None:
            return Found(
                kind="border",
                text=text,
                understood=understood,
                corrected=corrected,
                localities=border.nearest,
                point=self.postcodes.centre(code),
                councils=border.councils,
            )
        return None

    def _as_slip_in_postcode(self, text: str, key: str) -> Found | None:
        """A postcode with a slip in it, if it can only be one thing."""
        if not 3 <= len(key) <= 8 or not any(letter.isdigit() or letter == "O" for letter in key):
            return None
        alike = [
            other for other in postcode_text.lookalikes(key) if other in self.postcodes or self._near(other)
        ]
        alike = alike or [other for other in postcode_text.lookalikes(key) if self._near(other[:-3])]
        alike = [other for other in alike if postcode_text.is_full(other) or self._near(other)]
        if len(alike) == 1:
            return self._as_postcode(text, alike[0], corrected=True)
        if len(key) < 5:
            return None
        near = postcode_text.one_slip(key, self.postcodes.__contains__)
        if len(near) == 1:
            return self._as_postcode(text, near.pop(), corrected=True)
        districts = {other[:-3] for other in near}
        if len(districts) == 1:
            code = districts.pop()
            return self._as_district(text, code, code, corrected=True)
        return None

    def _as_name(self, text: str, spots: list[Spot], *, corrected: bool) -> Found | None:
        if not spots:
            if folded(text) == folded(self.name):
                everywhere = tuple(Option(area.name, area.key) for area in self.localities.values())
                return Found(kind="ambiguous", text=text, understood=self.name, options=everywhere)
            return None
        localities = tuple(dict.fromkeys(spot.locality for spot in spots))
        if len(localities) > 1:
            options = tuple(Option(spot.name, spot.locality, spot.point) for spot in spots)
            return Found(
                kind="ambiguous",
                text=text,
                understood=spots[0].name,
                corrected=corrected,
                options=options,
                localities=localities,
            )
        # The most exact meaning: a neighbourhood has a better point than the ward or locality of the same name.
        spot = max(spots, key=lambda spot: spot.level)
        return Found(
            kind="name",
            text=text,
            understood=spot.name,
            corrected=corrected,
            locality=spot.locality,
            localities=localities,
            ward=spot.ward,
            point=spot.point,
        )

    def _near(self, code: str) -> bool:
        return code in self.districts or code in self.borders

    def _localities_by_size(self, start: str) -> tuple[str, ...]:
        counts = (
            Counter(self.locality_of_ward[ward] for ward in self.postcodes.wards(start))
            if start
            else Counter()
        )
        return tuple(key for key, _ in counts.most_common())
