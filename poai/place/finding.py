"""What someone means by the words that they typed for where they are."""

from dataclasses import dataclass
from typing import Literal

from poai.domain.distance import Point

Kind = Literal["postcode", "district", "name", "border", "ambiguous", "elsewhere", "unknown", "nothing"]


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that an ambiguous name may mean: what to call it, and the locality it is in."""

    name: str
    locality: str
    point: Point | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What `text` was understood as.

    kind       what it is; the other fields that are then filled
    postcode   of the place: locality, localities (that one), ward, point
    district   of the place, or a postcode that we do not have in one: localities (biggest first), point;
               locality if there is only one; councils if other boroughs share it
    name       of a ward or neighbourhood: locality, localities, point; ward if it is in only one
    border     just outside, or a district that is mostly outside: localities (nearest first), councils; point,
               the middle of our part of the district, if we have one
    ambiguous  a name with several meanings: options
    elsewhere  a postcode that is not near
    unknown    not understood: suggestions, names that look like it
    nothing    empty

    `understood` is how to say back what we took it for ("CR0 1AA", "Purley"), and `corrected` is whether that
    is more than a difference of case and spaces. `point` is where to measure distances from.
    """

    kind: Kind
    text: str
    understood: str = ""
    corrected: bool = False
    locality: str | None = None
    localities: tuple[str, ...] = ()
    ward: str | None = None
    point: Point | None = None
    councils: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """A postcode district of which a part, `share_in_borough` from 0 to 1, is in the place."""

    code: str
    localities: tuple[str, ...]
    share_in_borough: float

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """A postcode district just outside, the councils there, and our nearest localities."""

    code: str
    councils: tuple[str, ...]
    nearest: tuple[str, ...]

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012
