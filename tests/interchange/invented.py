"""Listings of every kind, all invented, as many as are asked for."""

from datetime import date
from typing import Any
from uuid import UUID

from poai.domain.listing import (
    Confirmation,
    Contact,
    CostOption,
    Listing,
    Location,
    Organisation,
    Phone,
    Schedule,
    ServiceArea,
    Source,
)

SECRET = "Editors only: a steward's own number is 01632 960999."
GROUPS = (
    Organisation(id=str(UUID(int=1)), slug="plain-group", name="Plain group"),
    Organisation(
        id=str(UUID(int=2)),
        slug="full-group",
        name="Full group",
        description="Runs much.",
        url="https://example.org/über|all",
        email="group@example.org",
        phones=(Phone(number="01632 960001"), Phone(number="01632 960001", description="Evenings")),
    ),
)
_SOURCE = Source(
    name="Exampleton Post", url="https://example.org/post?a=50%", seen=date(2026, 11, 1), notes=SECRET
)


def listings(many: int) -> tuple[Listing, ...]:
    """That many listings: of seven in a row, each is known in another way."""
    return tuple(_listing(number) for number in range(many))


def _listing(number: int) -> Listing:
    kind = number % 7
    common: dict[str, Any] = {
        "id": str(UUID(int=1000 + number)),
        "slug": f"listing-{number:04}",
        "locality": ("north-end", "south-end", "borough-wide")[number % 3],
        "name": f"Listing {number:04}",
        "organization": GROUPS[number % 2].slug,
        "description": "Said in “words” & <signs>,\nover two lines.",
        "source": _SOURCE,
    }
    if kind == 0:
        return Listing(**common)
    if kind == 1:
        return _full(common)
    if kind == 2:
        return Listing(**common, schedules=(Schedule(description="Most days."),), status="temporarily closed")
    if kind == 3:
        half = Location(name="The hut", city="Exampleton", wheelchair=False, accessibility="Three steps.")
        return Listing(**common, locations=(half, half), minimum_age=0, maximum_age=25)
    if kind == 4:
        cost = CostOption(amount=0)
        return Listing(
            **common, cost_options=(cost, cost), needs=("company", "food"), attending=("home", "phone")
        )
    if kind == 5:
        person = Contact(title="The warden", phone="01632 960003")
        return Listing(**common, contacts=(person, person), fees_description="Ask.", joining="referral")
    return Listing(**common, email="not an address", languages=("ta", "ta", "xx"), tags=("=1+1", "quiz"))


def _full(common: dict[str, Any]) -> Listing:
    return Listing(
        **common,
        status="active",
        alert="Moved to the hall.",
        url="https://example.org/a b".replace(" ", "%zz"),
        email="hall@example.org",
        joining="book",
        application_process="Ring first.",
        eligibility_description="Anyone over 60.",
        minimum_age=60,
        maximum_age=120,
        needs=("company", "getting-online"),
        tags=("tea",),
        attending=("venue", "online"),
        languages=("en", "ur"),
        cost_options=(CostOption(option="Members", amount=2.5, amount_description="a week"),),
        schedules=(
            Schedule(
                freq="WEEKLY",
                interval=2,
                byday="MO,WE",
                opens_at="10:00",
                closes_at="12:00",
                valid_from=date(2026, 1, 5),
            ),
            Schedule(freq="MONTHLY", byday="-1FR", valid_to=date(2027, 3, 31), description="Bring a cup."),
        ),
        locations=(
            Location(
                name="The hall",
                address_1="1 Quay Street",
                city="Exampleton",
                postal_code="ZE10 1AA",
                ward="Harbour",
                latitude=55.15,
                longitude=1.05,
                accessibility="A loop.",
                wheelchair=True,
            ),
        ),
        phones=(Phone(number="01632 960002"),),
        contacts=(Contact(title="The organiser", email="ask@example.org"),),
        service_areas=(ServiceArea(name="ZE10 and ZE11"),),
        confirmed=Confirmation(date=date(2026, 11, 5), by="the warden"),
    )
