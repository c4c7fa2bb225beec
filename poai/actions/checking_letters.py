"""Letters about what is proposed: to a steward that something waits, and to who proposed it that it is decided."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from poai.actions.office import Office, Work
from poai.domain.account import Account, Grant, Role, State
from poai.domain.audit import SYSTEM
from poai.domain.letters import Letter
from poai.domain.working_days import is_working_day
from poai.store import Accounts
from poai.store.account_tables import account as account_table
from poai.store.listing_tables import proposal, steward_letter, suggestion
from poai.store.proposals import Proposal

EARLIEST = 7  # o'clock
_WRONG_CLOCK = timedelta(days=7)  # a day further ahead than this was not today's


def tell_proposer(work: Work, one: Proposal, name: str) -> None:
    """A letter to whoever made a proposal, which says that there is news, and not what. `name` is the listing's.

    Who is no longer of the group, nor its steward, is not told.
    """
    maker = Accounts(work.connection).get(one.made_by)
    if maker and maker.state is State.ACTIVE and any(_theirs(grant, one) for grant in maker.grants):
        link = work.office.link(f"my-listings/proposals/{one.id}")
        work.send(Letter.LISTING_DECIDED, maker.email, about=f"proposal:{one.id}", link=link, listing=name)


def _theirs(grant: Grant, one: Proposal) -> bool:
    if grant.role is Role.ORGANISATION_MEMBER:
        return grant.scope == one.organisation
    return grant.role is Role.STEWARD and grant.scope in ("", one.locality)


def tell_stewards(office: Office, now: datetime) -> int:
    """Writes to each steward for whom something came in since the last such letter; says how many letters.

    Once a working day at most, and not in the night, however often and by however many it is asked. `now` is local
    time at the place.
    """
    if now.hour < EARLIEST or not is_working_day(now.date()):
        return 0
    with office.work(
        now, SYSTEM, reading=True
    ) as work:  # the usual case, without the lock that writing takes
        to_tell = [each.id for each in Accounts(work.connection).holding(Role.STEWARD) if _news(work, each)]
    written = 0
    for identity in to_tell:
        with office.work(now, SYSTEM) as work:
            written += _tell(work, identity)
    return written


def _tell(work: Work, identity: str) -> bool:
    lock = select(account_table.c.id).where(account_table.c.id == identity).with_for_update()
    work.connection.execute(lock)
    steward = Accounts(work.connection).get(identity)
    if steward is None or not _news(work, steward):
        return False
    came = _came(work.connection, steward)
    _remember(work, identity, max(came))
    work.send(Letter.LISTING_WAITS, steward.email, link=work.office.link("steward"), count=str(len(came)))
    return True


def _news(work: Work, steward: Account) -> bool:
    """Whether something waits that came in after what they were told of, on an earlier day."""
    came = _came(work.connection, steward)
    query = select(steward_letter.c.on, steward_letter.c.told)
    before = work.connection.execute(query.where(steward_letter.c.account_id == steward.id)).one_or_none()
    if before is None or not came:
        return bool(came)
    today = work.now.date()
    done = today <= before.on < today + _WRONG_CLOCK
    return not done and max(came) > before.told


def _came(connection: Connection, steward: Account) -> list[datetime]:
    """When each thing came in that waits for a steward."""
    areas = {grant.scope for grant in steward.grants if grant.role is Role.STEWARD}
    proposals = select(proposal.c.made_at).where(proposal.c.state == "open")
    said = select(suggestion.c.made_at).where(suggestion.c.state == "open", suggestion.c.apart.is_(False))
    if "" not in areas:
        proposals = proposals.where(proposal.c.locality.in_(areas))
        said = said.where(suggestion.c.locality.in_(areas))
    return [*connection.scalars(proposals), *connection.scalars(said)]


def _remember(work: Work, identity: str, told: datetime) -> None:
    mine = steward_letter.c.account_id == identity
    values = {"on": work.now.date(), "told": told}
    if not work.connection.execute(update(steward_letter).where(mine).values(**values)).rowcount:
        work.connection.execute(insert(steward_letter).values(account_id=identity, **values))
