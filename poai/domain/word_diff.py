"""Two texts side by side, word by word: which words of the old one are gone, and which of the new one were added."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST = 2_000
"""Words of one text. Beyond that it is not compared word by word, which would take too long."""

_WORDS = re.compile(r"^\s+|\S+\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words in a row, with the spaces after them. `changed` ones are not in the other text."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Sides:
    """Both texts, whole: the pieces of a side, one after the other, are its text."""

    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


def compare(old: str, new: str) -> Sides:
    """Both texts, with what is only in one of them marked. Spaces and line breaks alone are no change."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(before), len(after)) > MOST:
        changed = old != new
        return Sides((Piece(old, changed),), (Piece(new, changed),))
    same = SequenceMatcher(
        None, [word.strip() for word in before], [word.strip() for word in after], autojunk=False
    )
    ours: list[Piece] = []
    theirs: list[Piece] = []
    for tag, start, end, other_start, other_end in same.get_opcodes():
        ours += _pieces(before[start:end], changed=tag != "equal")
        theirs += _pieces(after[other_start:other_end], changed=tag != "equal")
    return Sides(_joined(ours), _joined(theirs))


def _pieces(words: list[str], *, changed: bool) -> list[Piece]:
    """The words as one piece; the spaces after the last are no part of what changed."""
    text = "".join(words)
    said = text.rstrip()
    return [piece for piece in (Piece(said, changed), Piece(text[len(said) :])) if piece.text]


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Neighbours that are alike as one."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].changed == piece.changed:
            joined[-1] = Piece(joined[-1].text + piece.text, piece.changed)
        else:
            joined.append(piece)
    return tuple(joined)
