"""Our listings as records of Open Referral UK 3.0 (HSDS-UK-3.0).

What is not known is left out: the standard's types allow no null. Facts that it has no place for have names that
begin with `poai_`, so that whoever takes a whole feed back in loses nothing. Parts without an id of their own get one
that is made from their owner's and what they are, the same each time.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid5

from babel import Locale

from poai.domain.area import Attribution
from poai.domain.document import Document, to_document
from poai.domain.listing import Contact, CostOption, Listing, Location, Organisation, Phone, Schedule
from poai.domain.listing_now import Break, Checked, Pause, Room
from poai.interchange.oruk_terms import Vocabulary

VERSION = "HSDS-UK-3.0"
COUNTRY = "GB"
_WAYS = {"venue": "In person", "home": "At your home", "online": "Online", "phone": "By phone"}
_ENGLISH = Locale("en", "GB").languages
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Frame:
    """What is the same for every record: our public address, the place's name and time zone, and its attributions by key."""

    origin: str
    place: str
    timezone: str
    attributions: Mapping[str, Attribution]
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True)
class At:
    """One service at one of its places."""

    id: str
    listing: Listing
    location: Location


def part_id(owner: str, kind: str, what: str) -> str:
    """The id of a part of `owner` (a UUID): the same for the same part."""
    return str(uuid5(UUID(owner), f"{kind}/{what}"))


def service_summary(
    listing: Listing, organisation: Organisation, changed: datetime, frame: Frame
) -> Document:
    """What a list of services says of one, with the group that runs it. `changed` is when it last did."""
    source = listing.source
    credit = frame.attributions.get(source.attribution or "")
    return known(
        id=listing.id,
        organization_id=organisation.id,
        name=listing.name,
        description=listing.description,
        url=_web(listing.url),
        email=_email(listing.email),
        status=listing.status,
        fees=listing.fees_description,
        minimum_age=listing.minimum_age,
        maximum_age=listing.maximum_age,
        assured_date=_day(listing.confirmed.date if listing.confirmed else None),
        alert=listing.alert,
        last_modified=moment(changed),
        eligibility_description=listing.eligibility_description,
        application_process=listing.application_process,
        organization=organization(organisation, frame),
        poai_slug=listing.slug,
        poai_page=f"{frame.origin}/listings/{listing.slug}",
        poai_locality=listing.locality,
        poai_joining=listing.joining,
        poai_attending=list(listing.attending),
        poai_tags=list(listing.tags),
        poai_assured_by=listing.confirmed.by if listing.confirmed else None,
        poai_breaks=[_said(each) for each in listing.breaks],
        poai_pause=_said(listing.pause) if listing.pause else None,
        poai_room=_said(listing.room) if listing.room else None,
        poai_checked=[_said(each) for each in listing.checked],
        poai_source=known(
            name=source.name,
            url=_web(source.url),
            seen=_day(source.seen),
            date=source.date,
            date_note=source.date_note,
            confidence=source.confidence,
            standing=source.standing,
            attribution=source.attribution,
            attribution_text=f"{credit.text} {credit.licence}: {credit.url}" if credit else None,
        ),
        poai_licence=f"{frame.origin}/data",
    )


def service(listing: Listing, organisation: Organisation, changed: datetime, frame: Frame) -> Document:
    """One service with everything that is known of it."""
    return {
        **service_summary(listing, organisation, changed, frame),
        **_parts(listing, frame),
        **known(
            service_at_locations=[
                {
                    "id": at.id,
                    "service_id": listing.id,
                    "location_id": location_id(at),
                    "location": location(at, frame),
                }
                for at in places(listing)
            ]
        ),
    }


def places(listing: Listing) -> tuple[At, ...]:
    """The service at each of its places."""
    found: list[At] = []
    for place in listing.locations:
        what = _address(place)
        again = sum(1 for other in found if _address(other.location) == what)
        identity = part_id(listing.id, "service_at_location", f"{what}/{again}" if again else what)
        found.append(At(identity, listing, place))
    return tuple(found)


def service_at_location(at: At, of: Document, frame: Frame) -> Document:
    """A service at a place; `of` is the service, in full or in short."""
    return {
        "id": at.id,
        "service_id": at.listing.id,
        "location_id": location_id(at),
        "location": location(at, frame),
        "service": {name: value for name, value in of.items() if name != "service_at_locations"},
    }


def organization(organisation: Organisation, frame: Frame) -> Document:
    """A group."""
    return known(
        id=organisation.id,
        name=organisation.name,
        # Asked for by the standard: the name says at least something that is true.
        description=organisation.description or organisation.name,
        email=_email(organisation.email),
        website=_web(organisation.url),
        uri=f"{frame.origin}/organisations/{organisation.slug}",
        phones=_apart(_phone(phone, organisation.id) for phone in organisation.phones),
        poai_slug=organisation.slug,
    )


def location_id(at: At) -> str:
    """The id of the place: one of its own for each service, for two may say different things of one building."""
    return part_id(at.id, "location", "")


