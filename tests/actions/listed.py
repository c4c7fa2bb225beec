"""Exampleton's listings in a store, and the stewards of its two areas."""

from dataclasses import dataclass, replace
from uuid import NAMESPACE_URL, uuid5

from poai.domain.access import Actor
from poai.domain.account import Grant, Role
from poai.domain.listing import Listing
from poai.interchange.directory import read_directory
from poai.store import Listings, Organisations
from tests.actions.cast import Cast
from tests.exampleton.files import DIRECTORY

SEED = read_directory(DIRECTORY)
LUNCH = next(listing for listing in SEED.listings if listing.slug == "marsh-lunch-club")
ELSEWHERE = next(each for each in SEED.listings if each.locality not in (LUNCH.locality, "borough-wide"))


def copied(slug: str, **about: object) -> Listing:
    """The lunch club under another slug and id, changed."""
    return replace(LUNCH, **{"slug": slug, "id": str(uuid5(NAMESPACE_URL, slug)), **about})  # type: ignore[arg-type]


@dataclass(frozen=True)
class Listed:
    """A cast with `mine`, who stewards the lunch club's area, and `theirs`, who stewards another."""

    cast: Cast
    mine: Actor
    theirs: Actor

    @classmethod
    def open(cls, cast: Cast, *more: Listing) -> "Listed":
        with cast.store.work() as connection:
            for group in SEED.organisations:
                Organisations(connection).publish(group, made_by="import", why="a test", now=cast.now)
            for listing in (LUNCH, ELSEWHERE, *more):
                Listings(connection).publish(listing, made_by="import", why="a test", now=cast.now)
        return cls(
            cast,
            cast.actor("stella", Grant(Role.STEWARD, LUNCH.locality)),
            cast.actor("stan", Grant(Role.STEWARD, ELSEWHERE.locality)),
        )

    def get(self, slug: str) -> Listing | None:
        """What the public sees."""
        with self.cast.store.read() as connection:
            return Listings(connection).get(slug)

    def member(self) -> Actor:
        """Somebody of the lunch club's group."""
        return self.cast.actor("mo", Grant(Role.ORGANISATION_MEMBER, LUNCH.organization))
