"""What a group keeps true on the running site: a listing, something that waits for its steward, a new one begun."""

from dataclasses import replace
from datetime import date, timedelta

from poai.actions import changing, drafting
from poai.domain.access import Actor
from poai.domain.listing import CostOption, Listing, Location, Organisation, Phone, Schedule, Source
from poai.domain.listing_now import Break
from poai.store import Listings, Organisations
from poai.store.prompts import Kind, Prompts
from tests.actions.cast import Cast

AREA = "purley"
GROUP = Organisation(
    id="6f1c9a50-0000-4000-8000-0000000000a1", slug="harbour-trust", name="The Harbour Trust"
)
TEA = Listing(
    id="6f1c9a50-0000-4000-8000-0000000000a2",
    slug="harbour-tea",
    locality=AREA,
    name="Harbour tea",
    organization=GROUP.slug,
    description="Tea and a chat for people who would like some company. Everybody is welcome.",
    source=Source(
        name="The Harbour Trust", url="https://example.org/tea", seen=date(2026, 11, 1), date="2026-11-01"
    ),
    joining="drop-in",
    needs=("company",),
    attending=("venue",),
    cost_options=(CostOption(amount=1.5, option="A cup of tea"),),
    schedules=(Schedule(freq="WEEKLY", interval=1, byday="MO,TH", opens_at="14:00", closes_at="16:00"),),
    locations=(Location(name="The old boathouse", address_1="1 Quay Street", wheelchair=True),),
    phones=(Phone(number="01632 960 011"),),
    breaks=(Break(first=date(2099, 12, 20), last=date(2099, 12, 31), reason="Christmas"),),
)


def list_something(cast: Cast, member: Actor) -> dict[str, str]:
    """The slug of the listing, the id of what waits, that of the draft, and the token of a letter that asks if all is right."""
    with cast.store.work() as connection:
        Organisations(connection).publish(GROUP, made_by="test", why="a test", now=cast.now)
        Listings(connection).publish(TEA, made_by="test", why="a test", now=cast.now)
    with cast.office.work(cast.now, member.id) as work:
        wanted = replace(TEA, name="Tea by the harbour")
        done = changing.change(work, member, TEA.slug, wanted, base=1, why="It is how we say it")
    draft = drafting.begin(
        cast.office,
        member,
        GROUP.slug,
        lambda blank: replace(blank, name="Chess by the sea", description="A quiet game.", locality=AREA),
        key="first",
        now=cast.now,
    )
    fields = {"who": ("People who like", ""), "base": ("1",)}
    drafting.keep(cast.office, member, TEA.slug, "who", fields, now=cast.now)
    with cast.store.work() as connection:
        until, asked = cast.now + timedelta(days=30), {TEA.id: (Kind.CHECK, 1)}
        token, _ = Prompts(connection).issue(
            "organisation-member@example.org", asked, until=until, now=cast.now
        )
    return {"own": TEA.slug, "proposal": done.proposal, "draft": draft, "check": token}
