"""A signpost: telling somebody about a service. A referral asks the service; the two are counted apart."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Signpost:
    """Somebody was told about a listing, by an account's id. `listing` and `organisation` are slugs."""

    id: str
    person: str
    listing: str
    listing_name: str
    organisation: str
    by: str
    at: datetime
