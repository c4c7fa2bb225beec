"""The localities as shapes: SVG paths for a map, and whether a point is inside."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians

from poai.domain.area import Ring
from poai.domain.distance import Point

MARGIN = 2.0  # units of the picture, so that a stroke on the edge is not cut off

Flat = tuple[float, float]
Loop = list[Point]


@dataclass(frozen=True, slots=True)
class Shape:
    """One locality: `path` is SVG path data (fill-rule evenodd); the label's middle is at x, y."""

    key: str
    path: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of `width` by `height` units for a viewBox, with a shape for each locality in order."""

    width: int
    height: int
    shapes: tuple[Shape, ...]


def draw(areas: Mapping[str, Sequence[Iterable[Ring]]], width: int) -> Drawing:
    """Draws each area, given as the rings of each of its wards, in a picture `width` units wide.

    Longitude is squeezed by the cosine of the middle latitude, which is true enough for a borough.
    """
    loops = {key: outline(ring for rings in wards for ring in rings) for key, wards in areas.items()}
    corners = [point for area in loops.values() for loop in area for point in loop]
    if not corners:
        return Drawing(width, 0, ())
    south, north = min(p.latitude for p in corners), max(p.latitude for p in corners)
    west, east = min(p.longitude for p in corners), max(p.longitude for p in corners)
    squeeze = cos(radians((south + north) / 2))
    scale = (width - 2 * MARGIN) / ((east - west) * squeeze)

    def flat(point: Point) -> Flat:
        return (
            round(MARGIN + (point.longitude - west) * squeeze * scale, 1),
            round(MARGIN + (north - point.latitude) * scale, 1),
        )

    shapes = []
    for key, area in loops.items():
        paths = [[flat(point) for point in loop] for loop in area]
        if paths:
            x, y = _middle(max(paths, key=lambda path: abs(_size(path))))
            data = "".join("M" + "L".join(f"{a:g} {b:g}" for a, b in path) + "Z" for path in paths)
            shapes.append(Shape(key, data, x, y))
    return Drawing(width, round((north - south) * scale + 2 * MARGIN), tuple(shapes))


def outline(rings: Iterable[Ring]) -> list[Loop]:
    """The outer boundary of rings that lie side by side: edges that two of them share are dropped."""
    edges: dict[tuple[Point, Point], None] = {}
    for ring in rings:
        clockwise = ring if _size([(p.longitude, p.latitude) for p in ring]) >= 0 else ring[::-1]
        for edge in zip(clockwise, (*clockwise[1:], clockwise[0]), strict=True):
            if edge[0] == edge[1]:
                continue
            if edge[::-1] in edges:
                del edges[edge[::-1]]
            else:
                edges[edge] = None
    following: dict[Point, list[Point]] = {}
    for start, end in edges:
        following.setdefault(start, []).append(end)
    loops = []
    while following:
        start = next(iter(following))
        loop, at = [start], _step(following, start)
        while at != start and at in following:
            loop.append(at)
            at = _step(following, at)
        loops.append(loop)
    return loops


def encloses(rings: Iterable[Ring], point: Point) -> bool:
    """Whether `point` is inside the rings: it is if a line from it crosses them an odd number of times."""
    inside = False
    for ring in rings:
        before = ring[-1]
        for corner in ring:
            if (corner.latitude > point.latitude) != (before.latitude > point.latitude):
                share = (point.latitude - before.latitude) / (corner.latitude - before.latitude)
                if point.longitude < before.longitude + share * (corner.longitude - before.longitude):
                    inside = not inside
            before = corner
    return inside


def _step(following: dict[Point, list[Point]], at: Point) -> Point:
    ends = following[at]
    end = ends.pop()
    if not ends:
        del following[at]
    return end


def _size(loop: Sequence[Flat]) -> float:
    """Twice the area, below nought if the loop runs the other way (the shoelace formula)."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(loop, (*loop[1:], loop[0]), strict=True))


def _middle(loop: Sequence[Flat]) -> Flat:
    """The loop's centre of mass."""
    size, x, y = 0.0, 0.0, 0.0
    for a, b in zip(loop, (*loop[1:], loop[0]), strict=True):
        cross = a[0] * b[1] - b[0] * a[1]
        size, x, y = size + cross, x + (a[0] + b[0]) * cross, y + (a[1] + b[1]) * cross
    return (round(x / (3 * size), 1), round(y / (3 * size), 1)) if size else loop[0]
