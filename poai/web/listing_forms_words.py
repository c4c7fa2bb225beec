"""What is wrong with a form about a listing, in words that say what to do."""

import re

from poai.actions.editing import WrongError
from poai.web.forms import N_, Errors
from poai.web.staffing import GuestVisit

_ROW = re.compile(r"_\d+$")
_CLOCK = {
    "half": N_("Say if it is morning or afternoon, such as 2:30pm"),
    "words": N_("Write the time in numbers, such as 2:30pm"),
    "midnight": N_("Write 11:59pm for midnight"),
    "wrong": N_("Write the time like this: 2pm, 2:30pm or 14:30"),
}
_DAY = {
    "missing": N_("Enter the day"),
    "wrong": N_("Enter a day such as 12 5 2027"),
    "past": N_("Enter a day that is today or later"),
    "far": N_("Enter a day within the next year"),
    "before": N_("The last day cannot be before the first"),
}
_WORDS: dict[str, dict[str, str]] = {
    "opens": {**_CLOCK, "missing": N_("Enter when it begins")},
    "closes": {**_CLOCK, "before": N_("It cannot end before it begins")},
    "repeat": {"missing": N_("Choose how often it happens")},
    "day": {"missing": N_("Tick the days on which it happens")},
    "which": {"missing": N_("Tick which of them in the month, such as Second")},
    "words": {"missing": N_("Say in words when it happens")},
    "from_day": {
        **_DAY,
        "which-week": N_("Enter a day on which it happens, so that we know which weeks"),
        "other-day": N_("Enter a day on which it happens: this one is another day of the week"),
    },
    "to_day": _DAY,
    "first_day": _DAY,
    "last_day": _DAY,
    "until_day": _DAY,
    "name": {"missing": N_("Enter what it is called")},
    "area": {"missing": N_("Choose the area")},
    "organisation": {"missing": N_("Choose the group")},
    "description": {"missing": N_("Say what it is")},
    "url": {"wrong": N_("Enter a web address such as www.example.org")},
    "attending": {"missing": N_("Tick how people take part")},
    "venue": {"missing": N_("Enter what the place is called")},
    "postcode": {
        "wrong": N_("Enter a full postcode, such as AB1 2CD"),
        "meant": N_("Check the postcode. Did you mean %(what)s?"),
    },
    "cost": {"missing": N_("Say if it is free")},
    "amount": {
        "missing": N_("Enter a price, or say in words what it costs"),
        "wrong": N_("Enter the price in pounds, such as 2.50"),
    },
    "youngest": {"wrong": N_("Enter an age in years, such as 18")},
    "oldest": {
        "wrong": N_("Enter an age in years, such as 65"),
        "before": N_("The oldest age cannot be under the youngest"),
    },
    "joining": {"missing": N_("Choose how people join")},
    "phone": {"wrong": N_("Enter a phone number with its area code, such as 01632 960 001")},
    "role_phone": {"wrong": N_("Enter a phone number with its area code, such as 01632 960 001")},
    "email": {"wrong": N_("Enter an email address such as name@example.org")},
    "role_email": {"wrong": N_("Enter an email address such as name@example.org")},
    "title": {"missing": N_("Say who should be asked for, such as the secretary")},
    "others": {"unknown": N_("We do not know the language “%(what)s”. Check how it is spelt")},
    "kind": {"missing": N_("Choose if there is room")},
    "weeks": {"wrong": N_("Enter a number of weeks from 1 to 104")},
    "places": {"wrong": N_("Enter a number of people from 1 to 10,000")},
    "paused": {"missing": N_("Say if it stops for a while")},
    "why": {"missing": N_("Say why")},
}
_ANYWHERE = {
    "missing": N_("Fill this in"),
    "too-long": N_("Use fewer words here"),
    "too-short": N_("Write a little more"),
    "wrong": N_("Write without unusual characters"),
}


def wrong(visit: GuestVisit, error: WrongError) -> Errors:
    """What is wrong, by field."""
    gettext = visit.language.words.gettext
    found = Errors()
    for field, (reason, what) in error.wrong.items():
        own = _WORDS.get(field) or _WORDS.get(_ROW.sub("", field)) or {}
        message = gettext(own.get(reason) or _ANYWHERE[reason])
        found[field] = message % {"what": what} if "%(what)s" in message else message
    return found
