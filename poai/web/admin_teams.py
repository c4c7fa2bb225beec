"""Teams: made and named by administrators."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from poai.actions import teams
from poai.domain.area import Locality
from poai.domain.errors import InvalidError, NotFoundError
from poai.domain.listing import Organisation
from poai.domain.team import Team, TeamKind
from poai.web import admin_grants, forms, staff_words
from poai.web.forms import N_, Asks
from poai.web.page import Go, Page
from poai.web.staffing import StaffVisit

LIST = "/admin/teams"
_FINE: Mapping[str, str] = MappingProxyType({})


class NewTeam(forms.Form):
    """A team to be; what it belongs to stands in the field that is named for the kind."""

    name: Annotated[str, Asks(N_("Enter the team’s name"))]
    kind: Annotated[TeamKind, Asks(N_("Choose what the team belongs to"))]


def every(visit: StaffVisit) -> Page:
    """Every team."""
    words, found = visit.language.words, _all(visit)
    rows = [
        {"team": team, "kind": staff_words.kind(words, team.kind), "base": _of(visit, team)} for team in found
    ]
    done = {
        "added": words.gettext("The team is added. Give people roles in it on their accounts."),
        "renamed": words.gettext("The name is changed."),
    }
    return Page("admin/teams.html", {"rows": rows, "done": done.get(dict(visit.query).get("done", ""), "")})


def new(visit: StaffVisit) -> Page:
    """The form to add a team with."""
    return _new(visit)


def add(visit: StaffVisit) -> Page | Go:
    """Adds a team."""
    form = forms.read(NewTeam, visit)
    if isinstance(form, forms.Errors):
        return _new(visit, form)
    try:
        teams.add_team(
            visit.office,
            visit.actor,
            name=form.name,
            kind=form.kind,
            base=_base(visit, form.kind),
            now=visit.now,
            address=visit.address,
        )
    except InvalidError as error:
        return _new(visit, _said(visit, error))
    return Go(f"{LIST}?done=added")


def one(visit: StaffVisit) -> Page:
    """The form to rename a team with."""
    return _one(visit)


def rename(visit: StaffVisit) -> Page | Go:
    """Renames a team."""
    identity, typed = visit.params["id"], visit.form.get("name", "")
    try:
        teams.rename_team(visit.office, visit.actor, identity, typed, now=visit.now, address=visit.address)
    except InvalidError as error:
        return _one(visit, _said(visit, error))
    return Go(f"{LIST}?done=renamed")


def _new(visit: StaffVisit, errors: Mapping[str, str] = _FINE) -> Page:
    words, place = visit.language.words, visit.snapshot.place
    nothing = {"value": "", "text": words.gettext("Choose one")}
    return Page(
        "admin/new-team.html",
        {
            "typed": visit.typed,
            "kinds": [{"value": str(kind), "text": staff_words.kind(words, kind)} for kind in TeamKind],
            "areas": [nothing]
            + [{"value": key, "text": locality.name} for key, locality in place.localities.items()],
            "organisations": [nothing, *admin_grants.organisations(visit)[1:]],
            "errors": errors,
        },
        status=422 if errors else 200,
    )


def _one(visit: StaffVisit, errors: Mapping[str, str] = _FINE) -> Page:
    for team in _all(visit):
        if team.id == visit.params["id"]:
            view = {"team": team, "typed": visit.typed, "errors": errors}
            return Page("admin/team.html", view, status=422 if errors else 200)
    raise NotFoundError("no such team")


def _base(visit: StaffVisit, kind: TeamKind) -> str:
    """What the team belongs to: each kind has a field of its own."""
    typed = visit.form.get(kind, "")
    known = {
        TeamKind.LOCALITY: visit.snapshot.place.localities,
        TeamKind.ORGANISATION: visit.snapshot.catalogue.organisations,
    }
    if not typed.strip() or (kind in known and typed not in known[kind]):
        raise InvalidError(kind, "missing")
    return typed


def _of(visit: StaffVisit, team: Team) -> str:
    """What the team belongs to is called."""
    known: dict[TeamKind, Mapping[str, Locality | Organisation]] = {
        TeamKind.LOCALITY: visit.snapshot.place.localities,
        TeamKind.ORGANISATION: visit.snapshot.catalogue.organisations,
    }
    found = known.get(team.kind, {}).get(team.base)
    return found.name if found else team.base


def _all(visit: StaffVisit) -> list[Team]:
    return teams.all_teams(visit.office, visit.actor, now=visit.now, address=visit.address)


def _said(visit: StaffVisit, error: InvalidError) -> forms.Errors:
    if error.field == "base":  # of a practice: the others are chosen from a list
        error = InvalidError(TeamKind.PRACTICE, error.reason)
    return forms.invalid(visit, error, _WRONG)


_WRONG = {
    ("name", "missing"): N_("Enter the team’s name"),
    ("name", "too-long"): N_("Enter a name of 200 characters or fewer"),
    ("name", "wrong"): N_("Enter a name without unusual characters"),
    ("name", "taken"): N_("Another team has this name. Enter a different one"),
    ("locality", "missing"): N_("Choose the team’s area"),
    ("practice", "missing"): N_("Enter the name of the practice"),
    ("practice", "too-long"): N_("Enter a name of 200 characters or fewer"),
    ("practice", "wrong"): N_("Enter a name without unusual characters"),
    ("organisation", "missing"): N_("Choose the team’s organisation"),
}
