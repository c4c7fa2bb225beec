"""A listing: one service or activity as residents see it.

Field names are those of Open Referral UK 3.0 where it has one. The records are plain data: what a
field may hold is checked when one is made, so a listing that exists is a listing that makes sense.
A bad value raises ValueError; `poai.interchange` adds the file and the field to that message.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from poai.domain.listing_now import Break, Checked, Pause, Room

BOROUGH_WIDE = "borough-wide"

Status = Literal["active", "inactive", "defunct", "temporarily closed"]
Joining = Literal["drop-in", "contact", "book", "referral"]
Attending = Literal["venue", "home", "online", "phone"]
Confidence = Literal["high", "medium", "low"]
Standing = Literal["current", "unconfirmed", "at-risk"]

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_BYDAY = re.compile(r"(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_PARTIAL_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")

STRICT = {"extra": "forbid"}  # an unknown field is a typing slip, and a slip must be seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A time at which it happens.

    With `freq` it is a rule that dates can be worked out from: WEEKLY takes days ("MO,WE"), MONTHLY
    takes counted days ("2MO", "-1FR"). Without `freq` it is words only, never turned into dates.
    Clock times are "HH:MM", local time; `valid_from` and `valid_to` are days, both included. With `term_time` it
    happens in school terms only.
    """

    freq: Literal["WEEKLY", "MONTHLY"] | None = None
    interval: int = 1
    byday: str | None = None
    opens_at: str | None = None
    closes_at: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    term_time: Literal[True] | None = None  # not False: what was stored before it was known stays as it was
    description: str | None = None

    __pydantic_config__ = STRICT

    def __post_init__(self) -> None:
        self._check_days()
        if not self.freq and not self.description:
            raise ValueError("a schedule needs freq and byday, or a description")
        if not 1 <= self.interval <= 52:
            raise ValueError("interval must be 1 to 52")
        for clock in (self.opens_at, self.closes_at):
            if clock is not None and not _CLOCK.fullmatch(clock):
                raise ValueError(f"{clock!r} is not a time such as 09:30")
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValueError("closes_at must be after opens_at")
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("valid_to must not be before valid_from")

    def _check_days(self) -> None:
        days = self.byday.split(",") if self.byday else []
        for day in days:
            if not _BYDAY.fullmatch(day):
                raise ValueError(f"byday {day!r} is not a day such as MO or 2WE")
        if bool(self.freq) != bool(days):
            raise ValueError("a repeating schedule has both freq and byday, words alone have neither")
        counted = [day for day in days if len(day) > 2]
        if self.freq == "WEEKLY" and counted:
            raise ValueError(f"byday {counted[0]!r} counts weeks of a month: use freq MONTHLY")
        if self.freq == "MONTHLY" and len(counted) != len(days):
            raise ValueError("a monthly byday says which one: 2WE, -1FR")


