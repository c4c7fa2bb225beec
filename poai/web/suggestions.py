"""What people tell us, for the stewards: the list by age, and one of them beside what is shown now."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from poai.actions import claiming, groups
from poai.actions import suggestions as telling
from poai.actions.suggestions import Read
from poai.actions.texts import folded
from poai.domain.errors import InvalidError, NotFoundError, StaleError
from poai.domain.suggestion import Kind, Said, State, Suggestion, Wrong
from poai.web import suggestion_words
from poai.web.forms import N_, Errors
from poai.web.kept import Kept
from poai.web.page import Go, Page
from poai.web.staffing import Again, StaffVisit
from poai.web.suggesting import wrong
from poai.web.words import Words

SUGGESTIONS = "/steward/suggestions"
NEW_LISTING = "/my-listings/new"
NEW_GROUP = "/steward/groups/new"
_FINE: Mapping[str, str] = MappingProxyType({})


def every(visit: StaffVisit) -> Page:
    """What waits, the oldest first; what looks like advertisements; what was dealt with last."""
    found = telling.waiting(visit.office, visit.actor, now=visit.now, address=visit.address)
    gettext = visit.language.words.gettext
    done = {
        "done": gettext("It is dealt with."),
        "refused": gettext("It is closed, with your note."),
        "invited": gettext("They are invited by email. They can do what a member of the group can."),
    }
    view = {
        "waiting": [_item(visit, one) for one in found.open],
        "apart": [_item(visit, one) for one in found.apart],
        "decided": [_item(visit, one) for one in found.decided],
        "done": done.get(dict(visit.query).get("done", ""), ""),
    }
    return Page("suggestions/every.html", view)


def one(visit: StaffVisit) -> Page:
    """One, with what is shown now beside it."""
    return _one(visit)


def decide(visit: StaffVisit) -> Page | Go:
    """It is dealt with, or nothing comes of it."""
    said = visit.form.get("decision", "")
    try:
        state = State(said) if said in set(State) else State.OPEN
        telling.decide(
            visit.office,
            visit.actor,
            visit.params["id"],
            state,
            note=visit.form.get("note", ""),
            now=visit.now,
            address=visit.address,
        )
    except InvalidError as error:
        return _one(visit, _wrong(visit.language.words, error))
    except StaleError:
        return _one(visit, late=True, wrote=visit.typed("note"))
    return Go(f"{SUGGESTIONS}?done={state}")


def accept(visit: StaffVisit) -> Page | Go:
    """Invites whoever made a claim."""
    try:
        claiming.accept(
            visit.office,
            visit.actor,
            visit.params["id"],
            checked=visit.form.get("checked", ""),
            now=visit.now,
            address=visit.address,
        )
    except InvalidError as error:
        return _one(visit, _wrong(visit.language.words, error))
    except StaleError:
        return _one(visit, late=True, wrote=visit.typed("checked"))
    return Go(f"{SUGGESTIONS}?done=invited")


def ask_group(visit: StaffVisit) -> Page | Go:
    """Has the group asked by letter, again or at last."""
    identity = visit.params["id"]
    try:
        claiming.ask_group(visit.office, visit.actor, identity, now=visit.now, address=visit.address)
    except (InvalidError, StaleError):
        return _one(visit, late=True)
    return Go(f"{SUGGESTIONS}/{identity}?done=asked")


def meant(visit: StaffVisit) -> Go:
    """It is no advertisement."""
    identity = visit.params["id"]
    telling.no_advertisement(visit.office, visit.actor, identity, now=visit.now, address=visit.address)
    return Go(f"{SUGGESTIONS}/{identity}")


def as_listing(visit: StaffVisit) -> Again:
    """The form of a new listing with what was said of the group in it; of the group itself if that is not known."""
    identity, chosen = visit.params["id"], visit.form.get("organisation", "")
    if chosen:
        return listing_of(visit, identity, chosen)
    said = _new_group(visit, identity)
    known = groups.to_write_for(visit.office, visit.actor, now=visit.now, address=visit.address)
    found = [each for each in known if folded(each.name) == folded(said.group)]
    if found:
        return listing_of(visit, identity, found[0].slug)
    about = "\n".join(filter(None, (said.words, said.contact)))
    return Again(Kept(NEW_GROUP, (("name", said.group), ("description", about), ("about", identity))))


def listing_of(visit: StaffVisit, identity: str, slug: str) -> Again:
    """The form of a new listing of a group, with what was said of that in it."""
    said = _new_group(visit, identity)
    about = "\n".join(filter(None, (said.words, said.where, said.contact)))
    typed = (("organisation", slug), ("name", said.group), ("description", about))
    return Again(Kept(NEW_LISTING, typed))


def _new_group(visit: StaffVisit, identity: str) -> Said:
    found = telling.read(visit.office, visit.actor, identity, now=visit.now, address=visit.address)
    if found.suggestion.kind is not Kind.NEW:
        raise NotFoundError("this says nothing of a new group")
    return found.suggestion.said


def _one(
    visit: StaffVisit, errors: Mapping[str, str] = _FINE, *, late: bool = False, wrote: str = ""
) -> Page:
    found = telling.read(visit.office, visit.actor, visit.params["id"], now=visit.now, address=visit.address)
    words, told = visit.language.words, found.suggestion
    asked = dict(visit.query).get("done") == "asked"
    view = {
        "one": told,
        "heading": _heading(visit, told),
        "link": visit.url(f"{SUGGESTIONS}/{told.id}"),
        "said": suggestion_words.said(words, told),
        "made": visit.moment(told.made_at),
        "shown": _shown(visit, found) if told.kind is not Kind.NEW else [],
        "listing": found.listing,
        "changed": visit.moment(found.changed) if found.changed else "",
        "claim": _claim(visit, found) if told.kind is Kind.CLAIM else None,
        "decided": _decided(visit, found),
        "done": words.gettext("We have asked the group by email.") if asked else "",
        "late": late,
        "wrote": wrote,
        "errors": errors,
    }
    return Page("suggestions/one.html", view, 409 if late else 422 if errors else 200)


def _item(visit: StaffVisit, one: Suggestion) -> dict[str, Any]:
    words = visit.language.words
    days = (visit.now.date() - one.made_at.astimezone(visit.now.tzinfo).date()).days
    return {
        "href": visit.url(f"{SUGGESTIONS}/{one.id}"),
        "kind": suggestion_words.kind(words, one.kind),
        "about": _about(visit, one),
        "wrong": wrong(words, one.said.about) if one.said.about else "",
        "days": days,
        "urgent": one.said.urgent,
        "verified": one.verified_at is not None,
        "closed": one.said.about is Wrong.CLOSED,
        "state": suggestion_words.state(words, one.state),
    }


def _heading(visit: StaffVisit, one: Suggestion) -> str:
    return f"{suggestion_words.kind(visit.language.words, one.kind)}: {_about(visit, one)}"


def _about(visit: StaffVisit, one: Suggestion) -> str:
    """The name of what it is about."""
    catalogue = visit.snapshot.catalogue
    if one.kind is Kind.NEW:
        return one.said.group
    listing = catalogue.listings.get(one.slug or "")
    group = catalogue.organisations.get(one.organisation or "")
    return (listing.name if listing else None) or (group.name if group else None) or one.slug or ""


def _shown(visit: StaffVisit, found: Read) -> list[dict[str, Any]]:
    """What is shown now, with that first about which something was said."""
    listing, words = found.listing, visit.language.words
    if listing is None:
        return []
    rows = suggestion_words.facts(words, listing, visit.now.date())
    first = found.suggestion.said.about
    return [
        {"key": key, "lines": value}
        for about, key, value in sorted(rows, key=lambda row: row[0] is not first)
        if value or (about is first and about is not Wrong.OTHER)
    ]


def _claim(visit: StaffVisit, found: Read) -> dict[str, Any]:
    words = visit.language.words
    answers = {
        "yes": words.gettext("They said yes"),
        "no": words.gettext("They said no"),
        None: words.gettext("No answer yet"),
    }
    return {
        "said": found.said,
        "address": found.address,
        "members": found.members,
        "asked": [
            {"when": visit.moment(each.sent_at), "answer": answers[each.answer]} for each in found.asked
        ],
    }


def _decided(visit: StaffVisit, found: Read) -> dict[str, str] | None:
    told = found.suggestion
    if told.state is State.OPEN or told.decided_at is None:
        return None
    return {
        "state": suggestion_words.state(visit.language.words, told.state),
        "when": visit.moment(told.decided_at),
        "who": found.decider,
        "note": told.note,
    }


def _wrong(words: Words, error: InvalidError) -> Errors:
    field = {"group": "", "account": "", "decision": ""}.get(error.field, error.field)
    return Errors({field: words.gettext(_WRONG[error.field, error.reason])})


_WRONG = {
    ("note", "missing"): N_("Say why nothing comes of it"),
    ("note", "too-long"): N_("Use 1,000 characters or fewer"),
    ("note", "wrong"): N_("Write without unusual characters"),
    ("decision", "missing"): N_("Choose a button"),
    ("checked", "missing"): N_("Say how you know that they are of the group"),
    ("checked", "too-short"): N_("Say more about how you know that they are of the group"),
    ("checked", "too-long"): N_("Use 1,000 characters or fewer"),
    ("checked", "wrong"): N_("Write without unusual characters"),
    ("group", "waits"): N_(
        "The group shows an email address and has not said yes there. Wait for it, or ask again"
    ),
    ("group", "refused"): N_("The group said that they are not one of them. Refuse this"),
    ("account", "other"): N_("This email has an account that only an administrator may change. Ask one"),
}
