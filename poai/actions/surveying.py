"""How each listing stands: what of it somebody should confirm, how its group is reached, and what became of letters."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from poai.actions.office import Work
from poai.domain.account import Role
from poai.domain.facts import Facts
from poai.domain.freshness import checked
from poai.domain.letters import check_address
from poai.domain.listing import Listing
from poai.domain.listing_now import By
from poai.domain.prompting import NO_LETTERS, Letters, Stage, due, ended, stage
from poai.store import Accounts, Listings, Organisations
from poai.store.listing_clock import ListingClock, Standing
from poai.store.prompts import Prompts


class Reach(StrEnum):
    """How a group hears of a letter."""

    LETTER = "letter"  # at the address that it publishes
    MEMBERS = "members"  # those who can sign in for it
    RETURNED = "returned"  # its newest letter could not be delivered
    NOT = "not"  # it publishes no address: somebody has to ring


@dataclass(frozen=True, slots=True, kw_only=True)
class Surveyed:
    """A listing today: the kinds of facts that are `due`, the last day of a pause or of what was said of room if that is over
    (`ended`), and the letters that wait. `joined` is whether its group has ever had a hand in it."""

    listing: Listing
    due: tuple[Facts, ...]
    ended: date | None
    letters: Letters
    clock: Standing | None
    stage: Stage
    reach: Reach
    addresses: tuple[str, ...]
    joined: bool

    @property
    def since(self) -> date | None:
        """Since when the oldest of what is due was last confirmed; None if some of it never was."""
        days = [each.date if (each := checked(self.listing, facts)) else None for facts in self.due]
        return min((day for day in days if day), default=None) if None not in days else None


def survey(work: Work, slugs: frozenset[str] | None = None) -> list[Surveyed]:
    """How each published listing, or each of `slugs`, stands today, in order of slug. `work.now` is local time."""
    listings = Listings(work.connection)
    shown = (
        listings.published()
        if slugs is None
        else [each for slug in sorted(slugs) if (each := listings.get(slug))]
    )
    prompts, clock = Prompts(work.connection), ListingClock(work.connection)
    letters, returned = prompts.unanswered(work.now.tzinfo), prompts.returned()
    known = {
        identity: at.astimezone(work.now.tzinfo).date() for identity, at in clock.written_by_people().items()
    }
    standing, members = clock.all(), _members(work)
    groups = {group.slug: group.email or "" for group in Organisations(work.connection).published()}
    found = []
    for listing in shown:
        waiting, row = letters.get(listing.id, NO_LETTERS), standing.get(listing.id)
        facts = due(listing, known.get(listing.id), work.office.asking, work.now.date())
        published = _usable(listing.email or groups.get(listing.organization, ""))
        own = members.get(listing.organization, ())
        reach = Reach.LETTER if published else Reach.MEMBERS if own else Reach.NOT
        found.append(
            Surveyed(
                listing=listing,
                due=facts,
                ended=ended(listing, work.now.date()),
                letters=waiting,
                clock=row,
                stage=stage(
                    facts,
                    waiting,
                    work.office.asking,
                    work.now.date(),
                    warned=row.warned_on if row else None,
                    hidden=row.hidden_on if row else None,
                ),
                reach=Reach.RETURNED if listing.id in returned else reach,
                addresses=(published,) if published else tuple(own),
                joined=bool(own) or _had_a_hand(listing),
            )
        )
    return found


def _had_a_hand(listing: Listing) -> bool:
    said = (checked(listing, facts) for facts in Facts)
    return any(each is not None and each.by is By.GROUP for each in said)


def _members(work: Work) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for account in Accounts(work.connection).holding(Role.ORGANISATION_MEMBER):
        for grant in account.grants:
            if grant.role is Role.ORGANISATION_MEMBER:
                found[grant.scope].append(account.email)
    return found


def _usable(address: str) -> str:
    """The address, if a letter can be sent to it: what a source gives need not be one."""
    try:
        check_address(address)
    except ValueError:
        return ""
    return address
