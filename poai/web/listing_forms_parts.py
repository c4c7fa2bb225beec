"""The forms of what a listing can have several of: sessions, breaks and venues."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from poai.actions import editing_place, editing_times
from poai.actions.editing import Fields, Sent
from poai.domain.facts import Facts
from poai.domain.listing import Listing
from poai.web.forms import N_
from poai.web.listing_forms_fields import Asked, Asking
from poai.web.staffing import StaffVisit


@dataclass(frozen=True, slots=True)
class Part:
    """`path` is its address below the listing's, `page` the form on whose page they are listed. `put` gives the listing with
    one of them changed, added or (None) removed, by its number from 0."""

    path: str
    page: Facts
    new: str
    change: str
    remove: str
    items: Callable[[Listing], tuple[Any, ...]]
    asks: Callable[[Asking, Any], list[Asked]]
    fill: Callable[[Any], Fields]
    read: Callable[[Sent, Any, StaffVisit], Any]
    put: Callable[[Listing, int, Any, StaffVisit], Listing]


def _session(ask: Asking, now: Any) -> list[Asked]:
    words = ask.words
    repeats = [
        ("WEEKLY-1", words.gettext("Every week")),
        ("WEEKLY-2", words.gettext("Every second week")),
        ("MONTHLY-1", words.gettext("Once a month, or in some weeks of the month")),
        (editing_times.WORDS, words.gettext("It is different each time: I say it in words")),
    ]
    value = f"{now.freq}-{now.interval}" if now and now.freq else ""
    if value and value not in editing_times.REPEATS:
        count = {"num": now.interval}
        often = (
            words.gettext("Every %(num)s weeks")
            if now.freq == "WEEKLY"
            else words.gettext("Every %(num)s months")
        )
        repeats.insert(3, (value, often % count))
    which = [
        ("1", words.gettext("First")),
        ("2", words.gettext("Second")),
        ("3", words.gettext("Third")),
        ("4", words.gettext("Fourth")),
        ("5", words.gettext("Fifth")),
        ("-1", words.gettext("Last")),
    ]
    return [
        ask.radios("repeat", N_("How often?"), repeats),
        ask.boxes(
            "day", N_("On which days?"), [(day, words.day(day)) for day in editing_times.DAYS], small=True
        ),
        ask.boxes(
            "which",
            N_("If it is by the month: which ones?"),
            which,
            N_("For the second Sunday of the month, tick Sunday above and Second here."),
            small=True,
        ),
        ask.text(
            "opens", N_("When does it begin?"), N_("For example 2pm or 14:00"), width=10, autocomplete="off"
        ),
        ask.text("closes", N_("When does it end? (optional)"), width=10, autocomplete="off"),
        ask.text(
            "words",
            N_("Is there more to say about the times? (optional)"),
            N_("For example: Come from half past one for a cup of tea."),
        ),
        ask.boxes(
            "term",
            N_("Is it in school terms only?"),
            [("yes", words.gettext("Yes, only in school terms"))],
            N_("Terms differ from school to school, so we say this in words and show no dates."),
            heading=N_("If it is not all year round"),
        ),
        ask.day(
            "from",
            N_("From which day? (optional)"),
            N_("Every second week needs one: a day on which it happens."),
        ),
        ask.day("to", N_("Until which day? (optional)")),
    ]


def _break(ask: Asking, _: Any) -> list[Asked]:
    return [
        ask.day("first", N_("On what day does the break begin?"), N_("The first day without it.")),
        ask.day("last", N_("What is its last day?"), N_("Leave it empty if it is only one day.")),
        ask.text("reason", N_("Why? (optional)"), N_("Residents can read it. For example: Easter.")),
    ]


def _venue(ask: Asking, _: Any) -> list[Asked]:
    access = [
        ("yes", ask.words.gettext("Yes")),
        ("no", ask.words.gettext("No")),
        ("unknown", ask.words.gettext("I do not know")),
    ]
    return [
        ask.text(
            "postcode",
            N_("Postcode"),
            N_("So that people can see how far it is."),
            width=10,
            autocomplete="off",
        ),
        ask.text(
            "venue", N_("What is the place called?"), N_("For example: The church hall"), autocomplete="off"
        ),
        ask.text("address", N_("Street and number (optional)"), autocomplete="off"),
        ask.text("town", N_("Town (optional)"), autocomplete="off"),
        ask.radios("wheelchair", N_("Can somebody in a wheelchair get in?"), access),
        ask.area(
            "accessibility",
            N_("What else helps people to get in and feel at ease? (optional)"),
            N_("For example: an accessible toilet, a hearing loop, a quiet room."),
            rows=3,
        ),
    ]


PARTS = {
    part.path: part
    for part in (
        Part(
            "times",
            Facts.TIMES,
            N_("Add a day and time"),
            N_("Change a day and time"),
            N_("Remove this day and time"),
            lambda listing: listing.schedules,
            _session,
            editing_times.session_fields,
            lambda sent, before, _: editing_times.session_of(sent, before),
            lambda listing, number, item, _: editing_times.with_session(listing, number, item),
        ),
        Part(
            "breaks",
            Facts.TIMES,
            N_("Add a break or a holiday"),
            N_("Change a break"),
            N_("Remove this break"),
            lambda listing: listing.breaks,
            _break,
            editing_times.break_fields,
            lambda sent, _, __: editing_times.break_of(sent),
            lambda listing, number, item, visit: editing_times.with_break(
                listing, number, item, visit.now.date()
            ),
        ),
        Part(
            "venues",
            Facts.PLACE,
            N_("Add a place"),
            N_("Change a place"),
            N_("Remove this place"),
            lambda listing: listing.locations,
            _venue,
            editing_place.venue_fields,
            lambda sent, before, visit: editing_place.venue_of(sent, visit.snapshot.place, before),
            lambda listing, number, item, _: editing_place.with_venue(listing, number, item),
        ),
    )
}
