"""The groups of a demo, which nobody can take for real: published in the demo's own store and nowhere else."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from poai.actions.office import Office
from poai.content import Content
from poai.domain.listing import CostOption, Listing, Location, Organisation, Phone, Schedule, Source
from poai.place import Place
from poai.store import Listings, Organisations

WEB = "https://example.org"
_MADE_BY = "demo"


@dataclass(frozen=True, slots=True)
class Offer:
    """What a group offers: when, what it costs in pounds, and the needs that it serves."""

    name: str
    description: str
    needs: tuple[str, ...]
    days: str = ""
    opens: str = ""
    closes: str = ""
    pounds: float = 0

    @property
    def slug(self) -> str:
        """Its key."""
        return self.name.lower().replace("’", "").replace(" ", "-").replace("é", "e")


@dataclass(frozen=True, slots=True)
class Group:
    """A group. `member` is the bird who signs in for it; one without answers by e-mail."""

    name: str
    member: str
    offers: tuple[Offer, ...]

    @property
    def slug(self) -> str:
        """Its key."""
        return self.name.lower().replace(" ", "-")


GROUPS = (
    Group(
        "Example Lunch Club",
        "Martin",
        (
            Offer(
                "Example Monday lunch",
                "A hot meal with other people, and somebody to talk to. A minibus fetches those who cannot walk far.",
                ("lunch-clubs", "company", "meeting-people", "food"),
                "MO",
                "12:00",
                "14:00",
                5,
            ),
            Offer(
                "Example meals brought home",
                "A hot meal at the door on weekdays from somebody who stays for a few words.",
                ("meals-at-home", "food", "company"),
                "MO,TU,WE,TH,FR",
                "11:30",
                "13:30",
                6,
            ),
        ),
    ),
    Group(
        "Example Befrienders",
        "Lark",
        (
            Offer(
                "Example friend on the telephone",
                "A call from the same volunteer each week, for people who see few others.",
                ("company", "low-mood", "grief"),
            ),
            Offer(
                "Example home visits",
                "A volunteer comes for an hour each week, for people who hardly leave the house.",
                ("company", "meeting-people", "low-mood"),
            ),
            Offer(
                "Example grief group",
                "People who have lost somebody meet and talk, or listen. Tea is there.",
                ("grief", "low-mood", "meeting-people"),
                "WE",
                "14:00",
                "15:30",
            ),
        ),
    ),
    Group(
        "Example Movers",
        "Siskin",
        (
            Offer(
                "Example chair exercise",
                "Gentle exercise sitting down, for steadier legs and fewer falls.",
                ("falls-and-balance", "keeping-active", "long-term-conditions"),
                "TU,TH",
                "10:30",
                "11:30",
                2,
            ),
            Offer(
                "Example slow walks",
                "A short walk in the park at the pace of the slowest, with a rest in the middle.",
                ("keeping-active", "meeting-people", "company"),
                "FR",
                "11:00",
                "12:00",
            ),
        ),
    ),
    Group(
        "Example Advice Desk",
        "Dunnock",
        (
            Offer(
                "Example help with forms and benefits",
                "Somebody sits with you until the form is done.",
                ("benefits", "debt", "cold-home"),
                "MO,WE",
                "09:30",
                "12:30",
            ),
            Offer(
                "Example housing advice",
                "Advice on rent, repairs and moves, by appointment.",
                ("housing", "homelessness", "legal-advice"),
            ),
        ),
    ),
    Group(
        "Example Carers Circle",
        "Avocet",
        (
            Offer(
                "Example carers’ café",
                "Coffee with others who look after somebody, while volunteers sit with those you care for.",
                ("caring-for-someone", "a-break-from-caring", "dementia"),
                "TH",
                "14:00",
                "16:00",
            ),
            Offer(
                "Example memory singing",
                "Singing old songs together, for people with dementia and whoever comes with them.",
                ("dementia", "singing-and-music", "caring-for-someone"),
                "TU",
                "14:00",
                "15:30",
                1,
            ),
        ),
    ),
    Group(
        "Example Menders",
        "",
        (
            Offer(
                "Example repairs at home",
                "Small repairs, grab rails and light bulbs by volunteers who were checked.",
                ("home-repairs", "falls-and-balance", "equipment-and-adaptations"),
            ),
            Offer(
                "Example garden help",
                "A morning in your garden, with you as far as you like.",
                ("garden-help", "gardening-and-nature"),
            ),
        ),
    ),
    Group(
        "Example Computer Corner",
        "",
        (
            Offer(
                "Example first steps online",
                "Learn to use a tablet with somebody beside you, as often as it takes.",
                ("getting-online", "learning-something-new"),
                "SA",
                "10:00",
                "12:00",
            ),
        ),
    ),
)


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
        url=WEB,
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
        source=Source(name="the demo", url=WEB, seen=now.date(), date=now.date().isoformat()),
        url=WEB,
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
    return str(uuid5(NAMESPACE_URL, f"{WEB}/{slug}"))
