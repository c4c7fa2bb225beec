"""Teams: those who work together in a locality, for a practice or in an organisation."""

from dataclasses import dataclass
from enum import StrEnum


class TeamKind(StrEnum):
    """What a team belongs to."""

    LOCALITY = "locality"
    PRACTICE = "practice"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Team:
    """A team. `base` is the locality's key, the practice's name or the organisation's slug."""

    id: str
    name: str
    kind: TeamKind
    base: str