def location(at: At, frame: Frame) -> Document:
    """A place where a service is. An address is whole or is said in words: half of one would be no address."""
    place, identity = at.location, location_id(at)
    whole = bool(place.postal_code and place.city)
    partly = ", ".join(part for part in (place.address_1, place.city, place.postal_code) if part)
    told = {
        True: "Wheelchair access",
        False: "No wheelchair access",
        None: place.accessibility,
    }[place.wheelchair]
    return known(
        id=identity,
        location_type="physical",
        name=place.name,
        description=None if whole else partly,
        latitude=place.latitude,
        longitude=place.longitude,
        addresses=[
            {
                "id": part_id(identity, "address", ""),
                "location_id": identity,
                "address_1": place.address_1 or place.name,
                "city": place.city,
                "state_province": frame.place,
                "postal_code": place.postal_code,
                "country": COUNTRY,
                "address_type": "physical",
            }
        ]
        if whole
        else [],
        accessibility=[
            known(
                id=part_id(identity, "accessibility", ""),
                location_id=identity,
                description=told,
                details=place.accessibility if place.accessibility != told else None,
            )
        ]
        if told
        else [],
        poai_address_1=place.address_1,
        poai_city=None if whole else place.city,
        poai_postal_code=None if whole else place.postal_code,
        poai_ward=place.ward,
        poai_wheelchair=place.wheelchair,
        poai_accessibility=place.accessibility,
    )


def _parts(listing: Listing, frame: Frame) -> Document:
    own = listing.id
    phones = _apart(_phone(phone, own) for phone in listing.phones)
    contacts = _apart(_contact(contact, own) for contact in listing.contacts)
    if phones:
        # Where feeds of this standard have them, although it has no place for them; HSDS has `phones` too.
        contacts.insert(0, {"id": part_id(own, "contact", ""), "service_id": own, "phones": phones})
    return known(
        schedules=[_schedule(item, own, n, listing, frame) for n, item in enumerate(listing.schedules, 1)],
        service_areas=_apart(
            {"id": part_id(own, "service_area", area.name), "service_id": own, "name": area.name}
            for area in listing.service_areas
        ),
        languages=[
            known(id=part_id(own, "language", code), service_id=own, code=code, name=_ENGLISH.get(code, code))
            for code in dict.fromkeys(listing.languages)
        ],
        cost_options=[_cost(cost, own, n) for n, cost in enumerate(listing.cost_options, 1)],
        phones=phones,
        contacts=contacts,
        attributes=[
            {
                "id": part_id(own, "attribute", term),
                "link_id": own,
                "link_entity": "service",
                "taxonomy_term_id": term,
                "taxonomy_term": frame.vocabulary.terms[term],
            }
            for term in frame.vocabulary.of_listing(listing)
        ],
    )


def _schedule(schedule: Schedule, own: str, number: int, listing: Listing, frame: Frame) -> Document:
    return known(
        id=part_id(own, "schedule", str(number)),
        service_id=own,
        valid_from=_day(schedule.valid_from),
        valid_to=_day(schedule.valid_to),
        dtstart=_day(schedule.valid_from) if schedule.interval > 1 else None,
        freq=schedule.freq,
        interval=schedule.interval if schedule.freq else None,
        byday=schedule.byday,
        # Local time without an offset: a club at 10 is at 10 in summer too.
        opens_at=schedule.opens_at,
        closes_at=schedule.closes_at,
        description=schedule.description,
        attending_type="; ".join(_WAYS[way] for way in listing.attending),
        poai_timezone=frame.timezone if schedule.opens_at else None,
        poai_term_time=schedule.term_time,
    )


def _said(record: Break | Pause | Room | Checked) -> Document:
    """What the standard has no place for, as we keep it."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in to_document(record).items()
    }


def _cost(cost: CostOption, own: str, number: int) -> Document:
    return known(
        id=part_id(own, "cost_option", str(number)),
        service_id=own,
        valid_from=_day(cost.valid_from),
        option=cost.option,
        amount=cost.amount,
        currency="GBP" if cost.amount is not None else None,
        amount_description=cost.amount_description,
    )


def _contact(contact: Contact, own: str) -> Document:
    identity = part_id(own, "contact", contact.title)
    return known(
        id=identity,
        service_id=own,
        title=contact.title,
        email=_email(contact.email),
        phones=[_phone(Phone(number=contact.phone), identity)] if contact.phone else [],
    )


def _phone(phone: Phone, own: str) -> Document:
    return known(id=part_id(own, "phone", phone.number), number=phone.number, description=phone.description)


def known(**values: Any) -> Document:
    """The values that are known: none that is None, empty text or an empty list."""
    return {name: value for name, value in values.items() if value is not None and value not in ("", [], {})}


def _apart(records: Iterable[Document]) -> list[Document]:
    """The records, with ids of their own for those that are the same as one before."""
    found: dict[str, Document] = {}
    for record in records:
        identity = record["id"]
        while identity in found:
            identity = part_id(identity, "again", "")
        found[identity] = {**record, "id": identity}
    return list(found.values())


def moment(when: datetime) -> str:
    """A moment with its offset, to the millisecond as the standard wishes."""
    return when.astimezone(UTC).isoformat(timespec="milliseconds")


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _address(place: Location) -> str:
    return "/".join(part or "" for part in (place.name, place.address_1, place.postal_code))


def _web(address: str | None) -> str | None:
    """The address in the few letters that an address may have."""
    return quote(_STRAY.sub("%25", address), safe="%/:?#@!$&'()*+,;=~-._") if address else None


def _email(address: str | None) -> str | None:
    """The address, if it is one."""
    return address if address and "@" in address else None
