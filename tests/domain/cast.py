"""A listing to change one thing of."""

from dataclasses import replace
from datetime import date
from typing import Any

from poai.domain.listing import Listing, Source

SOURCE = Source(
    name="exampleton.gov.uk", url="https://exampleton.example/page", seen=date(2026, 11, 1), date="2026-05"
)
LUNCH = Listing(
    id="6f1c9a50-0000-4000-8000-000000000001",
    slug="tuesday-lunch",
    locality="north-end",
    name="Tuesday lunch",
    organization="the-hall",
    description="A hot lunch and a chat.",
    source=SOURCE,
)


def listing(**changes: Any) -> Listing:
    """LUNCH with `changes`; those that belong to its source go there."""
    source = {name: changes.pop(name) for name in ("date", "standing", "confidence") if name in changes}
    return replace(LUNCH, source=replace(SOURCE, **source), **changes)
