"""Consent as tests need it: spoken, by the person, to whatever the test is about."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from poai.domain.consent import ALWAYS, Consent, Field, Giver, Way
from poai.domain.person import Person


def agreed(
    person: Person,
    organisation: str,
    by: str,
    now: datetime,
    *,
    fields: Iterable[Field] = ALWAYS,
    purpose: str = "referral",
    days: int = 365,
) -> Consent:
    """What somebody said yes to at `now`, for so many `days`, as the account `by` wrote it down; not yet in a store."""
    return Consent(
        id="",
        person=person.id,
        organisation=organisation,
        purpose=purpose,
        fields=frozenset(fields),
        wording="1",
        way=Way.SPOKEN,
        giver=Giver.PERSON,
        who="",
        by=by,
        given_at=now,
        until=now.date() + timedelta(days=days),
    )
