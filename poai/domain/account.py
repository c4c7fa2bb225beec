"""Who may come in: accounts, and the roles that they are given for a team, an organisation or an area."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is here. What each may do is decided in poai/domain/access.py and nowhere else."""

    LINK_WORKER = "link-worker"
    TEAM_LEAD = "team-lead"
    ORGANISATION_MEMBER = "organisation-member"
    STEWARD = "steward"
    ADMINISTRATOR = "administrator"
    GUARDIAN = "guardian"


class State(StrEnum):
    """Where an account stands. Only an active one can sign in."""

    INVITED = "invited"
    ACTIVE = "active"
    DISABLED = "disabled"


class Scope(StrEnum):
    """What kind of thing a role is given for."""

    TEAM = "team"
    ORGANISATION = "organisation"
    LOCALITY = "locality"
    PLACE = "place"


SCOPES = {
    Role.LINK_WORKER: Scope.TEAM,
    Role.TEAM_LEAD: Scope.TEAM,
    Role.ORGANISATION_MEMBER: Scope.ORGANISATION,
    Role.STEWARD: Scope.LOCALITY,
    Role.ADMINISTRATOR: Scope.PLACE,
    Role.GUARDIAN: Scope.PLACE,
}


@dataclass(frozen=True, slots=True, order=True)
class Grant:
    """A role, and for what: a team's id, an organisation's slug, a locality's key, or "" for the whole place."""

    role: Role
    scope: str = ""

    @property
    def fits(self) -> bool:
        """Whether such a role can be given for such a scope: "" where the place is meant, or any locality."""
        kind = SCOPES[self.role]
        return kind is Scope.LOCALITY or (kind is Scope.PLACE) == (self.scope == "")


@dataclass(frozen=True, slots=True)
class Account:
    """One person's way in. `id` is a UUID; `email` is as `same_email` makes it."""

    id: str
    email: str
    name: str
    state: State
    grants: frozenset[Grant] = frozenset()

    def roles(self) -> frozenset[Role]:
        """The roles, for whatever scope."""
        return frozenset(grant.role for grant in self.grants)


def same_email(typed: str) -> str:
    """How an address is kept and compared: without spaces round it, in small letters."""
    return typed.strip().lower()


def misfits(grants: Iterable[Grant]) -> tuple[Grant, ...]:
    """The grants that cannot be: an administrator of one team, a link worker of no team."""
    return tuple(sorted(grant for grant in grants if not grant.fits))
