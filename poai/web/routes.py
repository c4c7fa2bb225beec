"""Every address and who may use it, on one page."""

from typing import Final

from poai.domain.access import Permission
from poai.web import (
    account,
    enrolling,
    guided,
    home,
    invited,
    machine,
    public,
    resetting,
    results,
    saved,
    sign_in,
)
from poai.web.page import Policy
from poai.web.routing import Entry, form, page

ANYONE: Final = Policy.PUBLIC
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

_PUBLIC = (
    page("/", public.home, allow=ANYONE),
    page("/find", results.results, allow=ANYONE),
    page("/guided", guided.guided, allow=ANYONE),
    page("/listings/{slug}", public.listing, allow=ANYONE),
    page("/organisations/{slug}", public.organisation, allow=ANYONE),
    page("/areas", public.areas, allow=ANYONE),
    page("/areas/{key}", public.area, allow=ANYONE),
    page("/needs", public.needs, allow=ANYONE),
    page("/needs/{key}", results.need, allow=ANYONE),
    page("/a-to-z", public.a_to_z, allow=ANYONE),
    page("/ask", public.ask_a_person, allow=ANYONE),
    page("/urgent", public.urgent, allow=ANYONE),
    page("/list", saved.my_list_page, allow=ANYONE),
    form("/list/save", saved.save, allow=ANYONE),
    form("/list/remove", saved.remove, allow=ANYONE),
    form("/list/move", saved.move, allow=ANYONE),
    form("/list/clear", saved.clear, allow=ANYONE),
    page("/sitemap.xml", machine.sitemap, allow=ANYONE),
    page("/robots.txt", machine.robots, allow=ANYONE),
    page("/opensearch.xml", machine.opensearch, allow=ANYONE),
    page("/health", machine.health, allow=ANYONE),
    # The pages that content editors write; last, because it takes any one-word address.
    page("/{page}", public.words, allow=ANYONE),
)

# The place's own pages are last, because their address takes any one word.
ROUTES: tuple[Entry, ...] = (*_WAYS_IN, *_OWN_ACCOUNT, *_PUBLIC)
