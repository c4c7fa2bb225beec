"""The messages of a referral, on the page of either side and on one of their own."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from poai.actions import messages
from poai.actions.messages import Thread
from poai.domain.errors import InvalidError
from poai.domain.referral import Party
from poai.web.forms import N_, invalid
from poai.web.page import Go, Page
from poai.web.staffing import StaffVisit

_FINE: Mapping[str, str] = MappingProxyType({})
_PAGES = {Party.WORKER: "/referrals", Party.ORGANISATION: "/inbox"}


def part(visit: StaffVisit, thread: Thread) -> dict[str, Any]:
    """What templates/referrals/messages.html shows, as `messages` in the view of the page that includes it."""
    words = visit.language.words
    other = {
        Party.WORKER: words.gettext("The group"),
        Party.ORGANISATION: words.gettext("The link worker"),
    }[thread.party]
    written = [
        {
            "who": words.gettext("You")
            if each.by == visit.actor.id
            else thread.names.get(each.by, words.gettext("Somebody")),
            "side": "" if each.party is thread.party else other,
            "when": visit.moment(each.at),
            "words": each.words,
            "new": each.party is not thread.party and each.seen_at is None,
        }
        for each in thread.messages
    ]
    return {
        "written": written,
        "closed": thread.closed,
        "action": visit.url(f"{_PAGES[thread.party]}/{thread.referral}/messages"),
        "of_group": thread.party is Party.ORGANISATION,
    }


def read_by_worker(visit: StaffVisit) -> Page:
    """The messages alone, for the link worker."""
    return _page(visit, Party.WORKER)


def read_by_group(visit: StaffVisit) -> Page:
    """The same for the group."""
    return _page(visit, Party.ORGANISATION)


def write_by_worker(visit: StaffVisit) -> Page | Go:
    """Writes to the group."""
    return _write(visit, Party.WORKER)


def write_by_group(visit: StaffVisit) -> Page | Go:
    """Writes to the link worker."""
    return _write(visit, Party.ORGANISATION)


def _write(visit: StaffVisit, party: Party) -> Page | Go:
    try:
        messages.ask(
            visit.office,
            visit.actor,
            visit.params["id"],
            party,
            visit.form.get("message", ""),
            key=visit.form.get("once", ""),
            now=visit.now,
            address=visit.address,
        )
    except InvalidError as error:
        return _page(visit, party, invalid(visit, error, _WRONG))
    return Go(f"{_PAGES[party]}/{visit.params['id']}#messages")


def _page(visit: StaffVisit, party: Party, errors: Mapping[str, str] = _FINE) -> Page:
    identity = visit.params["id"]
    thread = messages.read(visit.office, visit.actor, identity, party, now=visit.now, address=visit.address)
    view = {"messages": part(visit, thread), "back": f"{_PAGES[party]}/{identity}", "errors": errors}
    return Page("inbox/messages.html", view, status=422 if errors else 200)


_WRONG = {
    ("message", "missing"): N_("Write a message"),
    ("message", "too-long"): N_("Use 2,000 characters or fewer"),
    ("message", "wrong"): N_("Write your message without unusual characters"),
    ("message", "over"): N_("This referral is over, so no more messages can be written about it"),
    ("message", "unshared"): N_(
        "The group may see nothing of this referral now, so ask for consent again first"
    ),
    ("message", "unreachable"): N_("Nobody in this group has an account, so ring them instead"),
}
