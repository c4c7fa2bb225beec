"""A group records that it spoke with somebody, that they came, or that they missed each other."""

from collections.abc import Mapping
from types import MappingProxyType

from poai.actions import contacts
from poai.actions.contacts import Recorded
from poai.domain.contact import Kind
from poai.domain.errors import InvalidError, MoveError, RepeatedError, StaleError
from poai.web import inbox, referral_words
from poai.web.days import beside, day_in, day_shown
from poai.web.forms import N_, invalid
from poai.web.page import Go, Page
from poai.web.staffing import StaffVisit
from poai.web.told import told

_FINE: Mapping[str, str] = MappingProxyType({})


def ask(visit: StaffVisit) -> Page:
    """The form to record a contact with."""
    return _form(visit)


def record(visit: StaffVisit) -> Page | Go:
    """Records that they spoke, met or missed each other."""
    words, kind = visit.form.get("words", ""), visit.form.get("kind", "")
    gettext = visit.language.words.gettext
    if kind not in set(Kind):
        return _form(visit, {"kind": gettext("Choose how it went")})
    try:
        contacts.record(
            visit.office,
            visit.actor,
            visit.params["id"],
            Recorded(kind=Kind(kind), on=day_in(visit.form, "on"), words=words),
            key=visit.form.get("once", ""),
            now=visit.now,
            address=visit.address,
        )
    except InvalidError as error:
        return _form(visit, invalid(visit, beside(error, "on"), _WRONG))
    except (StaleError, MoveError, RepeatedError):
        return inbox.show(visit, refused=gettext("Record that you spoke or met"), wrote=words)
    return Go(f"{inbox.INBOX}/{visit.params['id']}?done=contact")


def _form(visit: StaffVisit, errors: Mapping[str, str] = _FINE) -> Page:
    asked, words = inbox.look(visit), visit.language.words
    if asked.referral.status not in inbox.CONTACT:
        return inbox.show(
            visit, refused=words.gettext("Record that you spoke or met"), wrote=visit.typed("words")
        )
    view = {
        "referral": asked.referral,
        "names": told(visit, asked.shared)["names"] if asked.shared else "",
        "kinds": [{"value": kind, "text": referral_words.contact(words, kind)} for kind in Kind],
        "on": day_shown(visit, "on", visit.now.date()),
        "errors": errors,
    }
    return Page("inbox/contact.html", view, status=422 if errors else 200)


_WRONG = {
    ("on_day", "missing"): N_("Enter the day"),
    ("on_day", "wrong"): N_("Enter a day that has been, and not before you were asked"),
    ("words", "too-long"): N_("Use 1,000 characters or fewer"),
    ("words", "wrong"): N_("Write without unusual characters"),
}
