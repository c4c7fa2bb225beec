"""Administration of accounts: who is let in, as what, and for how long."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Annotated, Any

from poai.actions import accounts, invitations, teams
from poai.domain.account import Account, Grant, Role, State
from poai.domain.errors import InvalidError
from poai.domain.team import Team
from poai.web import admin_grants, forms, staff_words
from poai.web.forms import N_, Asks
from poai.web.page import Go, Page
from poai.web.roles import described, role
from poai.web.staffing import StaffVisit
from poai.web.words import Words

LIST = "/admin/accounts"
_FINE: Mapping[str, str] = MappingProxyType({})


class Invitation(forms.Form):
    """Who is to be invited; their roles are read by admin_grants."""

    name: Annotated[str, Asks(N_("Enter their name"))]
    email: Annotated[str, Asks(N_("Enter their email address"))]


def everybody(visit: StaffVisit) -> Page:
    """Every account but one's own."""
    return _list(visit, {})


def search(visit: StaffVisit) -> Page:
    """The accounts that match. A form that is sent, so that no name or address gets into an address or a log."""
    return _list(visit, visit.form)


def new(visit: StaffVisit) -> Page:
    """The form to invite somebody with."""
    return _invitation(visit)


def invite(visit: StaffVisit) -> Page | Go:
    """Makes an account and sends its invitation."""
    form = forms.read(Invitation, visit)
    try:
        grants = admin_grants.read(visit)
        if isinstance(form, forms.Errors):
            return _invitation(visit, form if grants else {**form, **_said(visit, _NO_ROLE)})
        account = accounts.invite(
            visit.office,
            visit.actor,
            email=form.email,
            name=form.name,
            grants=grants,
            now=visit.now,
            address=visit.address,
        )
    except InvalidError as error:
        return _invitation(visit, _said(visit, error))
    return Go(f"{LIST}/{account.id}?done=invited")


def one(visit: StaffVisit) -> Page:
    """One account, and what can be done with it."""
    account = _shown(visit)
    return Page(
        "admin/account.html",
        {
            "account": account,
            "state": staff_words.state(visit.language.words, account.state),
            "roles": _described(visit, account, _teams(visit)),
            "done": _done(visit.language.words).get(dict(visit.query).get("done", ""), ""),
        },
    )


def name(visit: StaffVisit) -> Page:
    """The form to rename somebody with."""
    return _name(visit)


def rename(visit: StaffVisit) -> Page | Go:
    """Renames somebody."""
    identity, typed = visit.params["id"], visit.form.get("name", "")
    try:
        accounts.rename(visit.office, visit.actor, identity, typed, now=visit.now, address=visit.address)
    except InvalidError as error:
        return _name(visit, _said(visit, error))
    return _back(visit, "renamed")


def roles(visit: StaffVisit) -> Page:
    """The form with what somebody may do."""
    return _roles(visit)


def change_roles(visit: StaffVisit) -> Page | Go:
    """Gives and takes roles and teams."""
    try:
        accounts.change_grants(
            visit.office,
            visit.actor,
            visit.params["id"],
            admin_grants.read(visit),
            now=visit.now,
            address=visit.address,
        )
    except InvalidError as error:
        return _roles(visit, _said(visit, error))
    return _back(visit, "roles")


def disable(visit: StaffVisit) -> Go:
    """Shuts somebody out, at once."""
    accounts.disable(visit.office, visit.actor, visit.params["id"], now=visit.now, address=visit.address)
    return _back(visit, "disabled")


def enable(visit: StaffVisit) -> Go:
    """Lets somebody in again; who never had a password is sent an invitation."""
    accounts.enable(visit.office, visit.actor, visit.params["id"], now=visit.now, address=visit.address)
    return _back(visit, "invited" if _shown(visit).state is State.INVITED else "enabled")


def end_sessions(visit: StaffVisit) -> Go:
    """Signs somebody out everywhere."""
    accounts.end_sessions(visit.office, visit.actor, visit.params["id"], now=visit.now, address=visit.address)
    return _back(visit, "ended")


def remove_factor(visit: StaffVisit) -> Go:
    """For somebody who lost telephone and codes."""
    accounts.remove_factor(
        visit.office, visit.actor, visit.params["id"], now=visit.now, address=visit.address
    )
    return _back(visit, "factor")


def send_again(visit: StaffVisit) -> Go:
    """Another invitation, unless they have come in meanwhile."""
    account = _shown(visit)
    if account.state is not State.INVITED:
        return _back(visit, "not-invited")
    invitations.send_again(visit.office, visit.actor, account.id, now=visit.now, address=visit.address)
    return _back(visit, "invited")


