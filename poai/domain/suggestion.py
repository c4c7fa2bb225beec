"""What somebody says on a public page, without an account: that a listing is wrong, that a group is theirs, or that one is
missing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

QUICKEST: Final = timedelta(seconds=3)
"""Nobody reads a form and fills it in within this; a program does."""
OLDEST: Final = timedelta(days=1)
"""A form that was open for longer is looked at once more before it is sent."""

LONGEST: Final = 2000  # characters, of what somebody writes
_MOST_LINKS = 2
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_MARKUP = re.compile(r"<\s*a\b|\[\s*(url|link)\b", re.IGNORECASE)


class Kind(StrEnum):
    """What somebody says."""

    CHANGE = "change"  # something of a listing is wrong
    CLAIM = "claim"  # they are of the group, and would look after what is said of it
    NEW = "new"  # a group is missing


class State(StrEnum):
    """Where it stands."""

    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"


class Wrong(StrEnum):
    """What is wrong with a listing, in the order in which it is asked."""

    TIMES = "times"
    PLACE = "place"
    PHONE = "phone"
    CLOSED = "closed"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody wrote. A change has `about` and `words`; a claim `role`; a new group `group`, `words`, `where` and `contact`.

    `urgent` is whether it sounds as if somebody is in danger.
    """

    about: Wrong | None = None
    words: str = ""
    role: str = ""
    group: str = ""
    where: str = ""
    contact: str = ""
    urgent: bool = False

    def texts(self) -> tuple[str, ...]:
        """All that was typed."""
        return (self.about or "", self.words, self.role, self.group, self.where, self.contact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One of them. `name` and `reach` are of whoever said it, or ""; a claim's `reach` is an e-mail address.

    `listing_id` and `slug` are of the listing that it is about, `organisation` of the group, None where there is none.
    `verified_at` is when the group itself said yes to a claim. `apart` is whether it looks like an advertisement.
    """

    id: str
    kind: Kind
    listing_id: str | None
    slug: str | None
    organisation: str | None
    locality: str
    said: Said
    name: str
    reach: str
    made_at: datetime
    verified_at: datetime | None = None
    state: State = State.OPEN
    decided_at: datetime | None = None
    decided_by: str | None = None
    apart: bool = False
    note: str = ""


def advertises(texts: Iterable[str]) -> bool:
    """Whether this is written as advertisements are: with many links, or with the marks of a web page."""
    whole = "\n".join(texts)
    return len(_LINK.findall(whole)) > _MOST_LINKS or bool(_MARKUP.search(whole))
