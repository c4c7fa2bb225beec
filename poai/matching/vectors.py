"""What words mean, as vectors: distilled once from a language model by `poai.matching.distilling`.

A text's vector is the sum of its words', which are as long as a word is telling. Texts that mean
something alike point the same way, though they share no word.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from io import BytesIO
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Vectors(NamedTuple):
    """Each known word's row; `rows` in 8 bits (words x dimensions) and what each is to be multiplied by."""

    places: dict[str, int]
    rows: NDArray[np.int8]
    scales: Floats

    @property
    def dimensions(self) -> int:
        """How long a vector is."""
        return int(self.rows.shape[1])

    def sense(self, words: Sequence[str]) -> Floats:
        """The direction of a text, of length 1; all zeros where no word is known."""
        known = [place for word in words if (place := self.places.get(word)) is not None]
        whole = self.scales[known] @ self.rows[known].astype(np.float32)
        length = float(np.sqrt(whole @ whole))
        return (whole / length if length else whole).astype(np.float32)

    def each(self, words: Sequence[str]) -> Floats:
        """The vectors of words, one a row; zeros for an unknown one."""
        found = np.zeros((len(words), self.dimensions), np.float32)
        for row, word in enumerate(words):
            place = self.places.get(word)
            if place is not None:
                found[row] = self.scales[place] * self.rows[place]
        return found

    def senses(self, texts: Iterable[Sequence[str]]) -> Floats:
        """The directions of many texts, one a row."""
        found = [self.sense(words) for words in texts]
        return np.stack(found) if found else np.zeros((0, self.dimensions), np.float32)


@cache
def vectors() -> Vectors:
    """The vectors that came with the program: read once, the same for every place."""
    with resources.as_file(resources.files(__package__) / "vectors.npz") as path, np.load(path) as packed:
        words = packed["words"].tobytes().decode().split("\n")
        return Vectors(
            {word: at for at, word in enumerate(words)}, packed["rows"], packed["scales"].astype(np.float32)
        )


def pack(words: Sequence[str], vectors: Floats) -> bytes:
    """The file that `vectors` reads: 8 bits a number, one scale a word."""
    most = np.abs(vectors).max(axis=1, keepdims=True) + 1e-9
    packed = BytesIO()
    np.savez_compressed(
        packed,
        words=np.frombuffer("\n".join(words).encode(), np.uint8),
        rows=np.rint(vectors / most * 127).astype(np.int8),
        scales=(most[:, 0] / 127).astype(np.float32),
    )
    return packed.getvalue()
