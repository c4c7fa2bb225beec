"""The forms on somebody's record for the work itself: a note, the day to come back to them, closing and opening again."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from poai.actions import notes
from poai.domain.errors import InvalidError, StaleError
from poai.domain.note import WRITTEN, Kind, Note
from poai.domain.person import Person
from poai.domain.referral import Referral
from poai.web import forms
from poai.web.days import day_in, day_shown
from poai.web.forms import N_
from poai.web.page import Go, Page
from poai.web.staffing import StaffVisit
from poai.web.words import Words

CASES = "/cases"
_FINE: Mapping[str, str] = MappingProxyType({})
_DAY = re.compile(r"([0-9]{1,2})[ /.-]([0-9]{1,2})[ /.-]([0-9]{4})")


def show(visit: StaffVisit) -> Page:
    """Somebody's notes, and the forms to go on with."""
    return _show(visit)


def write(visit: StaffVisit) -> Page | Go:
    """Keeps a note."""

    def do(person: str) -> None:
        notes.write_note(
            visit.office,
            visit.actor,
            person,
            kind=visit.form.get("kind", Kind.NOTE),
            words=visit.form.get("note", ""),
            now=visit.now,
            key=visit.form.get("once", ""),
            address=visit.address,
        )

    return _done(visit, do, "noted")


def follow_up(visit: StaffVisit) -> Page | Go:
    """Sets the day to come back to somebody, or takes it away because it was done."""
    done = visit.form.get("done") == "yes"

    def do(person: str) -> None:
        notes.follow_up(
            visit.office,
            visit.actor,
            person,
            on=None if done else day_in(visit.form, "on"),
            words=visit.form.get("why", ""),
            version=visit.version,
            now=visit.now,
            key=visit.form.get("once", ""),
            address=visit.address,
        )

    return _done(visit, do, "followed-up" if done else "follow-up")


def close(visit: StaffVisit) -> Page | Go:
    """Closes a record."""
    return _done(
        visit, lambda person: notes.close(visit.office, visit.actor, person, **_closing(visit)), "closed"
    )


def reopen(visit: StaffVisit) -> Page | Go:
    """Opens a closed record again."""
    return _done(
        visit, lambda person: notes.reopen(visit.office, visit.actor, person, **_closing(visit)), "reopened"
    )


def work_view(visit: StaffVisit, person: Person, still_open: list[Referral] | None = None) -> dict[str, Any]:
    """What templates/cases/parts-work.html shows, as `work`, on any page of a record that the visitor may read."""
    words = visit.language.words
    if still_open is None:
        still_open = notes.still_open(visit.office, visit.actor, person, now=visit.now)
    on = person.follow_up_on
    return {
        "may": visit.writes(person),
        "kinds": [{"value": each, "text": kind(words, each)} for each in WRITTEN],
        "kind": visit.typed("kind", Kind.NOTE) or Kind.NOTE,
        "note": visit.typed("note"),
        "on": day_shown(visit, "on", on),
        "due": words.long_date(on) if on else "",
        "late": bool(on and on <= visit.now.date()),
        "why": visit.typed("why"),
        "reason": visit.typed("reason"),
        "open": [f"{one.listing_name} ({one.reference})" for one in still_open],
        "closed": words.long_date(person.closed_at.astimezone(visit.now.tzinfo).date())
        if person.closed_at
        else "",
    }


def kind(words: Words, which: Kind) -> str:
    """What a note is called."""
    return {
        Kind.NOTE: words.gettext("Note"),
        Kind.CONTACT: words.gettext("We were in touch"),
        Kind.FOLLOW_UP: words.gettext("Follow-up"),
        Kind.HAND_OVER: words.gettext("Handed over"),
        Kind.CLOSED: words.gettext("Record closed"),
        Kind.REOPENED: words.gettext("Record opened again"),
    }[which]


def day_of(typed: str) -> date:
    """A day as browsers send it ("2026-12-01") or as people type it ("1/12/2026"). Raises InvalidError("on", …)."""
    text = typed.strip()
    if not text:
        raise InvalidError("on", "missing")
    numbers = _DAY.fullmatch(text)
    try:
        if numbers:
            return date(int(numbers[3]), int(numbers[2]), int(numbers[1]))
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidError("on", "wrong") from error


def _closing(visit: StaffVisit) -> dict[str, Any]:
    return {
        "reason": visit.form.get("reason", ""),
        "version": visit.version,
        "now": visit.now,
        "key": visit.form.get("once", ""),
        "address": visit.address,
    }


def _done(visit: StaffVisit, do: Callable[[str], None], what: str) -> Page | Go:
    """What is wrong is said on the page of notes; what was typed stays."""
    try:
        do(visit.params["id"])
    except InvalidError as error:
        return _show(visit, forms.invalid(visit, error, _WRONG), status=422)
    except StaleError:
        text = visit.language.words.gettext(
            "Somebody has just changed this record. See below how it is now, then send yours again"
        )
        return _show(visit, {"": text}, status=409)
    return Go(f"{CASES}/{visit.params['id']}/notes?done={what}")


def _show(visit: StaffVisit, errors: Mapping[str, str] = _FINE, *, status: int = 200) -> Page:
    words = visit.language.words
    found = notes.work_with(
        visit.office, visit.actor, visit.params["id"], now=visit.now, address=visit.address
    )
    done = {
        "noted": words.gettext("Your note is kept."),
        "follow-up": words.gettext("The day to come back to them is set."),
        "followed-up": words.gettext("The follow-up is done."),
        "closed": words.gettext("The record is closed."),
        "reopened": words.gettext("The record is open again."),
    }
    view = {
        "person": found.person,
        "notes": [_told(visit, each, found.writers) for each in found.notes],
        "work": work_view(visit, found.person, found.open),
        "done": done.get(dict(visit.query).get("done", ""), ""),
        "errors": errors,
    }
    return Page("cases/notes.html", view, status)


def _told(visit: StaffVisit, one: Note, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "kind": kind(visit.language.words, one.kind),
        "at": visit.moment(one.at),
        "by": names.get(one.by, ""),
        "lines": one.words.splitlines(),
    }


_LONG = N_("Use 4,000 characters or fewer")
_WRONG = {
    ("note", "missing"): N_("Write the note"),
    ("note", "too-long"): _LONG,
    ("note", "wrong"): N_("Write the note without unusual characters"),
    ("kind", "wrong"): N_("Choose what the note is about"),
    ("on_day", "missing"): N_("Choose the day to come back to them"),
    ("on_day", "wrong"): N_("Enter a day such as 1 12 2026"),
    ("on_day", "past"): N_("Choose today or a later day"),
    ("on_day", "far"): N_("Choose a day within the next two years"),
    ("why", "too-long"): _LONG,
    ("why", "wrong"): N_("Say what for without unusual characters"),
    ("reason", "missing"): N_("Say why"),
    ("reason", "too-long"): _LONG,
    ("reason", "wrong"): N_("Say why without unusual characters"),
    ("reason", "open"): N_(
        "The record cannot be closed while a referral is open. The list below says which: end or withdraw each first"
    ),
}
