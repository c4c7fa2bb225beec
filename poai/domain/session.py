"""How long somebody stays signed in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from poai.domain.access import Strength

IDLE = timedelta(minutes=20)  # without a request; NHS and council reviewers expect 15 to 30
LONGEST = timedelta(hours=12)  # whatever is done meanwhile: a working day
HALF = timedelta(minutes=15)  # between the password and the second factor
SEEN_EVERY = timedelta(
    minutes=1
)  # how exactly it is kept when somebody was last here: reading must rarely write


@dataclass(frozen=True, slots=True)
class Session:
    """One browser in which somebody has signed in, or begun to. `device` is what the browser said it is, in short."""

    id: str
    account: str
    strength: Strength
    device: str
    made_at: datetime
    seen_at: datetime

    @property
    def ends_at(self) -> datetime:
        """When it ends if nothing more is asked in it."""
        if self.strength == "password":
            return self.made_at + HALF
        return min(self.seen_at + IDLE, self.made_at + LONGEST)

    @property
    def ends_at_latest(self) -> datetime:
        """When it ends whatever is asked in it."""
        return self.made_at + (HALF if self.strength == "password" else LONGEST)

    def live(self, now: datetime) -> bool:
        """Whether it still counts."""
        return now < self.ends_at
