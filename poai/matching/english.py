"""English words that are spelt right, though we may have nothing to say of them."""

import gzip
from functools import cache
from importlib import resources


@cache
def english() -> frozenset[str]:
    """About 60,000 words of three letters or more: read once, the same for every place."""
    packed = (resources.files(__package__) / "english.gz").read_bytes()
    return frozenset(gzip.decompress(packed).decode("ascii").split())
