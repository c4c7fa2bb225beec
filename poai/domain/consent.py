"""Consent to share: what somebody agreed that one group may know, for what, and until when.

Nothing of a person reaches a group but what `Consent.fields` names, in the words that the person was shown.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Field(StrEnum):
    """What can be shared, in the order in which it is shown. There is no way to share anything else."""

    NAMES = "names"
    CONTACT = "contact"  # telephone, e-mail, and the safe way and time
    ADDRESS = "address"
    BIRTH_DATE = "birth-date"
    LANGUAGE = "language"  # and whether they want an interpreter
    ADJUSTMENTS = "adjustments"
    MATTERS = "matters"  # what matters to them, in their words
    NEEDS = "needs"
    GOALS = "goals"
    RISKS = "risks"  # that a visitor must know


ALWAYS = frozenset({Field.NAMES, Field.CONTACT})
"""Without these nobody can be helped."""


class Way(StrEnum):
    """How consent was given."""

    SPOKEN = "spoken"
    TELEPHONE = "telephone"
    WRITTEN = "written"
    SIGNED = "signed"  # in sign language, or with another aid to communicate


class Giver(StrEnum):
    """Who gave it: themselves, or somebody who may decide for them, who is then named."""

    PERSON = "person"
    ATTORNEY = "attorney"  # for health and welfare
    DEPUTY = "deputy"  # of the Court of Protection
    PARENT = "parent"
    BEST_INTERESTS = "best-interests"  # decided with those who know them, where they cannot


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Consent for one organisation (its slug) and purpose (a key of content). Withdrawn, it counts no more.

    `wording` is the version of the words that were explained. `who` names whoever gave it for the person.
    `until` is the last day on which it counts.
    """

    id: str
    person: str
    organisation: str
    purpose: str
    fields: frozenset[Field]
    wording: str
    way: Way
    giver: Giver
    who: str
    by: str
    given_at: datetime
    until: date
    withdrawn_at: datetime | None = None

    def holds(self, today: date) -> bool:
        """Whether something may be shared on the strength of it."""
        return self.withdrawn_at is None and today <= self.until

    def covers(self, organisation: str, purpose: str, fields: frozenset[Field], today: date) -> bool:
        """Whether it allows as much as is asked."""
        return (
            self.holds(today)
            and (self.organisation, self.purpose) == (organisation, purpose)
            and fields <= self.fields
        )
