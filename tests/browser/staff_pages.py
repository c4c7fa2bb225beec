"""Every page for which people sign in, in its states. A new page or state is a line here, and all the checks read it."""

from tests.browser.pages import PageState

STAFF_PAGES = (
    PageState("sign in", "/sign-in"),
    PageState("signed out", "/sign-in?done=signed-out"),
    PageState("reset", "/reset"),
    PageState("reset sent", "/reset?sent=yes"),
    PageState("link that no longer works", "/reset/no-such-link", status=404),
    PageState("confirm a new address", "/account/email/some-link"),
    PageState("code", "/sign-in/code", role="nobody", half=True),
    PageState("set up", "/sign-in/set-up", role="newcomer", half=True),
    PageState("set up again", "/sign-in/set-up", role="interrupted", half=True),
    PageState("home of an administrator", "/staff", role="administrator"),
    PageState("home of nobody", "/staff", role="nobody"),
    PageState("account", "/account", role="link-worker"),
    PageState("account after a change", "/account?done=password", role="link-worker"),
    PageState("change password", "/account/password", role="link-worker"),
    PageState("change address", "/account/email", role="link-worker"),
    PageState("change authenticator", "/account/factor", role="link-worker"),
    PageState("new recovery codes", "/account/codes", role="link-worker"),
    PageState("forbidden", "/admin/accounts", role="link-worker", status=404),
)
