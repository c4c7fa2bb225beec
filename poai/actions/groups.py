"""Groups: a steward adds one and changes what is said of it; a group itself changes its telephones and e-mail.

What is said is published at once: office.show() follows each change.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import NAMESPACE_URL, uuid4, uuid5

from rapidfuzz import fuzz

from poai.actions.doubles import e164
from poai.actions.office import Office, Work
from poai.actions.once import once
from poai.actions.texts import folded
from poai.domain.access import Actor, ListingThing, Permission, grants
from poai.domain.account import SCOPES, Scope
from poai.domain.audit import Event
from poai.domain.doubles import common_words, telling, web
from poai.domain.errors import NotFoundError, PoaiError, StaleError
from poai.domain.group_facts import FACTS, OWN, GroupConflictError, changed
from poai.domain.listing import Organisation
from poai.store import Listings, Organisations
from poai.store.groups import areas_of, stewarded_groups

Make = Callable[[Organisation], Organisation]

MOST: Final = 100  # of a list
_ALIKE: Final = 80  # of 100: how alike the names are of two groups that may be one
_LONGEST_SLUG = 60
_TAKEN = frozenset({"new"})  # an address beside those of groups


class AlikeError(PoaiError):
    """Groups that may be the one that somebody wants to add, the likeliest first."""

    def __init__(self, groups: tuple[Organisation, ...]) -> None:
        super().__init__("there are groups like it")
        self.groups = groups


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A group as it is shown, which is revision `base`; `listings` are the slugs of what it runs that residents see."""

    group: Organisation
    base: int
    listings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Groups by name, MOST of them at most, of `total`."""

    groups: tuple[Organisation, ...]
    total: int


def theirs(office: Office, actor: Actor, *, like: str, now: datetime, address: str = "") -> Found:
    """The groups that a steward may change; with `like`, those whose name holds its words. Raises NotFoundError."""
    with office.work(now, actor.id, address, reading=True) as work:
        work.need(actor, Permission.LISTING_PUBLISH, None)
        mine = stewarded_groups(work.connection, actor)
        groups = [each for each in Organisations(work.connection).published() if each.slug in mine]
    wanted = folded(like).split()
    found = [each for each in groups if all(word in folded(each.name) for word in wanted)]
    return Found(tuple(_by_name(found)[:MOST]), len(found))


def to_write_for(office: Office, actor: Actor, *, now: datetime, address: str = "") -> list[Organisation]:
    """The groups for which somebody may write a listing, by name: their own; for a steward, all."""
    with office.work(now, actor.id, address, reading=True) as work:
        groups = Organisations(work.connection).published()
    given = grants(actor, Permission.LISTING_EDIT)
    steward = any(SCOPES[grant.role] is Scope.LOCALITY for grant in given)
    own = {grant.scope for grant in given}
    return _by_name(each for each in groups if steward or each.slug in own)


def look(office: Office, actor: Actor, slug: str, *, own: bool, now: datetime, address: str = "") -> Standing:
    """One group, for its steward or, with `own`, for itself. Raises NotFoundError for who may not change it."""
    with office.work(now, actor.id, address, reading=True) as work:
        return _standing(work, actor, slug, own=own)


def add(
    office: Office,
    actor: Actor,
    make: Make,
    *,
    seen: Collection[str],
    key: str,
    now: datetime,
    address: str = "",
) -> str:
    """Adds the group that `make` makes of an empty one; says its slug. `key` is the form's own: sent twice, it is added once.

    Raises what `make` raises, NotFoundError for who is no steward, and AlikeError if there are groups like it
    beside those `seen`, by slug, of which somebody says that it is none.
    """
    with office.work(now, actor.id, address) as work:
        work.need(actor, Permission.LISTING_PUBLISH, None, "organisation:")
        identity = str(uuid5(NAMESPACE_URL, f"{office.url}/groups/{actor.id}/{key or uuid4()}"))
        wanted = make(Organisation(id=identity, slug="group", name="-"))

        def do() -> str:
            groups = Organisations(work.connection)
            like = alike(work, wanted)
            if any(each.slug not in seen for each in like):
                raise AlikeError(like)
            slug = _free_slug(groups, wanted.name)
            groups.publish(replace(wanted, slug=slug), made_by=actor.id, why="a new group", now=now)
            work.record(Event.GROUP_ADDED, f"organisation:{identity}")
            return slug

        slug, _ = once(work, key, (repr(wanted),), do)
    office.show()
    return slug


def change(
    office: Office,
    actor: Actor,
    slug: str,
    make: Make,
    *,
    base: int,
    own: bool,
    now: datetime,
    address: str = "",
) -> tuple[str, ...]:
    """Changes what is said of a group; says which facts. `make` is given the group as the form showed it, revision `base`.

    With `own` the group itself speaks, and what it may not change stays. Raises what `make` raises, NotFoundError for
    who may not, GroupConflictError if somebody changed the same meanwhile, and StaleError for a form made from nothing.
    """
    with office.work(now, actor.id, address) as work:
        head = _standing(work, actor, slug, own=own, lock=True)
        groups = Organisations(work.connection)
        started = groups.revision(slug, base)
        if started is None:
            raise StaleError("the form was made from no revision")
        may_change = OWN if own else FACTS
        made = make(started.record)
        yours = replace(started.record, **{name: getattr(made, name) for name in may_change})
        merged = changed(started.record, yours, head.group)
        if merged.conflicts:
            raise GroupConflictError(merged.conflicts, yours, head.group, head.base)
        if merged.fields:
            why = "changed by the group" if own else "changed by the steward"
            groups.publish(merged.group, made_by=actor.id, why=why, now=now)
            work.record(Event.GROUP_CHANGED, _thing(head.group), fields=",".join(merged.fields))
    if merged.fields:
        office.show()
    return merged.fields


def alike(work: Work, wanted: Organisation) -> tuple[Organisation, ...]:
    """The groups with a name like it, or with its telephone, e-mail or site, the likeliest first."""
    groups = Organisations(work.connection).published()
    phones: dict[str, set[str]] = {each.slug: _phones(each) for each in groups}
    for listing in Listings(work.connection).published():
        phones.get(listing.organization, set()).update(e164(phone.number) for phone in listing.phones)
    common = common_words(each.name for each in groups)
    name, theirs_now = telling(wanted.name, common), _phones(wanted)
    found = []
    for each in groups:
        points = fuzz.token_sort_ratio(name, telling(each.name, common))
        shares = theirs_now & phones[each.slug] - {""} or _same(wanted, each)
        if points >= _ALIKE or shares:
            found.append((-points, each.name, each))
    return tuple(each for _, _, each in sorted(found, key=lambda one: one[:2]))


def _same(one: Organisation, other: Organisation) -> bool:
    emails = {(each.email or "").strip().casefold() for each in (one, other)}
    pages = {web(each.url or "") for each in (one, other)}
    return any(len(both) == 1 and "" not in both for both in (emails, pages))


def _phones(group: Organisation) -> set[str]:
    return {e164(phone.number) for phone in group.phones}


def _standing(work: Work, actor: Actor, slug: str, *, own: bool, lock: bool = False) -> Standing:
    head = Organisations(work.connection).head(slug, lock=lock)
    permission = Permission.LISTING_EDIT if own else Permission.LISTING_PUBLISH
    if head is None or head.published is None:
        work.refuse(NotFoundError("no such group"), thing=f"organisation:{slug}", permission=permission)
    if own:
        work.need(actor, permission, ListingThing(organisation=slug), _thing(head.record))
    else:
        work.need(actor, permission, None, _thing(head.record))
        for area in areas_of(work.connection, slug):
            work.need(actor, permission, ListingThing(locality=area), _thing(head.record))
    shown = Listings(work.connection).of_organisation(slug)
    return Standing(group=head.record, base=head.published, listings=tuple(each.slug for each in shown))


def _thing(group: Organisation) -> str:
    return f"organisation:{group.id}"


def _free_slug(groups: Organisations, name: str) -> str:
    """A slug for a group of that name which no other has, or had."""
    start = "-".join(folded(name).encode("ascii", "ignore").decode().split())[:_LONGEST_SLUG].strip("-")
    start = start or "group"
    number = 1
    while True:
        slug = start if number == 1 else f"{start}-{number}"
        if slug not in _TAKEN and groups.head(slug, lock=False) is None:
            return slug
        number += 1


def _by_name(groups: Iterable[Organisation]) -> list[Organisation]:
    return sorted(groups, key=lambda each: (each.name.casefold(), each.slug))
