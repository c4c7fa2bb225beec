"""How each field of a listing is told in words to staff: what it is called, and what it says, line by line."""

from collections.abc import Callable, Mapping
from typing import Final

from poai.domain.facts import Facts
from poai.domain.listing import BOROUGH_WIDE, CostOption, Listing, Location
from poai.domain.listing_now import Break, Pause, Room
from poai.web.forms import N_
from poai.web.page import Visit
from poai.web.words import Words

_FACTS = {
    Facts.NAME: N_("Name and group"),
    Facts.ABOUT: N_("What it is"),
    Facts.TIMES: N_("When"),
    Facts.PLACE: N_("Where"),
    Facts.COST: N_("Cost"),
    Facts.WHO: N_("Who it is for"),
    Facts.JOINING: N_("How to join"),
    Facts.CONTACT: N_("Phone and email"),
    Facts.LANGUAGES: N_("Languages"),
    Facts.NEEDS: N_("What it helps with"),
    Facts.ROOM: N_("Room for more people"),
    Facts.PAUSE: N_("Pause"),
}

_FIELDS = {
    "name": N_("Name"),
    "organization": N_("Group"),
    "locality": N_("Area"),
    "status": N_("Running or not"),
    "description": N_("What it is"),
    "tags": N_("Words to find it by"),
    "alert": N_("Important notice"),
    "url": N_("Web address"),
    "schedules": N_("Days and times"),
    "breaks": N_("Breaks"),
    "locations": N_("Places"),
    "attending": N_("How people take part"),
    "service_areas": N_("For people in"),
    "fees_description": N_("Cost in words"),
    "cost_options": N_("Prices"),
    "eligibility_description": N_("Who it is for"),
    "minimum_age": N_("Youngest age"),
    "maximum_age": N_("Oldest age"),
    "joining": N_("How to join"),
    "application_process": N_("What to do to join"),
    "email": N_("Email"),
    "phones": N_("Phone numbers"),
    "contacts": N_("Who to ask for"),
    "languages": N_("Languages"),
    "needs": N_("What it helps with"),
    "room": N_("Room for more people"),
    "pause": N_("Pause"),
}

STATUS = {
    "active": N_("Running"),
    "inactive": N_("Not running"),
    "defunct": N_("Ended for good"),
    "temporarily closed": N_("Closed for now"),
}
"""What a status is called."""

_ATTENDING = {
    "venue": N_("They come to a place"),
    "home": N_("Somebody visits them at home"),
    "online": N_("Online"),
    "phone": N_("By phone"),
}


def facts_called(words: Words, facts: Facts) -> str:
    """What a kind of facts is called."""
    return words.gettext(_FACTS[facts])


def called(words: Words, field: str) -> str:
    """What a field is called. Raises KeyError for one that nobody edits."""
    return words.gettext(_FIELDS[field])


def told(visit: Visit, field: str, listing: Listing) -> tuple[str, ...]:
    """What a field says, line by line; nothing where it is empty. Raises KeyError for a field that nobody edits."""
    if field in _SAYS:
        return tuple(line for line in _SAYS[field](visit, listing) if line)
    if field not in _FIELDS:
        raise KeyError(field)
    value = getattr(listing, field)
    return () if value is None or value == "" else (str(value),)


def beside(words: Words, field: str, line: str) -> str:
    """A line of a field as it stands beside those of other fields: a break says that it is one."""
    return words.gettext("Break: %(days)s") % {"days": line} if field == "breaks" else line


def one_break(words: Words, one: Break) -> str:
    """Days on which nothing happens, and why."""
    when = (
        words.long_date(one.first)
        if one.first == one.last
        else words.gettext("%(first)s to %(last)s")
        % {"first": words.long_date(one.first), "last": words.long_date(one.last)}
    )
    return f"{when}: {one.reason}" if one.reason else when


def pause(words: Words, one: Pause) -> str:
    """A pause, until when, and why."""
    said = words.gettext("Nothing happens until %(day)s") % {"day": words.long_date(one.until)}
    return f"{said}: {one.reason}" if one.reason else said


