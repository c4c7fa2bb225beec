"""The parts of a place: localities and the wards that they are made of."""

from dataclasses import dataclass

from poai.domain.distance import Point

STRICT = {"extra": "forbid"}

Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Locality:
    """A part of the place with a team of its own. `wards` are ward codes, `neighbours` locality keys."""

    key: str
    name: str
    network_name: str
    wards: tuple[str, ...]
    neighbours: tuple[str, ...] = ()
    description: str | None = None

    __pydantic_config__ = STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Ward:
    """An electoral ward. `rings` are its boundary, each a closed loop; a hole is a ring inside a ring."""

    code: str
    name: str
    rings: tuple[Ring, ...] = ()

    __pydantic_config__ = STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Words that must be shown for data that is somebody's. A listing's source names it by `key`."""

    key: str
    text: str
    licence: str
    url: str

    __pydantic_config__ = STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class PointOfAccess:
    """A listing where anyone can walk in or ring and ask. `listing` is its slug."""

    listing: str
    kind: str
    why: str | None = None

    __pydantic_config__ = STRICT
