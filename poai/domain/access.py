"""Who may do what to which thing: every rule of access, in one place, decided without looking anything up.

poai/store/visible.py says the same in SQL, for lists; a test holds the two together.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from poai.domain.account import SCOPES, Grant, Role, Scope

Strength = Literal["password", "second-factor"]


class Permission(StrEnum):
    """What can be allowed, as what:how."""

    ACCOUNTS_MANAGE = "accounts:manage"  # any account but one's own
    AUDIT_READ = "audit:read"
    BREAK_GLASS = "person:break-glass"  # open somebody outside one's teams, for a reason and a while
    CASELOAD_READ = "caseload:read"
    LISTING_EDIT = "listing:edit"  # propose a change
    LISTING_PUBLISH = "listing:publish"
    OWN_ACCOUNT = "own-account:change"
    PERSON_MOVE = "person:move"  # from one worker to another
    PERSON_READ = "person:read"
    PERSON_WRITE = "person:write"
    RECORDS_KEEP = "records:keep"  # for how long, for whom who asks, and until they are erased
    REFERRAL_ANSWER = "referral:answer"  # for the group that was asked
    REFERRAL_CORRECT = "referral:correct"  # it was made in error
    REFERRAL_READ = "referral:read"
    REFERRAL_WORK = "referral:work"  # on the side of those who asked
    SECOND_STEP = (
        "second-step:take"  # all that a password alone allows: to give the second factor, or set up the first
    )
    TEAMS_MANAGE = "teams:manage"
    TEAM_READ = "team:read"


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever asks: an account in a session. `strength` says what they have proved so far."""

    id: str
    name: str
    grants: frozenset[Grant]
    strength: Strength
    session: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What is asked about, as far as access is concerned. A role counts where its scope is the thing's."""

    team: str | None = None
    organisation: str | None = None
    locality: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountThing(Thing):
    """An account."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamThing(Thing):
    """A team, which is its own scope: `team` is its id. A new one has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonThing(Thing):
    """Somebody who is helped. `worker` is an account's id or ""; `open_to` are accounts that broke the glass and still may look."""

    id: str
    worker: str = ""
    open_to: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingThing(Thing):
    """A listing, of an organisation and in a locality."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralThing(Thing):
    """A referral, made by a team and sent to an organisation about a listing in a locality.

    `worker` is whoever works with the person, `maker` whoever made it; `shared` is whether the organisation may see
    it now: it was sent, not taken back, and consent stands.
    """

    id: str
    worker: str = ""
    maker: str = ""
    shared: bool = False


@dataclass(frozen=True, slots=True)
class _Rule:
    """Which roles, for what kind of thing. Those in `own` only for people who are theirs, or nobody's yet."""

    roles: frozenset[Role]
    thing: type[Thing]
    own: frozenset[Role] = frozenset()


_WORKERS = frozenset({Role.LINK_WORKER, Role.TEAM_LEAD})
_ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
_LEAD = frozenset({Role.TEAM_LEAD})
_WORKER = frozenset({Role.LINK_WORKER})
_STEWARD = frozenset({Role.STEWARD})
_MEMBER = frozenset({Role.ORGANISATION_MEMBER})

_RULES = {
    Permission.ACCOUNTS_MANAGE: _Rule(_ADMINISTRATOR, AccountThing),
    Permission.AUDIT_READ: _Rule(frozenset({Role.GUARDIAN}), Thing),
    Permission.BREAK_GLASS: _Rule(_WORKERS, PersonThing),
    Permission.CASELOAD_READ: _Rule(_WORKERS, PersonThing),
    Permission.LISTING_EDIT: _Rule(_MEMBER | _STEWARD, ListingThing),
    Permission.LISTING_PUBLISH: _Rule(_STEWARD, ListingThing),
    Permission.PERSON_MOVE: _Rule(_LEAD, PersonThing),
    Permission.PERSON_READ: _Rule(_WORKERS, PersonThing),
    Permission.PERSON_WRITE: _Rule(_WORKERS, PersonThing, own=_WORKER),
    Permission.RECORDS_KEEP: _Rule(frozenset({Role.GUARDIAN}), Thing),
    Permission.REFERRAL_ANSWER: _Rule(_MEMBER, ReferralThing),
    Permission.REFERRAL_CORRECT: _Rule(_WORKERS | _STEWARD, ReferralThing),
    Permission.REFERRAL_READ: _Rule(_WORKERS | _MEMBER, ReferralThing),
    Permission.REFERRAL_WORK: _Rule(_WORKERS, ReferralThing, own=_WORKER),
    Permission.TEAMS_MANAGE: _Rule(_ADMINISTRATOR, TeamThing),
    Permission.TEAM_READ: _Rule(_WORKERS, TeamThing),
}


def may(actor: Actor, permission: Permission, thing: Thing | None = None) -> bool:
    """Whether `actor` may do that to `thing`; with no thing, whether there can be one to which they may."""
    if permission is Permission.SECOND_STEP:
        return actor.strength == "password"
    if actor.strength != "second-factor":
        return False
    if permission is Permission.OWN_ACCOUNT:
        return thing is None or (isinstance(thing, AccountThing) and thing.id == actor.id)
    given = grants(actor, permission)
    if thing is None:
        return bool(given)
    rule = _RULES[permission]
    if not isinstance(thing, rule.thing):
        return False
    if isinstance(thing, AccountThing):
        return bool(given) and thing.id != actor.id
    if isinstance(thing, PersonThing):
        return _may_person(actor, permission, thing, given)
    if isinstance(thing, ReferralThing):
        return any(_may_referral(actor, permission, thing, grant) for grant in given)
    return any(_covers(grant, thing) for grant in given)


def grants(actor: Actor, permission: Permission) -> frozenset[Grant]:
    """Those of the actor's grants that can give the permission, if they have proved who they are."""
    rule = _RULES.get(permission)
    if rule is None or actor.strength != "second-factor":
        return frozenset()
    return frozenset(grant for grant in actor.grants if grant.role in rule.roles and grant.fits)


def only_own(permission: Permission, role: Role) -> bool:
    """Whether the role has the permission only for people who are the actor's own, or nobody's yet."""
    return role in _RULES[permission].own


def _may_person(actor: Actor, permission: Permission, person: PersonThing, given: frozenset[Grant]) -> bool:
    inside = [grant for grant in given if _covers(grant, person)]
    if permission is Permission.BREAK_GLASS:
        return bool(given) and not inside  # whoever may look anyway breaks nothing
    if permission is Permission.CASELOAD_READ:
        return bool(inside) and person.worker == actor.id
    if permission is Permission.PERSON_READ and actor.id in person.open_to:
        return bool(given)  # a leaver who opened a record has it open no longer
    return any(person.worker in ("", actor.id) or not only_own(permission, grant.role) for grant in inside)


def _may_referral(actor: Actor, permission: Permission, referral: ReferralThing, grant: Grant) -> bool:
    if not _covers(grant, referral):
        return False
    if grant.role is Role.ORGANISATION_MEMBER:
        return referral.shared
    if permission is Permission.REFERRAL_CORRECT:
        return grant.role is Role.STEWARD or referral.maker == actor.id
    return (
        referral.worker in ("", actor.id)
        or actor.id == referral.maker
        or not only_own(permission, grant.role)
    )


def _covers(grant: Grant, thing: Thing) -> bool:
    match SCOPES[grant.role]:
        case Scope.TEAM:
            return grant.scope == thing.team
        case Scope.ORGANISATION:
            return grant.scope == thing.organisation
        case Scope.LOCALITY:
            return grant.scope in ("", thing.locality)
        case Scope.PLACE:
            return True
