"""Somebody says that they are of a group. Where the group has an address of its own, it is asked there; in any case a
steward decides, and only then is somebody invited.

A member sees the referrals to their group, so one yes alone never lets anybody in.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import uuid4

from poai.actions import invitations
from poai.actions.office import Office, Work
from poai.actions.suggesting import Sent, check_pace, keep, limit
from poai.actions.texts import email_of, line_of, words_of
from poai.domain.access import Actor, ListingThing, Permission
from poai.domain.account import Account, Grant, Role, State
from poai.domain.audit import VISITOR, Event
from poai.domain.errors import ForbiddenError, InvalidError, LinkError, NotFoundError, StaleError
from poai.domain.letters import Letter, check_address
from poai.domain.listing import BOROUGH_WIDE, Organisation
from poai.domain.suggestion import Kind, Said, Suggestion
from poai.domain.suggestion import State as Stands
from poai.store import Accounts, Listings, Organisations, Sessions
from poai.store.groups import first_areas
from poai.store.suggestions import Asking, Suggestions

DAYS = 14  # for which a link to a group counts
EVERY = timedelta(days=1)  # a group is asked about somebody at most so often, unless a steward asks
MOST = 3  # letters in that time to one address, which many groups may share
_CHECKED = (10, 1000)  # characters: how a steward found out


class Answer(StrEnum):
    """What a group says of somebody."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a link asks a group: whether this is somebody of theirs. `answer` is what it has said, or None."""

    claim: Suggestion
    group: str
    answer: str | None


def claim(office: Office, slug: str, *, name: str, email: str, role: str, sent: Sent, now: datetime) -> None:
    """Somebody says that a group is theirs. Nothing that is shown or sent tells whether an address is known here.

    Raises NotFoundError, ThrottledError; InvalidError for "name", "email", "role" (missing, too-long, wrong) or "stamp".
    """
    who, reach, said = line_of(name, "name"), email_of(email), Said(role=line_of(role, "role"))
    check_pace(office, sent, now)
    with office.work(now, VISITOR, sent.address) as work:
        group = Organisations(work.connection).get(slug)
        if group is None or not Listings(work.connection).of_organisation(slug):
            raise NotFoundError("no such group")
        limit(work, f"group {slug}", sent)
        made = keep(
            work,
            Suggestion(
                id=str(uuid4()),
                kind=Kind.CLAIM,
                listing_id=None,
                slug=None,
                organisation=slug,
                locality=_area(work, slug),
                said=said,
                name=who,
                reach=reach,
                made_at=now,
            ),
            sent,
        )
        if made and not made.apart and _may_ask(work, slug):
            _ask(work, made, group)


def look(office: Office, token: str, *, now: datetime) -> Asked:
    """What a link asks. Raises LinkError."""
    with office.work(now, VISITOR, reading=True) as work:
        found, asking = _asked(work, token, lock=False)
        return Asked(found, _name(work, found), asking.answer)


def answer(office: Office, token: str, said: str, *, now: datetime, address: str = "") -> Asked:
    """The group says yes or no, once: said again, the first counts. Raises LinkError; InvalidError("answer", "missing")."""
    if said not in set(Answer):
        raise InvalidError("answer", "missing")
    with office.work(now, VISITOR, address) as work:
        found, asking = _asked(work, token, lock=True)
        if asking.answer is None:
            suggestions = Suggestions(work.connection, work.keys())
            suggestions.answer(asking.hash, said, now)
            if said == Answer.YES:
                suggestions.verify(found.id, now)
            said_so = Event.CLAIM_VERIFIED if said == Answer.YES else Event.CLAIM_DENIED
            work.record(said_so, f"suggestion:{found.id}", by="group")
        return Asked(found, _name(work, found), asking.answer or said)


def ask_group(office: Office, actor: Actor, claim_id: str, *, now: datetime, address: str = "") -> None:
    """A steward has the group asked, again or at last. Raises NotFoundError; StaleError if it is decided or answered;
    InvalidError("address", "missing") where the group shows none."""
    with office.work(now, actor.id, address) as work:
        found = claim_of(work, actor, claim_id)
        group = Organisations(work.connection).get(found.organisation or "")
        if found.state is not Stands.OPEN or said_of(work, found):
            raise StaleError("it is decided or answered")
        if group is None or not _ask(work, found, group):
            raise InvalidError("address", "missing")


def accept(
    office: Office, actor: Actor, claim_id: str, *, checked: str, now: datetime, address: str = ""
) -> Account:
    """Invites whoever made a claim as a member of that one group, and of nothing else.

    Raises NotFoundError; StaleError if it is decided; ForbiddenError for oneself; InvalidError for "group" ("waits": it was not
    asked, or has not said yes; "refused": it said no), "checked" (missing, too-short, too-long, wrong) or "account" ("other":
    the address is that of somebody whom only an administrator may change).
    """
    with office.work(now, actor.id, address) as work:
        found = claim_of(work, actor, claim_id)
        if found.state is not Stands.OPEN or found.organisation is None:
            raise StaleError("it is decided")
        own = Accounts(work.connection).get(actor.id)
        if own is None or own.email == found.reach:
            work.refuse(ForbiddenError("nobody lets themselves in"), thing=f"suggestion:{found.id}")
        note = _how(work, found, checked)
        account = _member(work, found, found.organisation)
        suggestions = Suggestions(work.connection, work.keys())
        suggestions.decide(found.id, Stands.DONE, by=actor.id, now=now, note=note)
        by = "group" if found.verified_at else "steward"
        work.record(Event.SUGGESTION_DECIDED, f"suggestion:{found.id}", state=Stands.DONE, checked=by)
        for guardian in Accounts(work.connection).holding(Role.GUARDIAN):
            work.send(Letter.ACCESS_GIVEN, guardian.email, link=office.link("guardian/trail"))
        return account


