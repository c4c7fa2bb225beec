"""The rules of poai/domain/access.py as conditions for lists: the same things, asked of the database."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, false, not_, or_, true

from poai.domain.access import Actor, Permission, grants, only_own
from poai.domain.account import SCOPES, Role, Scope
from poai.domain.referral import UNSHARED
from poai.store.account_tables import account, team
from poai.store.listing_tables import suggestion
from poai.store.person_tables import consent, opening, person
from poai.store.referral_tables import referral
from poai.store.tables import listing


def people(actor: Actor, permission: Permission, now: datetime) -> ColumnElement[bool]:
    """The people to whom the actor may do that."""
    given = grants(actor, permission)
    if not given:
        return false()
    everybody = person.c.team_id.in_({g.scope for g in given if not only_own(permission, g.role)})
    own = person.c.team_id.in_({g.scope for g in given if only_own(permission, g.role)})
    theirs = person.c.worker_id == actor.id
    inside = or_(everybody, and_(own, or_(theirs, person.c.worker_id.is_(None))))
    if permission is Permission.BREAK_GLASS:
        return not_(inside)
    if permission is Permission.CASELOAD_READ:
        return and_(inside, theirs)
    if permission is Permission.PERSON_READ:
        return or_(inside, opened(actor, now))
    return inside


def opened(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """The people for whom the actor broke the glass, and may still look."""
    return exists().where(
        opening.c.person_id == person.c.id, opening.c.account_id == actor.id, opening.c.until > now
    )


def shared(now: datetime) -> ColumnElement[bool]:
    """The referrals that their organisation may see: sent, not taken back, and consent stands. `now` is local."""
    stands = exists().where(
        consent.c.id == referral.c.consent_id, consent.c.withdrawn_at.is_(None), consent.c.until >= now.date()
    )
    return and_(referral.c.status.not_in(UNSHARED), stands)


def referrals(actor: Actor, permission: Permission, now: datetime) -> ColumnElement[bool]:
    """The referrals to which the actor may do that. `now` is local."""
    conditions: list[ColumnElement[bool]] = [false()]
    for grant in grants(actor, permission):
        match SCOPES[grant.role]:
            case Scope.ORGANISATION:
                conditions.append(and_(referral.c.organisation == grant.scope, shared(now)))
            case Scope.LOCALITY:
                conditions.append(referral.c.locality == grant.scope if grant.scope else true())
            case Scope.TEAM:
                conditions.append(
                    and_(referral.c.team_id == grant.scope, _worked(actor, permission, grant.role))
                )
    return or_(*conditions)


def _worked(actor: Actor, permission: Permission, role: Role) -> ColumnElement[bool]:
    made = referral.c.maker == actor.id
    if permission is Permission.REFERRAL_CORRECT:
        return made
    if not only_own(permission, role):
        return true()
    theirs = or_(person.c.worker_id == actor.id, person.c.worker_id.is_(None))
    return or_(made, exists().where(person.c.id == referral.c.person_id, theirs))


def teams(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    """The teams to which the actor may do that."""
    given = grants(actor, permission)
    if any(SCOPES[grant.role] is Scope.PLACE for grant in given):
        return true()
    return team.c.id.in_({grant.scope for grant in given})


def accounts(actor: Actor) -> ColumnElement[bool]:
    """The accounts that the actor may manage: all but their own."""
    return account.c.id != actor.id if grants(actor, Permission.ACCOUNTS_MANAGE) else false()


def listings(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    """The listings to which the actor may do that."""
    given = grants(actor, permission)
    areas = {grant.scope for grant in given if SCOPES[grant.role] is Scope.LOCALITY}
    groups = {grant.scope for grant in given if SCOPES[grant.role] is Scope.ORGANISATION}
    if "" in areas:
        return true()
    return or_(listing.c.locality.in_(areas), listing.c.organisation_slug.in_(groups))


def suggestions(actor: Actor) -> ColumnElement[bool]:
    """What people said that the actor may read and deal with."""
    areas = {grant.scope for grant in grants(actor, Permission.LISTING_PUBLISH)}
    return true() if "" in areas else suggestion.c.locality.in_(areas)