def matching(found: Iterable[Account], wanted: Mapping[str, str]) -> list[Account]:
    """The accounts whose name or address holds `wanted["who"]`, with the role and in the state that are wanted."""
    who = wanted.get("who", "").strip().casefold()
    held, state = wanted.get("role", ""), wanted.get("state", "")
    return [
        account
        for account in found
        if (who in account.name.casefold() or who in account.email)
        and (not held or held in account.roles())
        and (not state or state == account.state)
    ]


def _list(visit: StaffVisit, wanted: Mapping[str, str]) -> Page:
    words, every_team = visit.language.words, _teams(visit)
    found = accounts.others(visit.office, visit.actor, now=visit.now, address=visit.address)
    anything = {"value": "", "text": words.gettext("Any")}
    return Page(
        "admin/accounts.html",
        {
            "rows": [
                {
                    "account": account,
                    "state": staff_words.state(words, account.state),
                    "roles": "; ".join(_described(visit, account, every_team)),
                }
                for account in matching(found, wanted)
            ],
            "wanted": {key: wanted.get(key, "") for key in ("who", "role", "state")},
            "searched": any(wanted.get(key) for key in ("who", "role", "state")),
            "role_options": [
                anything,
                *({"value": str(each), "text": role(visit, each)} for each in Role),
            ],
            "state_options": [
                anything,
                *({"value": str(state), "text": staff_words.state(words, state)} for state in State),
            ],
        },
    )


def _invitation(visit: StaffVisit, errors: Mapping[str, str] = _FINE) -> Page:
    view = _boxes(visit, errors)
    return Page("admin/invite.html", view, status=422 if errors else 200)


def _name(visit: StaffVisit, errors: Mapping[str, str] = _FINE) -> Page:
    view = {"account": _shown(visit), "typed": visit.typed, "errors": errors}
    return Page("admin/name.html", view, status=422 if errors else 200)


def _roles(visit: StaffVisit, errors: Mapping[str, str] = _FINE) -> Page:
    account = _shown(visit)
    view = {"account": account, **_boxes(visit, errors, account.grants)}
    return Page("admin/roles.html", view, status=422 if errors else 200)


def _boxes(visit: StaffVisit, errors: Mapping[str, str], held: Iterable[Grant] = ()) -> dict[str, Any]:
    """What a form with roles in it shows. What is wrong with all of the roles is said at the first of them."""
    groups = admin_grants.groups(visit, _teams(visit), held)
    return {
        "groups": groups,
        "organisations": admin_grants.organisations(visit),
        "typed": visit.typed,
        "errors": {groups[0].name if field == "grants" else field: text for field, text in errors.items()},
    }


def _shown(visit: StaffVisit) -> Account:
    return accounts.show(visit.office, visit.actor, visit.params["id"], now=visit.now, address=visit.address)


def _described(visit: StaffVisit, account: Account, every_team: Iterable[Team]) -> list[str]:
    names = {team.id: team.name for team in every_team}
    return [described(visit, grant, names) for grant in sorted(account.grants)]


def _teams(visit: StaffVisit) -> list[Team]:
    return teams.all_teams(visit.office, visit.actor, now=visit.now, address=visit.address)


def _back(visit: StaffVisit, done: str) -> Go:
    return Go(f"{LIST}/{visit.params['id']}?done={done}")


def _done(words: Words) -> dict[str, str]:
    return {
        "invited": words.gettext("We have sent an invitation. Its link works for seven days."),
        "not-invited": words.gettext("They have a password already, so no invitation was sent."),
        "renamed": words.gettext("The name is changed."),
        "roles": words.gettext("The roles are changed. They have been signed out and must sign in again."),
        "disabled": words.gettext("The account is disabled. They have been signed out everywhere."),
        "enabled": words.gettext("The account is enabled. They can sign in again."),
        "ended": words.gettext("They have been signed out everywhere."),
        "factor": words.gettext("Their codes are removed. When they next sign in, they set up new ones."),
    }


def _said(visit: StaffVisit, error: InvalidError) -> forms.Errors:
    return forms.invalid(visit, error, _WRONG)


_NO_ROLE = InvalidError("grants", "missing")
_WRONG = {
    ("email", "wrong"): N_("Enter an email address such as name@example.org"),
    ("email", "taken"): N_("Somebody has an account with this email address. Look for it in the list"),
    ("name", "missing"): N_("Enter their name"),
    ("name", "too-long"): N_("Enter a name of 200 characters or fewer"),
    ("name", "wrong"): N_("Enter a name without unusual characters"),
    ("grants", "missing"): N_("Choose at least one role"),
    ("grants", "wrong"): N_("Choose roles from the boxes on this page"),
}