def claim_of(work: Work, actor: Actor, claim_id: str) -> Suggestion:
    """A claim that the actor may decide, locked. Refuses, as if there were none, for anybody else."""
    found = Suggestions(work.connection, work.keys()).get(claim_id, lock=True)
    if found is None or found.kind is not Kind.CLAIM:
        work.refuse(NotFoundError("no such claim"), thing=f"suggestion:{claim_id}")
    thing = ListingThing(locality=found.locality)
    work.need(actor, Permission.LISTING_PUBLISH, thing, f"suggestion:{found.id}")
    return found


def said_of(work: Work, found: Suggestion) -> str:
    """What the group says of a claim: "yes", "no" or "". A no to any letter is a no."""
    said = {asking.answer for asking in Suggestions(work.connection, work.keys()).asked(found.id)}
    if Answer.NO in said:
        return Answer.NO
    return Answer.YES if found.verified_at else ""


def public_address(work: Work, slug: str) -> str:
    """The e-mail address that a group shows, of its own or of one of its listings; "" without one."""
    group = Organisations(work.connection).get(slug)
    listings = Listings(work.connection).of_organisation(slug)
    shown = [group.email if group else None, *(listing.email for listing in listings)]
    return next((email for email in shown if email and _can_be_sent(email)), "")


def _area(work: Work, slug: str) -> str:
    """Where a group began, and there did most, whose steward decides; that of the whole place only where it did all for the
    whole place. Any steward can write a listing of their area for any group, and must not come to decide by that."""
    areas = Counter(sorted(first_areas(work.connection, slug)))
    several = {key: count for key, count in areas.items() if key != BOROUGH_WIDE} or areas
    return max(several, key=lambda key: several[key])


def _how(work: Work, found: Suggestion, checked: str) -> str:
    """What the steward writes down. Where the group can be asked by letter, its own yes is needed besides."""
    said, slug = said_of(work, found), found.organisation or ""
    if said == Answer.NO:
        raise InvalidError("group", "refused")
    asked = Suggestions(work.connection, work.keys()).asked(found.id)
    if not said and (asked or public_address(work, slug)):
        raise InvalidError("group", "waits")
    shortest, longest = _CHECKED
    if said and not checked.strip():
        return ""
    return words_of(checked, "checked", shortest=shortest, longest=longest)


def _member(work: Work, found: Suggestion, slug: str) -> Account:
    accounts, grant = Accounts(work.connection), Grant(Role.ORGANISATION_MEMBER, slug)
    known = accounts.by_email(found.reach)
    account = known or accounts.add(email=found.reach, name=found.name, grants=[grant], now=work.now)
    if account.state is State.DISABLED or account.roles() - {Role.ORGANISATION_MEMBER}:
        raise InvalidError("account", "other")
    thing = f"account:{account.id}"
    if known is None:
        work.record(Event.ACCOUNT_ADDED, thing)
    elif grant not in known.grants:
        accounts.set_grants(known.id, known.grants | {grant})
        Sessions(work.connection).end_all(known.id)
    if known is None or grant not in known.grants:
        work.record(Event.ROLE_GIVEN, thing, role=grant.role, scope=grant.scope)
    if account.state is State.INVITED:
        invitations.send(work, account)
    return account


def _may_ask(work: Work, slug: str) -> bool:
    """Whether a visitor's word is enough for another letter: nobody's letterbox is filled by people who make claims."""
    suggestions = Suggestions(work.connection, work.keys())
    last = suggestions.last_asked(slug)
    lately = suggestions.letters_to(public_address(work, slug), since=work.now - EVERY)
    return (last is None or work.now - last >= EVERY) and lately < MOST


def _ask(work: Work, found: Suggestion, group: Organisation) -> bool:
    """Leaves the letter; False where the group shows no address."""
    email = public_address(work, group.slug)
    if not email:
        return False
    until = work.now + timedelta(days=DAYS)
    token = Suggestions(work.connection, work.keys()).ask(found.id, email, until=until, now=work.now)
    about = f"suggestion:{found.id}"
    link = work.office.link(f"claim/{token}")
    work.send(Letter.CLAIM_CHECK, email, about=about, link=link, days=str(DAYS), group=group.name)
    work.record(Event.PROMPT_SENT, about)
    return True


def _asked(work: Work, token: str, *, lock: bool) -> tuple[Suggestion, Asking]:
    suggestions = Suggestions(work.connection, work.keys())
    asking = suggestions.asking(token, lock=lock)
    found = suggestions.get(asking.suggestion) if asking else None
    if asking is None or found is None:
        raise LinkError("no such link")
    if asking.answer is None and (work.now >= asking.until or found.state is not Stands.OPEN):
        raise LinkError("it has run out, or is decided")
    return found, asking


def _name(work: Work, found: Suggestion) -> str:
    group = Organisations(work.connection).get(found.organisation or "")
    return group.name if group else ""


def _can_be_sent(email: str) -> bool:
    try:
        check_address(email)
    except ValueError:
        return False
    return True
