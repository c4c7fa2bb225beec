"""What is explained to somebody before anything about them is shared, for each purpose and in each version."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dateutil.relativedelta import relativedelta

from poai.reading.records import Reader

FILE = "consent.toml"
_BLANK = re.compile(r"%(\((\w*)\)s)?")
_BLANKS = frozenset({"group", "until"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What was, or is, said: `says` in paragraphs, in which %(group)s and %(until)s are to be filled in."""

    version: str
    says: tuple[str, ...]

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012

    def __post_init__(self) -> None:
        if not self.says:
            raise ValueError("a wording says something")
        if not re.fullmatch("[A-Za-z0-9.-]{1,40}", self.version):
            raise ValueError(
                f"version {self.version!r} may hold letters, digits, dots and hyphens, 40 at most"
            )
        for blank in _BLANK.finditer(" ".join(self.says)):
            if blank[2] not in _BLANKS:
                raise ValueError("only %(group)s and %(until)s can be filled in")

    def told(self, group: str, until: str) -> tuple[str, ...]:
        """What is said about one group, until a day in words."""
        return tuple(line % {"group": group, "until": until} for line in self.says)


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """For what something is shared: `wordings` by age, the last of which is the one in use."""

    key: str
    title: str
    wordings: tuple[Wording, ...]

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012

    def __post_init__(self) -> None:
        if not re.fullmatch("[a-z0-9-]{1,40}", self.key):
            raise ValueError(f"key {self.key!r} may hold small letters, digits and hyphens, 40 at most")
        if not self.wordings:
            raise ValueError("a purpose has a wording")
        if len({wording.version for wording in self.wordings}) != len(self.wordings):
            raise ValueError("a version is given twice")

    @property
    def wording(self) -> Wording:
        """The one in use."""
        return self.wordings[-1]

    def version(self, version: str) -> Wording | None:
        """The one of that version; None if the content no longer knows it."""
        return next((one for one in self.wordings if one.version == version), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWords:
    """For what consent can be given, by key, and for how many months it counts if nobody says otherwise.

    The first purpose is that of a referral. Without any, nothing can be shared.
    """

    months: int = 12
    purposes: Mapping[str, Purpose] = field(default_factory=dict)

    @property
    def referral(self) -> Purpose | None:
        """That of a referral."""
        return next(iter(self.purposes.values()), None)

    def until(self, today: date) -> date:
        """The last day of what is agreed today."""
        return today + relativedelta(months=self.months)


def load_consent(reader: Reader) -> ConsentWords:
    """The words in the reader's folder; a place need not have any. What is wrong is among the reader's problems."""
    path = reader.root / FILE
    file = reader.toml(path) if path.exists() else None
    if file is None:
        return ConsentWords()
    reader.only(file, "months", "purposes")
    months = file.values.get("months", 12)
    if not isinstance(months, int) or not 1 <= months <= 60:
        reader.blame_in(file, ("months",), "must be a whole number from 1 to 60")
        months = 12
    found = reader.records(Purpose, file, "purposes", "key")
    return ConsentWords(months=months, purposes={one.key: one for _, one in found})
