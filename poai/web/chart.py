"""The line of somebody's progress as points to draw: no numbers are worked out in templates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from poai.domain.goal import HIGHEST, Progress

WIDTH, HEIGHT = 320, 140
_LEFT, _RIGHT, _TOP, _BOTTOM = 32, 12, 14, 30  # round the field on which the line is drawn


@dataclass(frozen=True, slots=True)
class Dot:
    """One value, where it stands: `x` and `y` in units of the drawing, `y` from the top."""

    x: float
    y: float
    value: int
    on: date


@dataclass(frozen=True, slots=True)
class Chart:
    """What to draw: the dots in order of the day, and the lines across at `scale` (value and `y`)."""

    dots: tuple[Dot, ...]
    scale: tuple[tuple[int, float], ...]
    left: float = _LEFT
    right: float = WIDTH - _RIGHT
    bottom: float = HEIGHT - 8  # where the days are written
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def line(self) -> str:
        """The points of the line, as SVG writes them."""
        return " ".join(f"{dot.x:g},{dot.y:g}" for dot in self.dots)


def chart(steps: Sequence[Progress]) -> Chart | None:
    """The drawing of progress, the oldest first. None for fewer than two, which make no line."""
    if len(steps) < 2:
        return None
    first, days = steps[0].on, (steps[-1].on - steps[0].on).days
    field = WIDTH - _LEFT - _RIGHT
    dots = []
    for at, step in enumerate(steps):
        # On one and the same day they stand side by side.
        share = (step.on - first).days / days if days else at / (len(steps) - 1)
        dots.append(Dot(round(_LEFT + share * field, 1), _y(step.progress), step.progress, step.on))
    return Chart(tuple(dots), tuple((value, _y(value)) for value in (0, 5, 10)))


def _y(value: int) -> float:
    return round(_TOP + (HIGHEST - value) / HIGHEST * (HEIGHT - _TOP - _BOTTOM), 1)
