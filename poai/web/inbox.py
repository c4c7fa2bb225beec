"""What a group was asked: its list, one referral, and its answers."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from poai.actions import answering
from poai.actions.answering import Asked, Item
from poai.domain.contact import Contact
from poai.domain.errors import InvalidError, MoveError, NotFoundError, RepeatedError, StaleError
from poai.domain.referral import UNANSWERED, Moved, Name, Party, Referral, Status
from poai.web import answer_form, messages, referral_words
from poai.web.forms import N_, Errors
from poai.web.page import Go, Page
from poai.web.staffing import StaffVisit
from poai.web.told import told
from poai.web.words import Words

INBOX = "/inbox"
_FINE: Mapping[str, str] = MappingProxyType({})
CONTACT = frozenset({Status.ACCEPTED, Status.IN_PROGRESS})
# The list by stage, in the order in which somebody waits for the group.
_STAGES = (
    ("new", N_("New"), UNANSWERED),
    ("waiting", N_("On your waiting list"), frozenset({Status.WAITING})),
    ("accepted", N_("You said yes: get in touch"), frozenset({Status.ACCEPTED})),
    ("under-way", N_("Under way"), frozenset({Status.IN_PROGRESS})),
    ("over", N_("Over, in the last 30 days"), frozenset({Status.DECLINED, Status.ENDED})),
)


def every(visit: StaffVisit) -> Page:
    """The list, by stage."""
    items = answering.inbox(visit.office, visit.actor, now=visit.now, address=visit.address)
    gettext = visit.language.words.gettext
    stages = [
        {
            "key": key,
            "name": gettext(name),
            "items": [_item(visit, item) for item in items if item.referral.status in statuses],
        }
        for key, name, statuses in _STAGES
    ]
    return Page("inbox/every.html", {"stages": [stage for stage in stages if stage["items"]]})


def one(visit: StaffVisit) -> Page:
    """One referral. That it was looked at is in the trail, and whoever asked can see that it was."""
    return show(visit)


def ask_move(visit: StaffVisit) -> Page:
    """The form of an answer."""
    return _form(visit, _named(visit))


def make_move(visit: StaffVisit) -> Page | Go:
    """Takes an answer."""
    name = _named(visit)
    given = answer_form.given(visit, name)
    if isinstance(given, Errors):
        return _form(visit, name, given)
    try:
        answering.answer(
            visit.office,
            visit.actor,
            visit.params["id"],
            name,
            version=visit.version,
            key=visit.form.get("once", ""),
            given=given,
            now=visit.now,
            address=visit.address,
        )
    except InvalidError as error:
        return _form(visit, name, answer_form.wrong(visit, error))
    except (StaleError, MoveError, RepeatedError):
        return show(visit, refused=answer_form.offered(visit.language.words, name), wrote=given.note)
    return Go(f"{INBOX}/{visit.params['id']}?done={name}")


def _named(visit: StaffVisit) -> Name:
    named = visit.params["move"]
    if named not in answer_form.ANSWERS:
        raise NotFoundError("no such answer")
    return Name(named)


def look(visit: StaffVisit) -> Asked:
    return answering.look(visit.office, visit.actor, visit.params["id"], now=visit.now, address=visit.address)


def _item(visit: StaffVisit, item: Item) -> dict[str, Any]:
    words, referral = visit.language.words, item.referral
    reference = words.gettext("Referral %(reference)s") % {"reference": referral.reference}
    return {
        "href": visit.url(f"{INBOX}/{referral.id}"),
        "names": item.names or reference,
        "reference": reference if item.names else "",
        "for": referral.listing_name,
        "status": referral_words.status(words, referral.status),
        "days": item.days,
        "waits": referral.status in UNANSWERED,
        "room": _room(visit, referral),
        "unread": item.unread,
    }


def _room(visit: StaffVisit, referral: Referral) -> str:
    words, expected = visit.language.words, referral.expected
    return referral_words.room(words, expected, visit.now.date()) if expected else ""


def show(visit: StaffVisit, *, refused: str = "", wrote: str = "") -> Page:
    """The page; `refused` is what they wanted to do where somebody was first, `wrote` their words for it."""
    asked, words = look(visit), visit.language.words
    referral = asked.referral
    done = dict(visit.query).get("done", "")
    buttons = [
        {"name": name, "text": answer_form.offered(words, name)}
        for name in asked.moves
        if name in answer_form.ANSWERS and name is not Name.ACCEPT
    ]
    view = {
        "referral": referral,
        "status": referral_words.status(words, referral.status),
        "told": told(visit, asked.shared) if asked.shared else None,
        "accepts": Name.ACCEPT in asked.moves,
        "buttons": buttons,
        "contactable": referral.status in CONTACT,
        "contacts": [_contact(visit, asked, each) for each in asked.contacts],
        "worker": asked.worker,
        "room": _room(visit, referral),
        "history": [_moved(visit, asked, each) for each in asked.history],
        "messages": messages.part(visit, asked.thread),
        "done": _done(words, done),
        "refused": refused,
        "wrote": wrote,
        "last": _moved(visit, asked, asked.history[-1]) if asked.history else None,
    }
    return Page("inbox/one.html", view, status=409 if refused else 200)


def _form(visit: StaffVisit, name: Name, errors: Mapping[str, str] = _FINE) -> Page:
    asked = look(visit)
    if name not in asked.moves:
        return show(visit, refused=answer_form.offered(visit.language.words, name), wrote=visit.typed("note"))
    action = visit.url(f"{INBOX}/{asked.referral.id}/move/{name}")
    version = asked.referral.version if visit.version < 0 else visit.version
    view = {
        "referral": asked.referral,
        "names": told(visit, asked.shared)["names"] if asked.shared else "",
        "form": answer_form.view(visit, name, action=action, version=version),
        "errors": errors,
    }
    return Page("inbox/answer.html", view, status=422 if errors else 200)


def _contact(visit: StaffVisit, asked: Asked, each: Contact) -> dict[str, str]:
    words = visit.language.words
    return {
        "kind": referral_words.contact(words, each.kind),
        "on": words.long_date(each.on),
        "words": each.words,
        "who": asked.names.get(each.by, ""),
    }


def _moved(visit: StaffVisit, asked: Asked, each: Moved) -> dict[str, str]:
    words, answer = visit.language.words, each.answer
    why = [
        referral_words.reason(words, answer.reason) if answer.reason else "",
        referral_words.outcome(words, answer.outcome) if answer.outcome else "",
    ]
    who = asked.names.get(each.by) or (
        words.gettext("Your group, by the link in a letter")
        if each.by.startswith("link:")
        else referral_words.party(words, each.party)
    )
    return {
        "to": referral_words.status(words, each.to),
        "who": words.gettext("%(name)s (link worker)") % {"name": who}
        if each.party is Party.WORKER and each.by in asked.names
        else who,
        "when": visit.moment(each.at),
        "why": ". ".join(filter(None, why)),
        "room": referral_words.room(words, answer.expected, visit.now.date()) if answer.expected else "",
        "note": answer.note,
    }


def _done(words: Words, done: str) -> str:
    return {
        Name.ACCEPT: words.gettext("Thank you. The link worker can see that you said yes. Now get in touch."),
        Name.WAIT: words.gettext(
            "They are on your waiting list. The link worker can see from when there is likely to be room."
        ),
        Name.DECLINE: words.gettext(
            "Thank you for saying so. The link worker looks for somebody else. You no longer see who it was about."
        ),
        Name.NOT_STARTED: words.gettext("This referral has ended. The link worker can see why."),
        Name.FINISH: words.gettext("This referral is finished. Thank you for what you did."),
        "contact": words.gettext("It is recorded."),
    }.get(done, "")
