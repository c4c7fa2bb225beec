"""What roles are called, and what they are for, in words."""

from collections.abc import Mapping

from poai.domain.account import SCOPES, Grant, Role, Scope
from poai.web.forms import N_
from poai.web.page import Visit

ROLES = {
    Role.LINK_WORKER: N_("Link worker"),
    Role.TEAM_LEAD: N_("Team lead"),
    Role.ORGANISATION_MEMBER: N_("Member of an organisation"),
    Role.STEWARD: N_("Directory steward"),
    Role.ADMINISTRATOR: N_("Administrator"),
    Role.GUARDIAN: N_("Guardian"),
}


def role(visit: Visit, given: Role) -> str:
    """What a role is called."""
    return visit.language.words.gettext(ROLES[given])


def scope(visit: Visit, grant: Grant, teams: Mapping[str, str]) -> str:
    """For what a role is given: the name of a team (`teams`, by id), an organisation or an area; "" for the place."""
    match SCOPES[grant.role]:
        case Scope.TEAM:
            return teams.get(grant.scope, "")
        case Scope.ORGANISATION:
            found = visit.snapshot.catalogue.organisations.get(grant.scope)
            return found.name if found else grant.scope
        case Scope.LOCALITY:
            locality = visit.snapshot.place.localities.get(grant.scope)
            return locality.name if locality else visit.language.words.gettext("All areas")
        case Scope.PLACE:
            return ""


def described(visit: Visit, grant: Grant, teams: Mapping[str, str]) -> str:
    """A role and for what, as "Link worker: North team"."""
    return ": ".join(part for part in (role(visit, grant.role), scope(visit, grant, teams)) if part)
