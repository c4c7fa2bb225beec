"""Every address and who may use it. Those of people, of listings and of the public are in tables of their own."""

from typing import Final

from poai.domain.access import Permission
from poai.web import (
    account,
    admin,
    admin_teams,
    demo,
    enrolling,
    guardian,
    home,
    invited,
    resetting,
    sign_in,
)
from poai.web.page import Policy
from poai.web.routes_listings import LISTINGS
from poai.web.routes_people import PEOPLE
from poai.web.routes_public import PUBLIC
from poai.web.routing import Entry, form, page

GUEST: Final = Policy.GUEST
FIRST_STEP: Final = Policy.FIRST_STEP
EVERYBODY: Final = Permission.OWN_ACCOUNT

_WAYS_IN = (
    page("/sign-in", sign_in.ask, allow=GUEST),
    form("/sign-in", sign_in.give_password, allow=GUEST),
    page("/sign-in/code", sign_in.ask_code, allow=FIRST_STEP),
    form("/sign-in/code", sign_in.give_code, allow=FIRST_STEP),
    page("/sign-in/set-up", enrolling.show_first, allow=FIRST_STEP),
    form("/sign-in/set-up", enrolling.confirm_first, allow=FIRST_STEP),
    form("/sign-in/set-up/begin", enrolling.begin_first, allow=FIRST_STEP),
    page("/invitation/{token}", invited.show, allow=GUEST),
    form("/invitation/{token}", invited.accept, allow=GUEST),
    page("/reset", resetting.ask, allow=GUEST),
    form("/reset", resetting.send, allow=GUEST),
    page("/reset/{token}", resetting.show, allow=GUEST),
    form("/reset/{token}", resetting.finish, allow=GUEST),
    page("/account/email/{token}", account.show_email_link, allow=GUEST),
    form("/account/email/{token}", account.confirm_email, allow=GUEST),
)

_OWN_ACCOUNT = (
    page("/staff", home.staff, allow=EVERYBODY),
    form("/sign-out", sign_in.sign_out, allow=EVERYBODY),
    form("/session/stay", sign_in.stay, allow=EVERYBODY),
    form("/session/resume", sign_in.resume, allow=EVERYBODY),
    page("/account", account.show, allow=EVERYBODY),
    form("/account/sessions/end", account.end_session, allow=EVERYBODY),
    form("/account/sessions/end-others", account.end_other_sessions, allow=EVERYBODY),
    page("/account/password", account.ask_password, allow=EVERYBODY),
    form("/account/password", account.change_password, allow=EVERYBODY),
    page("/account/email", account.ask_email, allow=EVERYBODY),
    form("/account/email", account.change_email, allow=EVERYBODY),
    page("/account/factor", enrolling.ask_again, allow=EVERYBODY),
    form("/account/factor", enrolling.begin_again, allow=EVERYBODY),
    page("/account/factor/set-up", enrolling.show_again, allow=EVERYBODY),
    form("/account/factor/set-up", enrolling.confirm_again, allow=EVERYBODY),
    page("/account/codes", enrolling.ask_codes, allow=EVERYBODY),
    form("/account/codes", enrolling.new_codes, allow=EVERYBODY),
)

_ADMINISTRATION = (
    page("/admin/accounts", admin.everybody, allow=Permission.ACCOUNTS_MANAGE),
    form("/admin/accounts", admin.search, allow=Permission.ACCOUNTS_MANAGE),
    page("/admin/accounts/new", admin.new, allow=Permission.ACCOUNTS_MANAGE),
    form("/admin/accounts/new", admin.invite, allow=Permission.ACCOUNTS_MANAGE),
    page("/admin/accounts/{id}", admin.one, allow=Permission.ACCOUNTS_MANAGE),
    page("/admin/accounts/{id}/name", admin.name, allow=Permission.ACCOUNTS_MANAGE),
    form("/admin/accounts/{id}/name", admin.rename, allow=Permission.ACCOUNTS_MANAGE),
    page("/admin/accounts/{id}/roles", admin.roles, allow=Permission.ACCOUNTS_MANAGE),
    form("/admin/accounts/{id}/roles", admin.change_roles, allow=Permission.ACCOUNTS_MANAGE),
    form("/admin/accounts/{id}/disable", admin.disable, allow=Permission.ACCOUNTS_MANAGE),
    form("/admin/accounts/{id}/enable", admin.enable, allow=Permission.ACCOUNTS_MANAGE),
    form("/admin/accounts/{id}/sessions/end", admin.end_sessions, allow=Permission.ACCOUNTS_MANAGE),
    form("/admin/accounts/{id}/factor/remove", admin.remove_factor, allow=Permission.ACCOUNTS_MANAGE),
    form("/admin/accounts/{id}/invite", admin.send_again, allow=Permission.ACCOUNTS_MANAGE),
    page("/admin/teams", admin_teams.every, allow=Permission.TEAMS_MANAGE),
    page("/admin/teams/new", admin_teams.new, allow=Permission.TEAMS_MANAGE),
    form("/admin/teams/new", admin_teams.add, allow=Permission.TEAMS_MANAGE),
    page("/admin/teams/{id}", admin_teams.one, allow=Permission.TEAMS_MANAGE),
    form("/admin/teams/{id}", admin_teams.rename, allow=Permission.TEAMS_MANAGE),
)

_GUARDIAN = (
    page("/guardian/trail", guardian.trail, allow=Permission.AUDIT_READ),
    page("/guardian/openings", guardian.openings, allow=Permission.AUDIT_READ),
    page("/guardian/people", guardian.whose, allow=Permission.AUDIT_READ),
    form("/guardian/people", guardian.find, allow=Permission.AUDIT_READ),
    page("/guardian/people/{id}/history", guardian.history, allow=Permission.AUDIT_READ),
)

# The public ones are last: the addresses of the place's own pages take any one word.
ROUTES: tuple[Entry, ...] = (
    *_WAYS_IN,
    *_OWN_ACCOUNT,
    *_ADMINISTRATION,
    *_GUARDIAN,
    *PEOPLE,
    *LISTINGS,
    *PUBLIC,
)

# Before all others, and only where `poai serve --demo` is.
DEMO: tuple[Entry, ...] = (
    page("/demo", demo.who, allow=GUEST),
    form("/demo/be", demo.be, allow=GUEST),
    page("/demo/mail", demo.mail, allow=GUEST),
    page("/demo/mail/{letter}", demo.letter, allow=GUEST),
)
