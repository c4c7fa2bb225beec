"""Signposts: somebody was told about something. No group is asked, nothing is shared, and it is counted apart."""

from datetime import datetime

from poai.actions.found import working_with
from poai.actions.office import Office
from poai.actions.once import once
from poai.domain.access import Actor, Permission
from poai.domain.audit import Event
from poai.domain.listing import Listing
from poai.store.signposts import Signposts


def add(
    office: Office,
    actor: Actor,
    person_id: str,
    listing: Listing,
    *,
    now: datetime,
    key: str = "",
    address: str = "",
) -> None:
    """Writes down that somebody was told about `listing`. `key` is the form's own. Raises NotFoundError."""
    with office.work(now, actor.id, address) as work:
        person = working_with(work, actor, Permission.PERSON_WRITE, person_id)

        def do() -> str:
            made = Signposts(work.connection).add(
                person.id,
                listing=listing.slug,
                listing_name=listing.name,
                organisation=listing.organization,
                by=actor.id,
                now=now,
            )
            work.record(Event.SIGNPOSTED, f"person:{person.id}", listing=listing.slug)
            return made.id

        once(work, key, (person_id, listing.slug), do)
