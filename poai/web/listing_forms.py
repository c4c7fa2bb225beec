"""The forms of a listing, one for each kind of facts: what each asks, shows of a listing, and makes of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from poai.actions import editing_facts, editing_now, editing_place
from poai.actions.editing import Fields, Sent
from poai.domain.facts import Facts
from poai.domain.listing import BOROUGH_WIDE, Listing
from poai.web.forms import N_
from poai.web.hearing import listen
from poai.web.listing_forms_fields import Asked, Asking
from poai.web.page import Visit
from poai.web.staffing import StaffVisit

PRICES_MORE, PHONES_MORE = 1, 1  # empty rows beside those that are filled


@dataclass(frozen=True, slots=True)
class Form:
    """`asks` gives the fields for a listing, `fill` what they show of it, and `read` the listing with what was sent."""

    facts: Facts
    title: str
    asks: Callable[[Asking, Listing], list[Asked]]
    fill: Callable[[Listing, StaffVisit], Fields]
    read: Callable[[Sent, Listing, StaffVisit], Listing]
    intro: str = ""


def name_asked(ask: Asking) -> list[Asked]:
    """Its name, then its area."""
    place = ask.visit.snapshot.place
    areas = [(key, area.name) for key, area in place.localities.items()]
    whole = ask.words.gettext("All of %(place)s") % {"place": place.name}
    return [
        ask.text(
            "name", N_("What is it called?"), N_("As you would say it to somebody who does not know it.")
        ),
        ask.radios("area", N_("In which area is it?"), [*areas, (BOROUGH_WIDE, whole)]),
    ]


def about_asked(ask: Asking) -> list[Asked]:
    """What it is, then what else is said of it."""
    return [
        ask.area(
            "description",
            N_("What is it?"),
            N_("Two or three short sentences. What happens there, and what is it like to come?"),
            rows=5,
        ),
        ask.text("url", N_("Web address (optional)"), type="url", autocomplete="url"),
        ask.text(
            "alert",
            N_("Is there something that people must know first? (optional)"),
            N_("It stands at the top. For example: We move to another hall in May."),
        ),
    ]


def _attending(ask: Asking, _: Listing) -> list[Asked]:
    ways = [
        ("venue", ask.words.gettext("They come to a place")),
        ("home", ask.words.gettext("Somebody visits them at home")),
        ("online", ask.words.gettext("Online")),
        ("phone", ask.words.gettext("By phone")),
    ]
    return [ask.boxes("attending", N_("How do people take part?"), ways)]


def _cost(ask: Asking, listing: Listing) -> list[Asked]:
    kinds = [
        (editing_facts.FREE, ask.words.gettext("It is free")),
        (editing_facts.PAID, ask.words.gettext("It costs something")),
        (editing_facts.UNKNOWN, ask.words.gettext("Do not say")),
    ]
    asked = [ask.radios("cost", N_("Is it free?"), kinds)]
    for row in range(1, rows_of(ask, listing.cost_options, "amount", PRICES_MORE) + 1):
        first = row == 1
        asked += [
            ask.text(
                f"amount_{row}",
                N_("Price in pounds") if first else N_("Another price in pounds"),
                N_("For example 2.50. Leave it empty if it is free.") if first else "",
                number=row,
                width=5,
                inputmode="decimal",
            ),
            ask.text(f"option_{row}", N_("What is this price for? (optional)"), number=row),
        ]
    return [
        *asked,
        ask.area(
            "words",
            N_("Is there more to say about the cost? (optional)"),
            N_("It is shown instead of the prices. For example: Pay what you can."),
            rows=2,
        ),
    ]


def _who(ask: Asking, _: Listing) -> list[Asked]:
    return [
        ask.area("who", N_("Who is it for? (optional)"), N_("For example: Carers who live nearby."), rows=3),
        ask.text("youngest", N_("Youngest age (optional)"), width=5, inputmode="numeric"),
        ask.text("oldest", N_("Oldest age (optional)"), width=5, inputmode="numeric"),
    ]


def _joining(ask: Asking, _: Listing) -> list[Asked]:
    ways = [
        ("drop-in", ask.words.gettext("They just turn up")),
        ("contact", ask.words.gettext("They get in touch first")),
        ("book", ask.words.gettext("They book a place first")),
        ("referral", ask.words.gettext("Somebody has to refer them")),
    ]
    return [
        ask.radios("joining", N_("What does somebody do to join?"), ways),
        ask.area("how", N_("Is there more to say about it? (optional)"), rows=3),
    ]


def _contact(ask: Asking, listing: Listing) -> list[Asked]:
    asked = []
    for row in range(1, rows_of(ask, listing.phones, "phone", PHONES_MORE) + 1):
        asked += [
            ask.text(
                f"phone_{row}",
                N_("Phone number") if row == 1 else N_("Another phone number"),
                number=row,
                type="tel",
                autocomplete="off",
                width=20,
            ),
            ask.text(f"whose_{row}", N_("Whose number is it, or when? (optional)"), number=row),
        ]
    return [
        *asked,
        ask.text("email", N_("Email address"), type="email", autocomplete="off"),
        ask.text(
            "title",
            N_("Who should people ask for? (optional)"),
            N_("A role, such as “the secretary”. Do not give anybody’s name."),
            heading=N_("Somebody to ask for"),
        ),
        ask.text("role_phone", N_("Their phone number (optional)"), type="tel", autocomplete="off", width=20),
        ask.text("role_email", N_("Their email address (optional)"), type="email", autocomplete="off"),
    ]


def _languages(ask: Asking, _: Listing) -> list[Asked]:
    named = sorted(
        ((code, ask.words.language(code)) for code in _spoken(ask.visit)), key=lambda pair: pair[1]
    )
    question, example = N_("Which languages are spoken there?"), N_("For example: Tamil, Polish")
    if not named:
        return [ask.text("others", question, example)]
    return [
        ask.boxes("language", question, named),
        ask.text("others", N_("Other languages (optional)"), example),
    ]


def _needs(ask: Asking, listing: Listing) -> list[Asked]:
    known = ask.visit.snapshot.content.needs
    heard = {each.need.key for each in listen(ask.visit.snapshot, _said(listing)).needs}
    first = [(key, ask.words.gettext(need.label)) for key, need in known.items() if key in heard]
    first += [
        (key, ask.words.gettext(known[key].label))
        for key in listing.needs
        if key in known and key not in heard
    ]
    shown = {key for key, _ in first}
    rest = sorted(
        ((key, ask.words.gettext(need.label)) for key, need in known.items() if key not in shown),
        key=lambda pair: pair[1],
    )
    asked = []
    if first:
        hint = N_("We read these in your words. Tick only what it is really for.")
        asked.append(ask.boxes("need", N_("What does it help with?"), first, hint if heard else ""))
    return [
        *asked,
        ask.boxes(
            "other_need",
            N_("Other things that it helps with"),
            rest,
            small=True,
            folded=N_("It helps with something else"),
        ),
    ]


def _said(listing: Listing) -> list[str]:
    return [listing.name, listing.description]


def _read_needs(sent: Sent, listing: Listing, visit: StaffVisit) -> Listing:
    return editing_facts.needs_of(sent, listing, tuple(visit.snapshot.content.needs))


def _room(ask: Asking, _: Listing) -> list[Asked]:
    kinds = [
        ("places", ask.words.gettext("There is room")),
        ("waiting-list", ask.words.gettext("There is a waiting list")),
        ("full", ask.words.gettext("It is full")),
        (editing_now.NOTHING, ask.words.gettext("Say nothing about it")),
    ]
    return [
        ask.radios("kind", N_("Is there room for more people?"), kinds),
        ask.text("places", N_("If there is room: for how many? (optional)"), width=5, inputmode="numeric"),
        ask.text(
            "weeks",
            N_("If there is a waiting list: about how many weeks? (optional)"),
            width=5,
            inputmode="numeric",
        ),
        ask.day(
            "until",
            N_("Until when is this so? (optional)"),
            N_("After that day it is no longer shown. If you leave it empty, it is shown for 4 weeks."),
        ),
    ]


def _pause(ask: Asking, _: Listing) -> list[Asked]:
    kinds = [
        ("yes", ask.words.gettext("Yes, it stops for a while")),
        ("no", ask.words.gettext("No, it goes on as usual")),
    ]
    return [
        ask.radios("paused", N_("Does it stop for a while?"), kinds),
        ask.day("until", N_("What is the last day of the pause?"), N_("It begins again the day after.")),
        ask.text(
            "reason", N_("Why? (optional)"), N_("Residents can read it. For example: The hall is painted.")
        ),
    ]


def _now(listing: Listing, **what: Any) -> Listing:
    return replace(listing, **what)


def _spoken(visit: Visit) -> list[str]:
    return sorted(visit.snapshot.languages - {"en"})


def rows_of(ask: Asking, known: tuple[Any, ...], field: str, more: int) -> int:
    """How many rows of fields there are: those that are known, those that were typed, and one more."""
    typed = [int(name.rpartition("_")[2]) for name, values in ask.shown.items() if _row(name, field, values)]
    return min(max([len(known), *typed, 0]) + more, editing_facts.MOST)


def _row(name: str, field: str, values: Any) -> bool:
    return name.startswith(f"{field}_") and name.rpartition("_")[2].isdigit() and any(values)


FORMS = {
    str(form.facts): form
    for form in (
        Form(
            Facts.NAME,
            N_("Name and area"),
            lambda ask, _: name_asked(ask),
            lambda listing, _: editing_facts.name_fields(listing),
            lambda sent, listing, visit: editing_facts.name_of(sent, listing, visit.snapshot.place),
        ),
        Form(
            Facts.ABOUT,
            N_("What it is"),
            lambda ask, _: about_asked(ask),
            lambda listing, _: editing_facts.about_fields(listing),
            lambda sent, listing, _: editing_facts.about_of(sent, listing),
        ),
        Form(
            Facts.PLACE,
            N_("Where it is"),
            _attending,
            lambda listing, _: {"attending": listing.attending},
            lambda sent, listing, _: editing_place.attending_of(sent, listing),
        ),
        Form(
            Facts.COST,
            N_("Cost"),
            _cost,
            lambda listing, _: editing_facts.cost_fields(listing),
            lambda sent, listing, _: editing_facts.cost_of(sent, listing),
        ),
        Form(
            Facts.WHO,
            N_("Who it is for"),
            _who,
            lambda listing, _: editing_facts.who_fields(listing),
            lambda sent, listing, _: editing_facts.who_of(sent, listing),
        ),
        Form(
            Facts.JOINING,
            N_("How to join"),
            _joining,
            lambda listing, _: editing_facts.joining_fields(listing),
            lambda sent, listing, _: editing_facts.joining_of(sent, listing),
        ),
        Form(
            Facts.CONTACT,
            N_("Phone and email"),
            _contact,
            lambda listing, _: editing_facts.contact_fields(listing),
            lambda sent, listing, _: editing_facts.contact_of(sent, listing),
            N_(
                "Everybody can see what you write here. Give the group’s own number, not somebody’s private one."
            ),
        ),
        Form(
            Facts.LANGUAGES,
            N_("Languages"),
            _languages,
            lambda listing, visit: {
                "language": tuple(c for c in listing.languages if c in _spoken(visit)),
                "others": (
                    ", ".join(
                        editing_facts.language_called(c) for c in listing.languages if c not in _spoken(visit)
                    ),
                ),
            },
            lambda sent, listing, visit: editing_facts.languages_of(sent, listing, _spoken(visit)),
            N_("Other than English."),
        ),
        Form(
            Facts.NEEDS,
            N_("What it helps with"),
            _needs,
            lambda listing, _: {"need": listing.needs},
            _read_needs,
            N_("This is how people find you who do not know your name."),
        ),
        Form(
            Facts.ROOM,
            N_("Room for more people"),
            _room,
            lambda listing, visit: editing_now.room_fields(listing.room, visit.now.date()),
            lambda sent, listing, _: _now(listing, room=editing_now.room_of(sent)),
        ),
        Form(
            Facts.PAUSE,
            N_("Pause"),
            _pause,
            lambda listing, visit: editing_now.pause_fields(listing.pause, visit.now.date()),
            lambda sent, listing, _: _now(listing, pause=editing_now.pause_of(sent)),
        ),
    )
}
