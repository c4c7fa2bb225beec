"""The person's own view: the way in with a reference and a code, where things stand, stopping, and saying what is wrong.

Neither reference nor code is ever in an address: they come by POST, and what the browser keeps is sealed.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from poai.actions import concerns, own_view
from poai.actions.own_view import OwnView, Standing
from poai.domain.errors import InvalidError, NotFoundError, SignedOutError, SignInError, StaleError
from poai.domain.listing import Phone
from poai.web import own_words, referral_words
from poai.web.forms import N_, invalid
from poai.web.page import Cookie, Go, Page
from poai.web.staffing import GuestVisit

FOLLOW = "/follow"
COOKIE = "follow"
_FINE: Mapping[str, str] = MappingProxyType({})


def show(visit: GuestVisit) -> Page:
    """Where things stand, for whoever has given a code; the way in for everybody else."""
    try:
        return _view(visit)
    except SignedOutError:
        done = dict(visit.query).get("done", "")
        return _ask(visit, done="left" if done == "left" else "")


def enter(visit: GuestVisit) -> Page | Go:
    """Takes reference and code. What was written before the time was up is sent now."""
    reference, code = visit.form.get("reference", ""), visit.form.get("code", "")
    errors = {}
    gettext = visit.language.words.gettext
    if not reference.strip():
        errors["reference"] = gettext("Type your reference")
    if not code.strip():
        errors["code"] = gettext("Type your code")
    if errors:
        return _ask(visit, errors)
    try:
        entered = own_view.enter(visit.office, reference, code, now=visit.now, address=visit.address)
    except SignInError:
        return _ask(
            visit, {"code": gettext("The reference or the code is not right. Check both and try again")}
        )
    done = ""
    if visit.form.get("words", "").strip():
        try:
            _say(visit, entered.token)
            done = "?done=said"
        except (InvalidError, NotFoundError):  # it is not theirs, or it cannot be kept as it is
            done = "?done=not-said"
    return Go(FOLLOW + done, cookie=_cookie(visit, entered.token))


def leave(visit: GuestVisit) -> Go:
    """The browser forgets it."""
    return Go(f"{FOLLOW}?done=left", cookie=_cookie(visit, ""))


def ask_stop(visit: GuestVisit) -> Page:
    """Asks whether a group is really to be told nothing more."""
    try:
        consent = own_view.consent_to_stop(visit.office, _token(visit), visit.params["id"], now=visit.now)
    except SignedOutError:
        return _ask(visit)
    group = _group(visit, consent.organisation)
    return Page("follow/stop.html", {"group": group, "consent": consent.id})


def stop(visit: GuestVisit) -> Page | Go:
    """Stops it. Pressed twice, or stopped by their worker meanwhile, it is stopped all the same."""
    try:
        own_view.stop(visit.office, _token(visit), visit.params["id"], now=visit.now, address=visit.address)
    except SignedOutError:
        return _ask(visit, ended=True)
    except (NotFoundError, StaleError):
        return Go(FOLLOW)
    return Go(f"{FOLLOW}?done=stopped")


def say(visit: GuestVisit) -> Page | Go:
    """Takes what somebody says is not right."""
    try:
        _say(visit, _token(visit))
    except SignedOutError:
        return _ask(visit, ended=True)
    except InvalidError as error:
        return _view(visit, invalid(visit, error, _WRONG))
    return Go(f"{FOLLOW}?done=said")


def _say(visit: GuestVisit, token: str) -> None:
    concerns.say(
        visit.office,
        token,
        visit.form.get("words", ""),
        referral=visit.form.get("about", ""),
        now=visit.now,
        key=visit.form.get("once", ""),
        address=visit.address,
    )


def _ask(
    visit: GuestVisit, errors: Mapping[str, str] = _FINE, *, done: str = "", ended: bool = False
) -> Page:
    """The way in. What was written on a page whose time was up comes along in its form."""
    words = visit.form.get("words", "")
    view = {
        "reference": visit.form.get("reference", ""),
        "kept": {name: visit.form.get(name, "") for name in ("words", "about", "once")} if words else {},
        "ended": ended,
        "left": done == "left",
        "errors": errors,
        "minutes": own_view.MINUTES,
    }
    return Page("follow/enter.html", view, 422 if errors else 403 if ended else 200)


def _view(visit: GuestVisit, errors: Mapping[str, str] = _FINE) -> Page:
    found = own_view.look(visit.office, _token(visit), now=visit.now, address=visit.address)
    words = visit.language.words
    done = {
        "stopped": words.gettext("It is stopped. We have told the group."),
        "said": words.gettext("Thank you. The team has your message and will get in touch with you."),
        "not-said": words.gettext("What you wrote could not be sent. Please write it again below."),
    }
    standings = [_told(visit, one) for one in found.standings]
    view = {
        "done": done.get(dict(visit.query).get("done", ""), ""),
        "now_on": [one for one in standings if not one["over"]],
        "over": [one for one in standings if one["over"]],
        "consents": [
            {
                "id": one.id,
                "group": _group(visit, one.organisation),
                "shared": words.all_of(own_words.shared_in_words(words, one.fields)),
                "until": words.long_date(one.until),
            }
            for one in found.consents
        ],
        "call": _call(found),
        "closes": visit.clock(found.until),
        "about": visit.form.get("about", ""),
        "said": visit.form.get("words", ""),
        "choices": [{"value": one["id"], "text": one["name"]} for one in standings]
        + [{"value": "", "text": words.gettext("Something else")}],
        "errors": errors,
    }
    return Page("follow/view.html", view, 422 if errors else 200)


def _told(visit: GuestVisit, one: Standing) -> dict[str, Any]:
    words, referral = visit.language.words, one.referral
    group = _group(visit, referral.organisation, referral.listing_name)
    listing = visit.snapshot.catalogue.listings.get(referral.listing)
    name = listing.name if listing else referral.listing_name
    return {
        "id": referral.id,
        "group": group,
        "listing": name,
        "name": group if name == group else f"{group}: {name}",
        "status": referral_words.plainly(words, referral.status) % {"group": group},
        "expected": words.long_date(referral.expected) if referral.expected else "",
        "passed": referral.expected is not None and referral.expected < visit.now.date(),
        "next": own_words.next_step(words, referral),
        "over": own_words.is_over(referral.status),
        "phones": [phone.number for phone in _phones(visit, referral.organisation, referral.listing)],
        "told": own_words.told_in_words(words, one.told, asked=one.asked),
        "seen": one.seen,
    }


def _call(found: OwnView) -> dict[str, str]:
    return {"team": found.team, "worker": found.worker}


def _group(visit: GuestVisit, slug: str, otherwise: str = "") -> str:
    group = visit.snapshot.catalogue.organisations.get(slug)
    return group.name if group else otherwise or visit.language.words.gettext("a group")


def _phones(visit: GuestVisit, organisation: str, listing: str) -> tuple[Phone, ...]:
    catalogue = visit.snapshot.catalogue
    found, group = catalogue.listings.get(listing), catalogue.organisations.get(organisation)
    return (found.phones if found else ()) or (group.phones if group else ())


def _token(visit: GuestVisit) -> str:
    return visit.cookies.get(COOKIE, "")


def _cookie(visit: GuestVisit, token: str) -> Cookie:
    return Cookie(COOKIE, token, visit.url(FOLLOW), own_view.MINUTES * 60)


_WRONG = {
    ("words", "missing"): N_("Write what is not right"),
    ("words", "too-long"): N_("Use 2,000 characters or fewer"),
    ("words", "wrong"): N_("Write it without unusual characters"),
}
