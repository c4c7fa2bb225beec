"""For how long what is kept is kept. A place's records manager decides; these are where to begin.

Records of people: eight years after the last contact, as the NHS Records Management Code of Practice has it for adult
health records and for adult social care. The others are our own: what nobody finished, a year; what only carries
something from one to another, days.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from dateutil.relativedelta import relativedelta

_PERIOD = re.compile(r"([1-9][0-9]{0,3}) ?(years?|months?|days?)")


When = TypeVar("When", date, datetime)


class RecordClass(StrEnum):
    """What is forgotten together, at the same age."""

    RECORD = "record"  # somebody's, and everything that leads to them, since it was closed
    CONVERSATION = "conversation"  # a draft, since anybody wrote in it
    REPLY_LINK = "reply-link"  # by which a group could answer, since it ran out
    SUGGESTION = "suggestion"  # what somebody told us about a listing or a group, since they did
    LETTER = "letter"  # since it was to be sent
    FORM = "form"  # what was answered to one, since it was sent
    SESSION = "session"  # since anybody was there
    LINK = "link"  # in a letter to staff, since it ran out
    FAILURE = "failure"  # to sign in


SETTABLE = (
    RecordClass.RECORD,
    RecordClass.CONVERSATION,
    RecordClass.REPLY_LINK,
    RecordClass.SUGGESTION,
)
"""Those about people, of which a place decides. The others go as soon as nothing works with them any more."""


@dataclass(frozen=True, slots=True)
class Period:
    """So many "years", "months" or "days", as a calendar counts them."""

    count: int
    unit: str

    @classmethod
    def read(cls, text: str) -> "Period":
        """The period that "8 years" or "30 days" says. Raises ValueError."""
        said = _PERIOD.fullmatch(text.strip())
        if not said:
            raise ValueError("a period is a number of years, months or days, such as 8 years")
        return cls(int(said[1]), said[2].rstrip("s") + "s")

    def before(self, now: When) -> When:
        """The moment, or the day, so long ago: what is older has been kept long enough."""
        ago = {"years": relativedelta(years=self.count), "months": relativedelta(months=self.count)}
        return now - ago.get(self.unit, relativedelta(days=self.count))

    def __str__(self) -> str:
        return f"{self.count} {self.unit if self.count != 1 else self.unit.rstrip('s')}"


Periods = Mapping[RecordClass, Period]

PERIODS: Periods = MappingProxyType(
    {
        RecordClass.RECORD: Period(8, "years"),
        RecordClass.CONVERSATION: Period(1, "years"),
        RecordClass.REPLY_LINK: Period(30, "days"),
        RecordClass.SUGGESTION: Period(1, "years"),
        RecordClass.LETTER: Period(30, "days"),
        RecordClass.FORM: Period(2, "days"),
        RecordClass.SESSION: Period(1, "days"),
        RecordClass.LINK: Period(1, "days"),
        RecordClass.FAILURE: Period(1, "days"),
    }
)
