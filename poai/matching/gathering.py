"""Makes english.gz: words of English that are spelt right, from a list of how often words are used.

Run once by a developer, from the top of the checkout:

    python -m venv .tools/words && .tools/words/bin/pip install rapidfuzz
    .tools/words/bin/pip install --no-deps symspellpy
    .tools/words/bin/python -m poai.matching.gathering

Left out are very rare words, and rare ones that are one slip away from a very common one: whoever
types "lief" means "life".
"""

import gzip
import importlib.util
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from rapidfuzz.distance import OSA

_RARE = 60_000  # times in the list's source; of three letters _SHORT_RARE
_SHORT_RARE = 8_000_000
_COMMON = 20_000_000
_SLIP = 300  # how many times commoner a word is of which another is rather a slip
_PLAIN_ENDINGS = ("s", "ed", "r", "y")


def english_words(counts: Mapping[str, int]) -> list[str]:
    """The words worth knowing, sorted; `counts` says how often each is used."""
    kept = {
        word: times
        for word, times in counts.items()
        if word.isascii() and word.isalpha() and len(word) > 2 and times >= _RARE
    }
    near = defaultdict(list)
    for word, times in kept.items():
        if times > _COMMON:
            for key in _with_one_out(word):
                near[key].append(word)

    def a_slip(word: str, times: int) -> bool:
        others = (other for key in _with_one_out(word) for other in near.get(key, ()))
        return any(
            kept[other] > times * _SLIP
            and word not in {other + ending for ending in ("", *_PLAIN_ENDINGS)}
            and OSA.distance(word, other) <= 1
            for other in others
        )

    return sorted(
        word
        for word, times in kept.items()
        if not (len(word) == 3 and times < _SHORT_RARE) and not a_slip(word, times)
    )


def _with_one_out(word: str) -> Iterator[str]:
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def main() -> None:
    """Write english.gz beside this module."""
    found = importlib.util.find_spec("symspellpy")
    if found is None or found.origin is None:
        sys.exit("symspellpy is not here: see the top of this module")
    listed = Path(found.origin).with_name("frequency_dictionary_en_82_765.txt")
    pairs = (line.split() for line in listed.read_text(encoding="utf-8-sig").splitlines())
    words = english_words({word: int(times) for word, times in pairs})
    packed = gzip.compress("\n".join(words).encode("ascii"), 9, mtime=0)
    Path(__file__).with_name("english.gz").write_bytes(packed)
    print(f"{len(words)} words, {len(packed) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
