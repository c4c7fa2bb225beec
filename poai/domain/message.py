"""What a link worker and a group write to each other about a referral."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from poai.domain.referral import Party

LETTERS_APART = timedelta(hours=1)  # at the least, to one side about one referral, however much is written


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message. `party` is the side that wrote it, `by` an account's id; `seen_at` when the other side first saw it."""

    id: str
    party: Party
    by: str
    words: str
    at: datetime
    seen_at: datetime | None = None


def letter_due(written: Iterable[datetime], now: datetime) -> bool:
    """Whether the other side is told of a message written `now`, after those of the same side (in order of time)."""
    last: datetime | None = None
    for at in written:
        if last is None or at - last >= LETTERS_APART:
            last = at
    return last is None or now - last >= LETTERS_APART
