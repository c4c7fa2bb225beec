"""Publishes a demo's groups in the demo's own store, and nowhere else."""

from collections.abc import Collection
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from poai.actions.demo_groups import GROUPS, Group, Offer
from poai.actions.office import Office
from poai.content import Content
from poai.domain.listing import CostOption, Listing, Location, Organisation, Phone, Schedule, Source
from poai.place import Place
from poai.store import Listings, Organisations

_WEB = "https://example.org"
_MADE_BY = "demo"


def publish_groups(office: Office, place: Place, content: Content, now: datetime) -> list[Listing]:
    """Publishes them in the demo's store, spread over the place's areas; what they offer, in order."""
    groups = [_group(group) for group in GROUPS]
    areas = [*place.localities]
    offers = [(group, offer) for group in GROUPS for offer in group.offers]
    offered = [
        _listing(number, group, offer, areas[number % len(areas)], content.needs, now)
        for number, (group, offer) in enumerate(offers)
    ]
    with office.store.work() as connection:
        why = "invented for a demo"
        Organisations(connection).publish_all(groups, made_by=_MADE_BY, why=why, now=now)
        Listings(connection).publish_all(offered, made_by=_MADE_BY, why=why, now=now)
    return offered


def _group(group: Group) -> Organisation:
    number = GROUPS.index(group)
    return Organisation(
        id=_identity(group.slug),
        slug=group.slug,
        name=group.name,
        description="This group is invented. It is part of the demo.",
        url=_WEB,
        email=f"{group.slug}@example.org",
        phones=(Phone(number=f"020 7946 0{900 + number}"),),
    )


def _listing(
    number: int, group: Group, offer: Offer, area: str, needs: Collection[str], now: datetime
) -> Listing:
    return Listing(
        id=_identity(offer.slug),
        slug=offer.slug,
        locality=area,
        name=offer.name,
        organization=group.slug,
        description=f"{offer.description} This group is invented: it is part of the demo.",
        source=Source(name="the demo", url=_WEB, seen=now.date(), date=now.date().isoformat()),
        url=_WEB,
        email=f"{group.slug}@example.org",
        joining="contact",
        needs=tuple(need for need in offer.needs if need in needs),
        cost_options=(CostOption(option="Each time", amount=offer.pounds),),
        schedules=_schedules(offer),
        locations=(Location(name=f"Example Hall {number + 1}", address_1=f"{number + 1} Fictional Road"),),
        phones=(Phone(number=f"020 7946 0{900 + GROUPS.index(group)}"),),
    )


def _schedules(offer: Offer) -> tuple[Schedule, ...]:
    if not offer.days:
        return ()
    return (Schedule(freq="WEEKLY", byday=offer.days, opens_at=offer.opens, closes_at=offer.closes),)


def _identity(slug: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"{_WEB}/{slug}"))
