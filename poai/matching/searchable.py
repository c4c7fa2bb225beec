"""What matching needs to know about a listing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Searchable:
    """A listing as the matcher reads it.

    `needs` are keys confirmed by a person; where there are none they are derived from the text.
    `locality` is a key, "borough-wide" or "". `trust` (0 to 1) says how fresh and sure the facts are.
    `facets` are facts by which people narrow, as "kind:value": "day:MO", "way:home", "free:yes".
    """

    id: str
    name: str
    organisation: str
    description: str
    tags: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    details: str = ""
    locality: str = ""
    latitude: float | None = None
    longitude: float | None = None
    trust: float = 1.0
    referral_only: bool = False
    facets: frozenset[str] = frozenset()
