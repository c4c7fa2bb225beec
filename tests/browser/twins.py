"""One thing that is listed twice on the running site, a little otherwise each time, and something that was taken down."""

from dataclasses import replace
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from poai.domain.listing import Listing, Location, Organisation, Phone, Source
from poai.store import Listings, Organisations
from tests.actions.cast import Cast

GROUP = Organisation(id=str(uuid5(NAMESPACE_URL, "tide")), slug="tide-society", name="The Tide Society")
QUIZ = Listing(
    id=str(uuid5(NAMESPACE_URL, "quiz")),
    slug="quiz",
    locality="purley",
    name="Quiz night",
    organization=GROUP.slug,
    description="A quiz for everybody who likes one.",
    source=Source(name="The Tide Society", url="https://example.org/quiz", seen=date(2026, 11, 1)),
    needs=("company",),
    attending=("venue",),
    locations=(Location(name="The net loft", address_1="2 Quay Street", postal_code="CR8 2AA"),),
    phones=(Phone(number="01632 960 021"),),
)


def twins(word: str) -> tuple[Listing, Listing]:
    """Two listings of one quiz night, which is called after `word`."""
    one = _called(f"{word} quiz night", phones=(Phone(number=f"01632 960 0{len(word):02}"),))
    return one, _called(f"Quiz night {word}", phones=one.phones, email="quiz@example.org")


def list_twins(cast: Cast) -> dict[str, str]:
    """The slugs of two that are one, and of what was taken down."""
    kept, twin = twins("Tide")
    ended = _called("Shore walks", locations=(), phones=())
    publish(cast, kept, twin, ended)
    with cast.store.work() as connection:
        Listings(connection).withdraw(ended.slug, made_by="test", why="It has ended.", now=cast.now)
    return {"kept": kept.slug, "twin": twin.slug, "ended": ended.slug}


def publish(cast: Cast, *listings: Listing) -> None:
    """Publishes listings of the society."""
    with cast.store.work() as connection:
        Organisations(connection).publish(GROUP, made_by="test", why="a test", now=cast.now)
        for listing in listings:
            Listings(connection).publish(listing, made_by="test", why="a test", now=cast.now)


def _called(name: str, **about: object) -> Listing:
    slug = "-".join(name.casefold().split())
    return replace(QUIZ, **{"id": str(uuid5(NAMESPACE_URL, slug)), "slug": slug, "name": name, **about})  # type: ignore[arg-type]
