"""What is proposed of a listing, beside what it was made from and what stands now; and how much depends on it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from poai.domain.listing import Listing
from poai.domain.merging import EDITABLE, changed_between, merge

RISKY: Final = (
    "name",
    "status",
    "eligibility_description",
    "minimum_age",
    "maximum_age",
    "needs",
    "alert",
    "url",
    "organization",
    "locality",
)
"""The fields with which a listing can be turned into another, or send the wrong people somewhere."""

WORTH: Final = timedelta(days=7)
"""What is risky is read as if it had waited so much longer."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a proposal means now. `fields` are those that it changes, `conflicts` those of them that somebody else changed
    since it was made, to something else, and `since` all that others changed. `after` is the listing with the proposal on
    top of what stands now."""

    fields: tuple[str, ...]
    conflicts: tuple[str, ...]
    since: tuple[str, ...]
    after: Listing


def change_of(base: Listing | None, proposed: Listing, stands: Listing | None) -> Change:
    """A proposal that was made from `base`, on top of `stands`; None for either where there is none."""
    if stands is None:
        return Change(EDITABLE, (), (), proposed)
    base = base or stands
    fields = changed_between(base, proposed)
    merged = merge(base, proposed, stands)
    after = replace(stands, **{name: getattr(proposed, name) for name in fields})
    return Change(fields, merged.conflicts, changed_between(base, stands), after)


def risks(fields: Iterable[str], *, new: bool) -> tuple[str, ...]:
    """The fields on which much depends, in the order of RISKY; all that is new is a risk as a whole, and none of its fields."""
    changed = frozenset(fields)
    return () if new else tuple(name for name in RISKY if name in changed)


def turn(made_at: datetime, *, risky: bool) -> datetime:
    """By what a queue is in order: the oldest first, and what is risky before what is not unless that is much older."""
    return made_at - WORTH if risky else made_at
