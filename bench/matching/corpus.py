"""What every engine is given: listings, and the words that ours knows before it reads them."""

import json
import pickle
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from poai.domain.need import Need, UrgentRule
from poai.matching.searchable import Searchable


@dataclass(frozen=True, slots=True)
class Words:
    """Needs, urgent rules, names and places, as `Matcher.build` takes them."""

    needs: tuple[Need, ...]
    urgent: tuple[UrgentRule, ...]
    names: tuple[str, ...]
    neighbours: Mapping[str, Collection[str]]
    places: Mapping[str, str]

    @property
    def labels(self) -> dict[str, str]:
        """What residents see of each need, by its key."""
        return {need.key: need.label for need in self.needs}


@dataclass(frozen=True, slots=True)
class Corpus:
    """Listings to find, and the words for finding them."""

    listings: tuple[Searchable, ...]
    words: Words

    def save(self, path: Path) -> None:
        """Writes a file that `load` reads in another process of the same run."""
        path.write_bytes(pickle.dumps(self, pickle.HIGHEST_PROTOCOL))

    @classmethod
    def load(cls, path: Path) -> "Corpus":
        """What `save` wrote."""
        with path.open("rb") as file:
            corpus: Corpus = pickle.load(file)
        return corpus


def json_lines(path: Path) -> list[dict[str, Any]]:
    """The records of a file with one in each line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
