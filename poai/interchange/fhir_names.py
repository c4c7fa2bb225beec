"""What things are called in FHIR: our own references, groups, workers, and labels in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from poai.domain.consent import Field
from poai.domain.referral import Outcome, Party, Reason

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What things are called. `base` is our own address, under which our references are ours.

    `parts` are parts of a record, `needs` and `statements` labels of content by key, `organisations` names by slug,
    `accounts` names by id; what is called nothing goes by its key.
    """

    base: str
    reasons: Mapping[Reason, str]
    outcomes: Mapping[Outcome, str]
    parties: Mapping[Party, str]
    fields: Mapping[Field, str]
    parts: Mapping[str, str]
    needs: Mapping[str, str]
    statements: Mapping[str, str]
    organisations: Mapping[str, str] = field(default_factory=dict)
    accounts: Mapping[str, str] = field(default_factory=dict)


def to(identity: str) -> Json:
    """A reference to another resource of the same bundle."""
    return {"reference": f"urn:uuid:{identity}"}


def some(key: str, value: Any) -> Json:
    """`value` by its key if there is any of it: FHIR has nothing that is empty."""
    return {key: value} if value else {}


def another(kind: str, identity: str) -> str:
    """An id for one more resource that comes of one thing, the same each time."""
    return str(uuid5(NAMESPACE_URL, f"{kind}/{identity}"))


def ours(wording: Wording, kind: str, value: str) -> Json:
    """An identifier of our own for one of a kind."""
    return {"system": f"{wording.base}/{kind}", "value": value}


def group(slug: str, wording: Wording) -> Json:
    """A reference to a group."""
    name = some("display", wording.organisations.get(slug, ""))
    return {"type": "Organization", "identifier": ours(wording, "organisations", slug)} | name


def worker(account: str, wording: Wording) -> Json:
    """A reference to a link worker."""
    name = some("display", wording.accounts.get(account, ""))
    return {"type": "Practitioner", "identifier": ours(wording, "accounts", account)} | name


def at(moment: datetime) -> str:
    """A moment, to the second, with its zone."""
    return moment.isoformat(timespec="seconds")
