"""Who is told by letter that a referral has moved: whoever has to do something next, and never who moved it.

A letter says nothing of whom it is about: a reference of its own, and a link. What has not been sent when a referral
is over for the group is taken back.
"""

from datetime import timedelta

from poai.actions.office import Work
from poai.actions.people import works_in
from poai.domain.account import Grant, Role
from poai.domain.audit import Event
from poai.domain.letters import Letter
from poai.domain.referral import UNANSWERED, Party, Referral, Status
from poai.store import Accounts, Listings, Organisations, ReplyLinks
from poai.store.outbox import take_back

LINK_DAYS = 14  # for which a link in a letter works

_OVER = frozenset({Status.WITHDRAWN, Status.ERROR})


def tell(work: Work, before: Referral, after: Referral, party: Party) -> None:
    """Tells the side that did not make the move."""
    if after.status is Status.SENT:
        ask_group(work, after, Letter.REFERRAL_SENT)
    elif after.status in _OVER and before.status is not Status.DRAFT:
        tell_stopped(work, after)
    elif party is Party.ORGANISATION and after.status is not Status.RECEIVED:
        tell_worker(work, after, Letter.REFERRAL_MOVED)
    if party in (Party.PERSON, Party.STEWARD):
        tell_worker(work, after, Letter.REFERRAL_MOVED)


def ask_group(work: Work, one: Referral, letter: Letter) -> None:
    """A letter to whoever can answer for the group: its members, or without any the address that it publishes.

    Without an account nobody reads messages, so of those that address hears nothing.
    """
    told = members(work, one.organisation)
    for email in told:
        work.send(letter, email, about=_about(one), link=work.office.link(f"inbox/{one.id}"))
    if not told and one.status in UNANSWERED | {Status.WAITING}:
        send_link(work, one)


def send_link(work: Work, one: Referral) -> bool:
    """A link, by which the group can answer once, to the address that is published; earlier ones count no longer.

    False if there is no such address.
    """
    email = published_address(work, one.organisation, one.listing)
    if not email:
        return False
    until = work.now + timedelta(days=LINK_DAYS)
    identity, token = ReplyLinks(work.connection).issue(one.id, email, until=until, now=work.now)
    link = work.office.link(f"reply/{token}")
    work.send(Letter.REFERRAL_ASKED, email, about=_about(one), link=link, days=str(LINK_DAYS))
    work.record(Event.REPLY_LINK_SENT, f"referral:{one.id}", link=identity)
    return True


def tell_stopped(work: Work, one: Referral) -> None:
    """No letter that waits is sent any more; the group hears that it may no longer see anything of the referral."""
    take_back(work.connection, _about(one))
    address = published_address(work, one.organisation, one.listing)
    for email in members(work, one.organisation) or filter(None, [address]):
        work.send(Letter.REFERRAL_STOPPED, email, about=_about(one), reference=one.reference)


def tell_worker(work: Work, one: Referral, letter: Letter) -> None:
    """A letter to whoever works with the person; if nobody does, to whoever made the referral."""
    thing = work.referrals_of_nobody().thing(one.id, work.now)
    for email in workers(work, (thing and thing.worker) or one.maker, one.team):
        work.send(letter, email, about=_about(one), link=work.office.link(f"referrals/{one.id}"))


def workers(work: Work, worker: str, team: str) -> list[str]:
    """The address of a worker, by account's id; if they are no longer in the team, of those who lead it: somebody must hear."""
    accounts = Accounts(work.connection)
    found = accounts.get(worker) if worker and works_in(work, worker, team) else None
    if found:
        return [found.email]
    lead = Grant(Role.TEAM_LEAD, team)
    return [one.email for one in accounts.holding(Role.TEAM_LEAD) if lead in one.grants]


def members(work: Work, organisation: str) -> list[str]:
    """The addresses of those who can sign in for a group."""
    return [
        account.email
        for account in Accounts(work.connection).holding(Role.ORGANISATION_MEMBER)
        if any(
            grant.scope == organisation for grant in account.grants if grant.role is Role.ORGANISATION_MEMBER
        )
    ]


def published_address(work: Work, organisation: str, listing: str = "") -> str:
    """The e-mail address that is published for one of a group's listings, or for the group itself, or ""."""
    known = Listings(work.connection).get(listing) if listing else None
    if known and known.email and known.organization == organisation:
        return known.email
    found = Organisations(work.connection).get(organisation)
    return (found.email if found else None) or ""


def _about(one: Referral) -> str:
    return f"referral:{one.id}"
