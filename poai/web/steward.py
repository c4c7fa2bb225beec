"""What a steward of the directory can do with a referral: say that it was made in error, without seeing about whom."""

from collections.abc import Mapping
from types import MappingProxyType

from poai.actions import referrals
from poai.domain.access import Permission, may
from poai.domain.errors import InvalidError, MoveError, NotFoundError, StaleError
from poai.domain.referral import Referral, Refusal, Status
from poai.web import referral_words
from poai.web.agreeing import group_name
from poai.web.page import Page
from poai.web.staffing import StaffVisit

_FINE: Mapping[str, str] = MappingProxyType({})


def ask(visit: StaffVisit) -> Page:
    """The form for a reference."""
    return _page(visit)


def find(visit: StaffVisit) -> Page:
    """The referral with that reference: which listing, when, and where it stands."""
    return _found(visit)


def correct(visit: StaffVisit) -> Page:
    """Says that it was made in error."""
    gettext, form = visit.language.words.gettext, visit.form
    try:
        one = referrals.correct_as_steward(
            visit.office,
            visit.actor,
            visit.params["id"],
            why=form.get("why", ""),
            version=visit.version,
            now=visit.now,
            address=visit.address,
        )
    except InvalidError:
        return _found(visit, {"why": gettext("Use 1,000 characters or fewer, without unusual ones")})
    except MoveError as error:
        if error.refusal is Refusal.NOTE:
            return _found(visit, {"why": gettext("Say what was wrong")})
        return _found(visit, {"why": gettext("This referral cannot be corrected any more")}, status=409)
    except StaleError:
        return _found(visit, {"why": gettext("It has just changed. Look again, then correct it")}, status=409)
    return _page(visit, one, done=gettext("It is recorded that this was made in error."))


def _found(visit: StaffVisit, errors: Mapping[str, str] = _FINE, *, status: int = 422) -> Page:
    try:
        one = referrals.find_to_correct(
            visit.office,
            visit.actor,
            visit.form.get("reference", ""),
            now=visit.now,
            address=visit.address,
        )
    except NotFoundError:
        if not may(referrals.as_steward(visit.actor), Permission.REFERRAL_CORRECT):
            raise
        message = visit.language.words.gettext("No referral to a listing in your area has this reference")
        return _page(visit, errors={"reference": message}, status=422)
    return _page(visit, one, errors=errors, status=status if errors else 200)


def _page(
    visit: StaffVisit,
    one: Referral | None = None,
    *,
    errors: Mapping[str, str] = _FINE,
    done: str = "",
    status: int = 200,
) -> Page:
    if not may(referrals.as_steward(visit.actor), Permission.REFERRAL_CORRECT):
        raise NotFoundError("only stewards come here")
    words = visit.language.words
    known = (
        {
            "id": one.id,
            "version": one.version,
            "open": one.status is not Status.ERROR,
            "rows": [
                {"key": words.gettext("Reference"), "value": one.reference},
                {"key": words.gettext("Listing"), "value": one.listing_name},
                {"key": words.gettext("Group"), "value": group_name(visit, one.organisation)},
                {"key": words.gettext("Made"), "value": visit.moment(one.made_at)},
                {"key": words.gettext("Last moved"), "value": visit.moment(one.moved_at)},
                {"key": words.gettext("Stands"), "value": referral_words.status(words, one.status)},
            ],
        }
        if one
        else None
    )
    view = {"one": known, "reference": visit.form.get("reference", ""), "errors": errors, "done": done}
    return Page("referrals/steward.html", view, status=status)
