"""Somebody says that a group is theirs, and the group says by a letter's link whether they are one of them."""

from poai.actions import claiming
from poai.actions.claiming import Answer, Asked
from poai.domain.errors import InvalidError, LinkError, NotFoundError, ThrottledError
from poai.domain.listing import Organisation
from poai.web.page import Go, Page
from poai.web.staffing import GuestVisit
from poai.web.suggesting import Refused, frame, refused, said_thanks, sent, thanks

_FIELDS = ("name", "email", "role")


def ask(visit: GuestVisit) -> Page:
    """The form for somebody of a group, or thanks."""
    group = _group(visit)
    if said_thanks(visit):
        return thanks(visit, "claim", back=f"/organisations/{group.slug}", name=group.name)
    return _form(visit, group)


def send(visit: GuestVisit) -> Page | Go:
    """Takes it."""
    group, form = _group(visit), visit.form
    try:
        claiming.claim(
            visit.office,
            group.slug,
            name=form.get("name", ""),
            email=form.get("email", ""),
            role=form.get("role", ""),
            sent=sent(visit),
            now=visit.now,
        )
    except (InvalidError, ThrottledError) as error:
        return _form(visit, group, refused(visit, error, "claim"))
    return Go(f"/organisations/{group.slug}/claim?done=sent")


def show_link(visit: GuestVisit) -> Page:
    """What the link in the letter asks. Looking changes nothing: programs that read letters look too."""
    try:
        return _asked(visit, claiming.look(visit.office, visit.params["token"], now=visit.now))
    except LinkError:
        return Page("suggest/link-gone.html", {}, 404)


def answer_link(visit: GuestVisit) -> Page | Go:
    """Takes the group's yes or no."""
    token = visit.params["token"]
    said = visit.form.get("answer", "")
    try:
        claiming.answer(visit.office, token, said, now=visit.now, address=visit.address)
    except LinkError:
        return Page("suggest/link-gone.html", {}, 404)
    except InvalidError:
        message = visit.language.words.gettext("Choose yes or no")
        return _asked(visit, claiming.look(visit.office, token, now=visit.now), message)
    return Go(f"/claim/{token}")


def _asked(visit: GuestVisit, asked: Asked, wrong: str = "") -> Page:
    view = {
        "link": visit.url(f"/claim/{visit.params['token']}"),
        "claim": asked.claim,
        "group": asked.group,
        "answer": asked.answer,
        "yes": Answer.YES,
        "no": Answer.NO,
        "errors": {"answer": wrong} if wrong else {},
    }
    return Page("suggest/link.html", view, 422 if wrong else 200)


def _form(visit: GuestVisit, group: Organisation, wrong: Refused | None = None) -> Page:
    view = {"group": group, **frame(visit, _FIELDS, wrong)}
    return Page("suggest/claim.html", view, wrong.status if wrong else 200)


def _group(visit: GuestVisit) -> Organisation:
    """One that is shown: with a listing."""
    slug = visit.params["slug"]
    found = visit.snapshot.catalogue.organisations.get(slug)
    if found is None or not visit.snapshot.by_group.get(slug):
        raise NotFoundError(slug)
    return found
