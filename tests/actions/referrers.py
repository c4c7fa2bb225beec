"""Casework with groups to refer to: what there is to choose from, and consent in words of its own."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from poai.actions.consents import Agreed
from poai.actions.referring import Wanted
from poai.content.consent import ConsentWords, Purpose, Wording
from poai.domain.consent import ALWAYS, Field, Giver, Way
from poai.domain.listing import Listing, Organisation
from poai.store import Listings, Organisations
from tests.actions.casework import Casework
from tests.actions.cast import Cast
from tests.domain.cast import LUNCH

WORDS = ConsentWords(
    purposes={
        "referral": Purpose(
            key="referral", title="To ask", wordings=(Wording(version="1", says=("We tell %(group)s.",)),)
        )
    }
)
# "friends" and "library" have members who sign in, "quiet-group" publishes an address, "silent-group" nothing.
GROUPS = ("friends", "library", "quiet-group", "silent-group")
ADDRESS = "hello@quiet.example"


def listing(slug: str, group: str) -> Listing:
    """What a group does."""
    number = GROUPS.index(group) + 1
    identity = f"6f1c9a50-0000-4000-8000-{number:04d}{sum(map(ord, slug)):08d}"
    return replace(LUNCH, id=identity, slug=slug, name=slug.replace("-", " ").title(), organization=group)


LISTINGS = {
    one.slug: one
    for one in (
        listing("tea", "friends"),
        listing("walks", "friends"),
        listing("books", "library"),
        listing("quiet-hour", "quiet-group"),
        listing("silence", "silent-group"),
    )
}


def referrers(cast: Cast) -> Casework:
    """Casework, with the groups and their listings in the store."""
    with cast.store.work() as connection:
        for number, slug in enumerate(GROUPS, 1):
            email = ADDRESS if slug == "quiet-group" else None
            identity = f"6f1c9a50-0000-4000-9000-{number:012d}"
            group = Organisation(id=identity, slug=slug, name=slug.title(), email=email)
            Organisations(connection).publish(group, made_by="test", why="test", now=cast.now)
        for one in LISTINGS.values():
            Listings(connection).publish(one, made_by="test", why="test", now=cast.now)
    return Casework(cast)


def agreed(work: Casework, group: str, *fields: Field, **changes: Any) -> Agreed:
    """What Ivy says, face to face, for half a year."""
    said = Agreed(
        organisation=group,
        purpose="referral",
        fields=ALWAYS | frozenset(fields),
        wording="1",
        way=Way.SPOKEN,
        giver=Giver.PERSON,
        who="",
        until=work.cast.now.date() + timedelta(days=180),
    )
    return replace(said, **changes)


def wanted(work: Casework, slug: str, *fields: Field, asked: bool = True) -> Wanted:
    """One of the listings; `asked` is whether Ivy was asked just now."""
    one = LISTINGS[slug]
    given = agreed(work, one.organization, *fields) if asked else None
    return Wanted(
        listing=one, ask="Please ring on a Tuesday", fields=ALWAYS | frozenset(fields), agreed=given
    )
