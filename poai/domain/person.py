"""The people who are helped: who they are, and who may be asked about them."""

import re
from dataclasses import dataclass
from datetime import datetime

_SEPARATORS = re.compile("[\\s\u2010-\u2015-]")
_LOOKALIKES = str.maketrans("OIL", "011")  # no reference has these letters


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


def same_reference(typed: str) -> str:
    """A person's reference as it is kept, however it was typed: "abcd 12o4" as "ABCD-1204"."""
    code = _SEPARATORS.sub("", typed).upper().translate(_LOOKALIKES)
    return f"{code[:4]}-{code[4:]}"