@dataclass(frozen=True, slots=True, kw_only=True)
class CostOption:
    """What it costs: `amount` in pounds, 0 for free; None where a source gives words only."""

    option: str | None = None
    amount: float | None = None
    amount_description: str | None = None
    valid_from: date | None = None

    __pydantic_config__ = STRICT

    def __post_init__(self) -> None:
        if self.amount is None and not (self.amount_description or self.option):
            raise ValueError("a cost needs an amount or words")
        if self.amount is not None and not 0 <= self.amount < 100_000:
            raise ValueError("amount is in pounds, 0 or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where it happens. Latitude and longitude are WGS84 degrees; `wheelchair` None is not known."""

    name: str
    address_1: str | None = None
    city: str | None = None
    postal_code: str | None = None
    ward: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    accessibility: str | None = None
    wheelchair: bool | None = None

    __pydantic_config__ = STRICT

    def __post_init__(self) -> None:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("latitude and longitude come together")
        if self.latitude is not None and not 49 <= self.latitude <= 61:
            raise ValueError("latitude is outside the United Kingdom")
        if self.longitude is not None and not -9 <= self.longitude <= 2:
            raise ValueError("longitude is outside the United Kingdom")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """A number as people write it ("020 8688 2486"), and whose it is if not the group's own."""

    number: str
    description: str | None = None

    __pydantic_config__ = STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A role to ask for, never a private person's name."""

    title: str
    email: str | None = None
    phone: str | None = None

    __pydantic_config__ = STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceArea:
    """Whom it serves by place, as the source words it ("CR2, CR5 and CR8")."""

    name: str

    __pydantic_config__ = STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the facts were found.

    `date` is as exact as the source is: "2025", "2025-05", "2025-05-19", or None when undated;
    `date_note` says more ("after 2023"). `seen` is the day on which we last found it there.
    `notes` are for editors and are never published.
    """

    name: str
    url: str
    seen: date
    date: str | None = None
    date_note: str | None = None
    confidence: Confidence = "medium"
    standing: Standing = "unconfirmed"
    attribution: str | None = None
    notes: str | None = None

    __pydantic_config__ = STRICT

    def __post_init__(self) -> None:
        if self.date is not None and not _PARTIAL_DATE.fullmatch(self.date):
            raise ValueError(f"date {self.date!r} is not 2025, 2025-05 or 2025-05-19")
        _check_web_address(self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """When the group itself last said that the facts are right, and who said so (a role)."""

    date: date
    by: str

    __pydantic_config__ = STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A group that runs listings."""

    id: str
    slug: str
    name: str
    description: str | None = None
    url: str | None = None
    email: str | None = None
    phones: tuple[Phone, ...] = ()

    __pydantic_config__ = STRICT

    def __post_init__(self) -> None:
        _check_identity(self.id, self.slug)
        if self.url:
            _check_web_address(self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One service or activity. `locality` is a locality's key or "borough-wide"; `organization` is a slug.

    `needs` are keys of content/needs that a person has confirmed it serves; `joining` None means that
    nobody has told us how to join; `minimum_age` and `maximum_age` are whole years, both included. `confirmed` is when
    all of it was said to be right, `checked` when some facts were. `unanswered` is since when nobody answers whether
    it is: it is given to what is shown, and never stored with a listing.
    """

    id: str
    slug: str
    locality: str
    name: str
    organization: str
    description: str
    source: Source
    status: Status = "active"
    alert: str | None = None
    url: str | None = None
    email: str | None = None
    joining: Joining | None = None
    application_process: str | None = None
    eligibility_description: str | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    fees_description: str | None = None
    needs: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    attending: tuple[Attending, ...] = ()
    languages: tuple[str, ...] = ()
    cost_options: tuple[CostOption, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    locations: tuple[Location, ...] = ()
    phones: tuple[Phone, ...] = ()
    contacts: tuple[Contact, ...] = ()
    service_areas: tuple[ServiceArea, ...] = ()
    confirmed: Confirmation | None = None
    breaks: tuple[Break, ...] = ()
    pause: Pause | None = None
    room: Room | None = None
    checked: tuple[Checked, ...] = ()
    unanswered: date | None = None

    __pydantic_config__ = STRICT

    def __post_init__(self) -> None:
        _check_identity(self.id, self.slug)
        if not self.name.strip() or not self.description.strip():
            raise ValueError("a listing needs a name and a description")
        if self.url:
            _check_web_address(self.url)
        for age in (self.minimum_age, self.maximum_age):
            if age is not None and not 0 <= age <= 120:
                raise ValueError("an age is 0 to 120 years")
        if len(set(self.needs)) != len(self.needs):
            raise ValueError("a need is given twice")

    @property
    def free(self) -> bool | None:
        """True if every known cost is nothing, False if one is not, None if nobody has told us."""
        amounts = [cost.amount for cost in self.cost_options]
        if not amounts:
            return None
        return all(amount == 0 for amount in amounts)


def _check_identity(identity: str, slug: str) -> None:
    if not re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", identity):
        raise ValueError(f"id {identity!r} is not a UUID")
    if not SLUG.fullmatch(slug) or len(slug) > 80:
        raise ValueError(f"slug {slug!r} may hold small letters, digits and single hyphens, 80 at most")


def _check_web_address(url: str) -> None:
    # Links come from other people: anything but the web (javascript:, data:) could run in a reader's browser.
    if not re.fullmatch(r"https?://[^\s<>\"']+", url):
        raise ValueError(f"{url!r} is not a web address beginning http:// or https://")