def room(words: Words, one: Room) -> str:
    """What a group says of room, and until when it holds."""
    if one.kind == "full":
        said = words.gettext("Full")
    elif one.kind == "waiting-list":
        said = (
            words.ngettext("A waiting list of %(num)s week", "A waiting list of %(num)s weeks", one.weeks)
            % {"num": one.weeks}
            if one.weeks
            else words.gettext("A waiting list")
        )
    else:
        said = (
            words.ngettext("Room for %(num)s person", "Room for %(num)s people", one.places)
            % {"num": one.places}
            if one.places
            else words.gettext("There is room")
        )
    return words.gettext("%(what)s, until %(day)s") % {"what": said, "day": words.long_date(one.until)}


def cost(words: Words, option: CostOption) -> str:
    """One price: what for, how much, and what else is said of it."""
    pounds = f"£{option.amount:.2f}".replace(".00", "") if option.amount else ""
    if option.amount == 0:
        pounds = words.gettext("Free")
    return ": ".join(part for part in (option.option, pounds, option.amount_description) if part)


def place(words: Words, one: Location) -> str:
    """A place with its address, and how to get in."""
    wheelchair = {
        True: words.gettext("Wheelchair access"),
        False: words.gettext("No wheelchair access"),
        None: "",
    }[one.wheelchair]
    parts = (one.name, one.address_1, one.city, one.postal_code, wheelchair, one.accessibility)
    return ", ".join(part for part in parts if part)


def area(visit: Visit, key: str) -> str:
    """What an area is called; the whole place for what is for everybody in it."""
    if key == BOROUGH_WIDE:
        return visit.language.words.gettext("All of %(place)s") % {"place": visit.snapshot.place.name}
    found = visit.snapshot.place.localities.get(key)
    return found.name if found else key


def group(visit: Visit, slug: str) -> str:
    """What a group is called today; its slug if it has nothing listed."""
    found = visit.snapshot.catalogue.organisations.get(slug)
    return found.name if found else slug


def _needs(visit: Visit, listing: Listing) -> list[str]:
    known = visit.snapshot.content.needs
    return [visit.language.words.gettext(known[key].label) if key in known else key for key in listing.needs]


def _with(number: str, description: str | None) -> str:
    return f"{number} ({description})" if description else number


Says = Callable[[Visit, Listing], "list[str]"]


def _words(visit: Visit) -> Words:
    return visit.language.words


_SAYS: Final[Mapping[str, Says]] = {
    "organization": lambda visit, listing: [group(visit, listing.organization)],
    "locality": lambda visit, listing: [area(visit, listing.locality)],
    "status": lambda visit, listing: [_words(visit).gettext(STATUS[listing.status])],
    "tags": lambda _, listing: list(listing.tags),
    "schedules": lambda visit, listing: [_words(visit).schedule(each) for each in listing.schedules],
    "breaks": lambda visit, listing: [one_break(_words(visit), each) for each in listing.breaks],
    "locations": lambda visit, listing: [place(_words(visit), each) for each in listing.locations],
    "attending": lambda visit, listing: [
        _words(visit).gettext(_ATTENDING[each]) for each in listing.attending
    ],
    "service_areas": lambda _, listing: [each.name for each in listing.service_areas],
    "cost_options": lambda visit, listing: [cost(_words(visit), each) for each in listing.cost_options],
    "joining": lambda visit, listing: [_words(visit).joining(listing)],
    "phones": lambda _, listing: [_with(each.number, each.description) for each in listing.phones],
    "contacts": lambda _, listing: [
        ", ".join(filter(None, (each.title, each.phone, each.email))) for each in listing.contacts
    ],
    "languages": lambda visit, listing: [_words(visit).language(code) for code in listing.languages],
    "needs": _needs,
    "room": lambda visit, listing: [room(_words(visit), listing.room)] if listing.room else [],
    "pause": lambda visit, listing: [pause(_words(visit), listing.pause)] if listing.pause else [],
}
