"""The people who are helped: who they are, and who may be asked about them."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

_SEPARATORS = re.compile("[\\s\u2010-\u2015-]")
_LOOKALIKES = str.maketrans("OIL", "011")  # no reference has these letters


Leave = Literal["", "yes", "no"]
"""Whether a message may be left; "" while nobody has asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What is recorded of somebody beside their names, as far as it is known (PRSB Social Prescribing v1.1).

    `reach` is the safe way and time to contact them, shown wherever a telephone number is. `nhs_number` is ten
    digits, telephone numbers are as `poai.actions.telephones` writes them, `language` a code such as "ta", `needs`
    keys of content/needs that a worker has confirmed. All else is in words.
    """

    reach: str = ""
    preferred_name: str = ""
    pronouns: str = ""
    birth_date: date | None = None
    nhs_number: str = ""
    address: str = ""
    postcode: str = ""
    phone: str = ""
    other_phone: str = ""
    email: str = ""
    voicemail: Leave = ""
    supporter: str = ""  # whom else to speak to, who they are and how
    language: str = ""
    interpreter: Leave = ""
    adjustments: str = ""
    matters: str = ""  # to them, in their words
    strengths: str = ""
    risks: str = ""  # that a visitor must know
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who is helped. `reference` can be said on the telephone; `worker` is an account's id or "".

    `practice` is their GP practice's name, `held` whether a legal hold keeps the record from being forgotten.
    """

    id: str
    reference: str
    names: str
    details: Details
    team: str
    worker: str
    made_at: datetime
    version: int
    practice: str = ""
    closed_at: datetime | None = None
    follow_up_on: date | None = None
    held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """Somebody's record as it was in `version`, before an account (`by`) changed it at a moment."""

    version: int
    names: str
    details: Details
    practice: str
    at: datetime
    by: str


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
