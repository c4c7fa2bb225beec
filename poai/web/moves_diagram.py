"""How referrals work: every move drawn, and in plain words, from the table of moves itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from poai.domain.referral import MOVES, OPEN, Move, Name, Party, Status
from poai.web import referral_words
from poai.web.page import Page
from poai.web.staffing import StaffVisit
from poai.web.words import Words

WIDTH, HEIGHT = 392, 700
_WIDE, _HIGH = 108, 46  # of a box
_LEFT, _MIDDLE, _RIGHT = 18, 138, 258
_PLACES = {
    Status.DRAFT: (_MIDDLE, 20),
    Status.SENT: (_MIDDLE, 118),
    Status.RECEIVED: (_MIDDLE, 206),
    Status.WAITING: (_LEFT, 294),
    Status.DECLINED: (_RIGHT, 294),
    Status.ACCEPTED: (_MIDDLE, 382),
    Status.IN_PROGRESS: (_MIDDLE, 470),
    Status.ENDED: (_MIDDLE, 566),
    Status.WITHDRAWN: (_LEFT, 566),
    Status.ERROR: (_RIGHT, 644),
}


@dataclass(frozen=True, slots=True)
class Frame:
    """A line round several boxes, from which a move is drawn that can be made from each: down, at `x_from`."""

    statuses: frozenset[Status]
    x: int
    y: int
    width: int
    height: int
    x_from: int


@dataclass(frozen=True, slots=True)
class Arrow:
    """A move from one status, or from all of a frame: `path` as SVG has it, `x` and `y` of its number."""

    move: Name
    number: int
    sources: frozenset[Status]
    to: Status
    path: str
    x: float
    y: float


FRAMES = (
    Frame(OPEN, 10, 104, 244, 426, 72),
    Frame(frozenset(Status) - {Status.ERROR}, 2, 4, 388, 622, 312),
)
# Ways round what stands between two boxes, and where their number goes. Where there is none the way is straight.
_ROUND: Mapping[tuple[Name, Status], tuple[str, float, float]] = {
    (Name.WAIT, Status.SENT): ("M138,141 C70,150 52,220 52,290", 70, 196),
    (Name.DECLINE, Status.SENT): ("M246,146 C312,152 332,220 332,290", 318, 196),
    (Name.ACCEPT, Status.SENT): ("M150,164 C108,214 108,322 148,378", 119, 270),
    (Name.NOT_STARTED, Status.ACCEPTED): ("M246,405 C284,430 284,552 250,576", 274, 490),
    (Name.REOPEN, Status.DECLINED): ("M366,317 H380 V130 H250", 380, 220),
    (Name.REOPEN, Status.ENDED): ("M246,598 H380 V130 H250", 380, 450),
    (Name.REOPEN, Status.WITHDRAWN): ("M72,612 V619 H262 V598 H380 V130 H250", 160, 619),
}


def show(visit: StaffVisit) -> Page:
    """The page: as a drawing, and the same in words."""
    words = visit.language.words
    statuses = [
        {"status": status, "name": referral_words.status(words, status), "lines": lines, "x": x, "y": y}
        for status, (x, y) in _PLACES.items()
        if (lines := _in_two(referral_words.status(words, status)))
    ]
    view = {
        "width": WIDTH,
        "height": HEIGHT,
        "box": (_WIDE, _HIGH),
        "statuses": statuses,
        "frames": FRAMES,
        "arrows": list(arrows()),
        "moves": [_said(words, move) for move in MOVES.values()],
    }
    return Page("inbox/how.html", view)


def arrows() -> Iterator[Arrow]:
    """Every move as it is drawn, in the order of the table."""
    for number, move in enumerate(MOVES.values(), 1):
        frame = next((frame for frame in FRAMES if frame.statuses == move.sources), None)
        if frame:
            top, bottom = frame.y + frame.height, _PLACES[move.to][1]
            path = f"M{frame.x_from},{top} V{bottom - 4}"
            yield Arrow(move.name, number, move.sources, move.to, path, frame.x_from, (top + bottom) / 2 - 3)
            continue
        for source in sorted(move.sources):
            path, x, y = _ROUND.get((move.name, source)) or _straight(source, move.to)
            yield Arrow(move.name, number, frozenset({source}), move.to, path, x, y)


def _straight(source: Status, to: Status) -> tuple[str, float, float]:
    """From the edge of one box to that of another, with the number nearer to the first."""
    (x1, y1), (x2, y2) = _centre(source), _centre(to)
    across, down = x2 - x1, y2 - y1
    # How far along the line from the centre the edge is, for boxes of the same size.
    edge = min((_WIDE / 2) / abs(across) if across else 1, (_HIGH / 2) / abs(down) if down else 1)
    gap = 4 / (across**2 + down**2) ** 0.5  # so that the point of the arrow can be seen
    begin, end = edge, 1 - edge - gap
    at = begin + (end - begin) * 0.36
    points = [(x1 + across * part, y1 + down * part) for part in (begin, end, at)]
    (bx, by), (ex, ey), (nx, ny) = points
    return f"M{bx:.0f},{by:.0f} L{ex:.0f},{ey:.0f}", nx, ny


def _centre(status: Status) -> tuple[float, float]:
    x, y = _PLACES[status]
    return x + _WIDE / 2, y + _HIGH / 2


def _in_two(name: str) -> list[str]:
    """A name on one line, or on two where it is long."""
    if len(name) <= 12:
        return [name]
    first, *rest = name.split()
    lines = [first, ""]
    for word in rest:
        if not lines[1] and len(lines[0]) + len(word) < max(10, len(name) // 2 + 2):
            lines[0] += f" {word}"
        else:
            lines[1] = f"{lines[1]} {word}".strip()
    return [line for line in lines if line]


def _said(words: Words, move: Move) -> dict[str, str]:
    """A move in words: what it is, from where to where, who makes it, and what they say with it."""
    sources = [referral_words.status(words, status) for status in Status if status in move.sources]
    says = [
        words.gettext("a reason from a list") if move.reasons else "",
        words.gettext("what came of it") if move.outcomes else "",
        words.gettext("a likely date") if move.dated else "",
        words.gettext("why, in words") if move.says_why else "",
    ]
    return {
        "move": move.name,
        "name": referral_words.move(words, move.name),
        "from": words.gettext("Anything but that") if len(sources) == len(Status) - 1 else ", ".join(sources),
        "to": referral_words.status(words, move.to),
        "who": ", ".join(_who(words, party, move.name) for party in Party if party in move.by),
        "says": ", ".join(filter(None, says)),
    }


def _who(words: Words, party: Party, name: Name) -> str:
    said = referral_words.party(words, party)
    return words.gettext("%(who)s, by looking") % {"who": said} if name is Name.OPEN else said
