"""What people tell the running site, made behind its back: a change, and two claims, one with its letter."""

from uuid import uuid4

from poai.domain.listing import Listing
from poai.domain.suggestion import Kind, Said, Suggestion, Wrong
from poai.store import Keys, Listings
from poai.store.suggestions import Suggestions
from tests.actions.cast import Cast

GROUP = "office@group.example"
LONG = "I went last Tuesday at two, and the door was shut.\nA note said that they now begin at three. " * 4


def tell(cast: Cast) -> dict[str, str]:
    """Their ids by what they are, and the token of the claim's letter."""
    with cast.store.work() as connection:
        listing = Listings(connection).published()[0]
        suggestions = Suggestions(connection, Keys.load(connection, cast.secret))
        change = _said(cast, listing, Kind.CHANGE, Said(about=Wrong.TIMES, words=LONG, urgent=True))
        claim = _said(cast, listing, Kind.CLAIM, Said(role="Chair"))
        waits = _said(cast, listing, Kind.CLAIM, Said(role="Treasurer"))
        for one in (change, claim, waits):
            suggestions.add(one, mark=one.id)
        suggestions.verify(claim.id, cast.now)
        until = cast.now.replace(year=cast.now.year + 1)
        token = suggestions.ask(waits.id, GROUP, until=until, now=cast.now)
    return {"change": change.id, "claim": claim.id, "claim_link": token}


def _said(cast: Cast, listing: Listing, kind: Kind, said: Said) -> Suggestion:
    about = kind is Kind.CHANGE
    return Suggestion(
        id=str(uuid4()),
        kind=kind,
        listing_id=listing.id if about else None,
        slug=listing.slug if about else None,
        organisation=listing.organization,
        locality=listing.locality,
        said=said,
        name="Cleo Example",
        reach="cleo@home.example",
        made_at=cast.now,
    )
