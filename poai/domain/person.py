"""The people who are helped: who they are, and who may be asked about them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is helped. `reference` can be said on the telephone; `worker` is an account's id or ""."""

    id: str
    reference: str
    names: str
    reach: str
    team: str
    worker: str
    made_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Opening:
    """Somebody broke the glass: `account` may look at `person` until `until`, and said why."""

    id: str
    person: str
    account: str
    reason: str
    made_at: datetime
    until: datetime
