"""A listing and its group in a store, and what somebody says of them, for tests of what people tell us."""

from dataclasses import dataclass, replace

from poai.actions import claiming, suggesting
from poai.actions.suggesting import Sent
from poai.domain.access import Actor
from poai.domain.account import Grant, Role
from poai.domain.listing import Listing
from poai.domain.suggestion import Suggestion
from poai.interchange.directory import read_directory
from poai.store import Listings, Organisations
from poai.store.suggestions import Suggestions
from tests.actions.cast import ADDRESS, Cast
from tests.exampleton.files import DIRECTORY

GROUP = "chair@group.example"  # the address that the group shows
CLEO = "cleo@home.example"


@dataclass
class Told:
    """`north` and `south` are listings of two groups in two localities; only that of the north shows an address."""

    cast: Cast
    north: Listing
    south: Listing

    @classmethod
    def open(cls, cast: Cast) -> "Told":
        seed = read_directory(DIRECTORY)
        north = next(one for one in seed.listings if one.locality == "north-end")
        south = next(
            one
            for one in seed.listings
            if one.locality == "south-end" and one.organization != north.organization
        )
        with cast.store.work() as connection:
            for group in seed.organisations:
                shown = replace(group, email=GROUP if group.slug == north.organization else None)
                Organisations(connection).publish(shown, made_by="import", why="a test", now=cast.now)
            for listing in (north, replace(south, email=None)):
                Listings(connection).publish(listing, made_by="import", why="a test", now=cast.now)
        return cls(cast, north, south)

    def sent(self, trap: str = "", address: str = ADDRESS) -> Sent:
        """A form that somebody has read before they sent it."""
        stamp = suggesting.stamped(self.cast.office, self.cast.now)
        self.cast.later(seconds=20)
        return Sent(stamp=stamp, trap=trap, address=address)

    def change(self, listing: Listing, words: str = "It has closed", *, trap: str = "") -> None:
        """Somebody says that a listing is wrong."""
        sent = self.sent(trap)
        suggesting.suggest_change(
            self.cast.office, listing.slug, about="closed", words=words, name="", reach="", urgent=False,
            sent=sent, now=self.cast.now,
        )  # fmt: skip

    def claim(self, slug: str, *, name: str = "Cleo", email: str = CLEO) -> None:
        """Somebody says that a group is theirs."""
        sent = self.sent()
        claiming.claim(
            self.cast.office, slug, name=name, email=email, role="Chair", sent=sent, now=self.cast.now
        )

    def steward(self, name: str, locality: str) -> Actor:
        return self.cast.actor(name, Grant(Role.STEWARD, locality))

    def open_to(self, actor: Actor) -> list[Suggestion]:
        with self.cast.office.work(self.cast.now, actor.id, reading=True) as work:
            return Suggestions(work.connection, work.keys()).open_to(actor)
