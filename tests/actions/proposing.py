"""Exampleton's listings in a store, with members of two groups and stewards of two localities, for what waits to be checked."""

from dataclasses import dataclass, field, replace
from typing import Any

from poai.actions import changing
from poai.domain.access import Actor
from poai.domain.account import Grant, Role
from poai.domain.listing import Listing
from poai.interchange.directory import read_directory
from poai.store import Listings, Organisations
from poai.store.proposals import Proposal, Proposals
from tests.actions.cast import Cast
from tests.exampleton.files import DIRECTORY

LIBRARY, LUNCH, VISITORS = "harbour-library", "marsh-lunch-club", "hillside-visitors"
WHY = "as we do it now"


@dataclass
class Proposing:
    """`fay` and `finn` are of the friends (who run LUNCH in the south and VISITORS in the north), `cora` of the council
    (LIBRARY, in the north); `nell` is steward of the north, `sol` of the south, `pam` of the whole place."""

    cast: Cast
    actors: dict[str, Actor] = field(init=False)

    def __post_init__(self) -> None:
        seed = read_directory(DIRECTORY)
        with self.cast.store.work() as connection:
            for group in seed.organisations:
                Organisations(connection).publish(group, made_by="import", why="begun", now=self.cast.now)
            for listing in seed.listings:
                Listings(connection).publish(listing, made_by="import", why="begun", now=self.cast.now)
        given = {
            "fay": Grant(Role.ORGANISATION_MEMBER, "friends-of-exampleton"),
            "finn": Grant(Role.ORGANISATION_MEMBER, "friends-of-exampleton"),
            "cora": Grant(Role.ORGANISATION_MEMBER, "exampleton-council"),
            "nell": Grant(Role.STEWARD, "north-end"),
            "sol": Grant(Role.STEWARD, "south-end"),
            "pam": Grant(Role.STEWARD),
        }
        self.actors = {name: self.cast.actor(name, grant) for name, grant in given.items()}

    def __getitem__(self, name: str) -> Actor:
        return self.actors[name]

    def shown(self, slug: str) -> Listing | None:
        """What residents see."""
        with self.cast.store.read() as connection:
            return Listings(connection).get(slug)

    def published(self, slug: str) -> int:
        """The number of what residents see; 0 for nothing."""
        with self.cast.store.work() as connection:
            head = Listings(connection).head(slug)
        return (head and head.published) or 0

    def proposal(self, identity: str) -> Proposal:
        """One, as it stands now."""
        with self.cast.store.read() as connection:
            found = Proposals(connection).get(identity)
        assert found
        return found

    def changes(self, who: str, slug: str, *, base: int | None = None, **fields: Any) -> str:
        """Somebody changes fields of a listing; says the proposal's id, or "" if none was needed."""
        listing = self.shown(slug)
        assert listing
        base, after = base or self.published(slug), replace(listing, **fields)
        with self.cast.office.work(self.cast.now, self[who].id) as work:
            return changing.change(work, self[who], slug, after, base=base, why=WHY).proposal

    def adds(self, who: str, slug: str = "marsh-choir", **fields: Any) -> str:
        """Somebody adds a listing of the friends' in the south; says the proposal's id."""
        like = self.shown(LUNCH)
        assert like
        about = {"name": "Marsh choir", "description": "We sing together.", "confirmed": None} | fields
        with self.cast.office.work(self.cast.now, self[who].id) as work:
            identity = changing.new_id(work, self[who], slug)
            new = replace(like, id=identity, slug=slug, **about)
            return changing.add(work, self[who], new, why="we have begun").proposal

    def takes_down(self, slug: str) -> None:
        """A listing is no longer shown."""
        with self.cast.store.work() as connection:
            Listings(connection).withdraw(slug, made_by=self["pam"].id, why="closed", now=self.cast.now)
