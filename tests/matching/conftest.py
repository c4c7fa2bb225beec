"""What the tests of matching share."""

import pytest

from poai.matching.matcher import Matcher
from tests.matching.small_place import LISTINGS, NEEDS, URGENT


@pytest.fixture(scope="session")
def matcher() -> Matcher:
    """The small place, built once: a matcher never changes."""
    return Matcher.build(
        LISTINGS, NEEDS, URGENT, names=("Wilfrid", "Croxley"), neighbours={"north": ("east",)}
    )
