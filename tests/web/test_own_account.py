"""One's own account: invitation, second step, recovery codes, password, address, and where one is signed in."""

import re

import pytest

from poai.actions import accounts
from poai.domain.account import Account
from poai.store import Factors
from tests.actions.cast import ADMINISTRATOR, GUARDIAN, PASSWORD, SECRET, Letter
from tests.web.staff import Hands, StaffSite
from tests.web.visiting import SAME_SITE

NEW = "seven grey herons waiting"


def invited(site: StaffSite) -> str:
    """The address in a letter that invites Gus."""
    ada = site.cast.actor("ada", ADMINISTRATOR)
    accounts.invite(
        site.cast.office, ada, email="gus@example.org", name="Gus", grants=[GUARDIAN], now=site.cast.now
    )
    (letter,) = site.cast.letters()
    return letter.values["link"].removeprefix("https://help.example.org")


def letter(site: StaffSite) -> Letter:
    (found,) = site.cast.letters()
    return found


def secret_on(hands: Hands) -> str:
    """The key that the page shows, to type."""
    found = re.search(r'<p class="app-key"><bdi>(.*?)</bdi>', hands.seen.html)
    assert found
    return re.sub(r"<[^>]+>|\s", "", found[1])


def codes_on(hands: Hands) -> list[str]:
    shown = re.search(r'<ul class="app-codes">(.*?)</ul>', hands.seen.html, re.DOTALL)
    assert shown
    return re.findall(r"<bdi>(.*?)</bdi>", shown[1])


def test_an_invitation_leads_through_both_steps_to_the_first_page(site: StaffSite) -> None:
    hands = site.hands()
    hands.sees(link := invited(site))
    assert "Hello Gus." in hands.seen.text
    assert hands.seen.form(link).value("username") == "gus@example.org"
    hands.sends(link, 422, password="short")
    assert "Your password must have 12 characters or more" in hands.seen.text
    assert "short" not in hands.seen.form(link).value("password")
    hands.sends(link, password=NEW)
    assert hands.heading() == "Set up your second step"
    hands.sends("/sign-in/set-up", 422, code="000000")
    secret = secret_on(hands)
    hands.sends("/sign-in/set-up", code=site.cast.code(secret))
    assert hands.heading() == "Save your recovery codes"
    codes = codes_on(hands)
    assert len(set(codes)) == 10
    hands.sees("/staff")
    assert "What everybody did" in hands.seen.text
    again = site.hands()
    again.sees(link, 404)
    assert again.heading() == "This link no longer works"

    other = site.hands()  # later, without the phone
    other.sees("/sign-in")
    other.sends("/sign-in", email="gus@example.org", password=NEW)
    other.sends("/sign-in/code", code=codes[0].lower())
    assert other.heading() == "Your work"


def test_the_picture_says_what_the_key_says(site: StaffSite) -> None:
    hands = site.hands()
    hands.sees(link := invited(site))
    hands.sends(link, password=NEW)
    picture = re.search(r'<svg class="app-qr" viewBox="0 0 (\d+) \d+"', hands.seen.html)
    assert picture
    drawn = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", hands.seen.html)
    dark = {(int(x) + step, int(y)) for x, y, run in drawn for step in range(int(run))}
    size = int(picture[1])
    finder = [(4, 4), (size - 11, 4), (4, size - 11)]  # the three corners that cameras look for
    assert all((x + step, y) in dark and (x, y + step) in dark for x, y in finder for step in range(7))
    assert min(x for x, _ in dark) == 4
    assert (size - 8) % 4 == 1


def test_s06_recovery_codes_are_shown_once(site: StaffSite) -> None:
    hands = site.hands(site.account("ada"))
    hands.sees("/account/codes")
    hands.sends("/account/codes", 422, password="something quite wrong")
    hands.sends("/account/codes", password=PASSWORD)
    codes = codes_on(hands)
    for path in ("/account", "/account/codes", "/staff"):
        assert not any(code in hands.sees(path).html for code in codes)
    assert "10 left" in hands.sees("/account").text


def test_a_forgotten_password_is_replaced_and_the_second_step_still_asked(site: StaffSite) -> None:
    ada = site.account("ada")
    before = site.hands(ada)
    hands = site.hands()
    hands.sees("/sign-in")
    hands.sees(hands.seen.link("I forgot my password"))
    hands.sends("/reset", email=ada.email)
    assert hands.heading() == "Check your email"
    link = letter(site).values["link"].removeprefix("https://help.example.org")
    hands.sees(link)
    hands.sends(link, 422, password="password1234")
    assert "easy to guess" in hands.seen.text
    hands.sends(link, password=NEW)
    assert "Your password is changed" in hands.seen.text
    assert before.goes("/staff") == "/sign-in?back=/staff"
    hands.sends("/sign-in", email=ada.email, password=NEW)
    assert hands.heading() == "Enter your code"
    site.hands().sees(link, 404)


def test_s15_s17_another_password_is_another_key_and_ends_every_other_session(site: StaffSite) -> None:
    ada = site.account("ada")
    elsewhere, hands = site.hands(ada), site.hands(ada)
    old = hands.token
    hands.sees("/account/password")
    hands.sends("/account/password", 422, password="something quite wrong", new_password=NEW)
    assert "The password is wrong" in hands.seen.text
    hands.sends("/account/password", 422, password=PASSWORD, new_password="exampleton12")
    assert [url.partition("#")[2] for words, url in hands.seen.links if "name of this place" in words] == [
        "new_password"
    ]
    hands.sends("/account/password", password=PASSWORD, new_password=NEW)
    assert "Your password is changed" in hands.seen.text
    assert hands.token != old
    assert site.cast.asks(old) is None
    assert elsewhere.goes("/staff") == "/sign-in?back=/staff"


def test_s18_somebody_sees_their_sessions_and_ends_them(site: StaffSite) -> None:
    ada = site.account("ada")
    elsewhere, third = site.signs_in(ada), site.hands(ada)
    hands = site.hands(ada)
    seen = hands.sees("/account")
    assert "Firefox on Linux" in seen.text
    assert len([form for form in seen.forms if form.action.endswith("/account/sessions/end")]) == 2
    (own,) = re.findall(r"This one", seen.text)
    assert own
    identity = site.cast.present(third.token).session
    hands.posts("/account/sessions/end", csrf=seen.form("/sign-out").value("csrf"), session=identity)
    assert "That browser is signed out" in hands.seen.text
    assert third.goes("/staff") == "/sign-in?back=/staff"
    elsewhere.sees("/staff")
    hands.sends("/account/sessions/end-others")
    assert elsewhere.goes("/staff") == "/sign-in?back=/staff"
    hands.sees("/account")


def test_s18_nobody_ends_the_session_of_somebody_else(site: StaffSite) -> None:
    bob, ada = site.hands(site.account("bob")), site.hands(site.account("ada"))
    token = ada.sees("/account").form("/sign-out").value("csrf")
    theirs = site.cast.present(bob.token).session
    missing = ada.posts(
        "/account/sessions/end", 404, csrf=token, session="0b9a3c52-6b1a-4d0e-9f27-3c7f6a1d2e4b"
    )
    forbidden = ada.posts("/account/sessions/end", 404, csrf=token, session=theirs)
    assert missing.html == forbidden.html
    bob.sees("/staff")


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/account/email", {"email": "new@example.org"}),
        ("/account/password", {"new_password": NEW}),
        ("/account/factor", {}),
        ("/account/codes", {}),
    ],
)
def test_s18_what_matters_asks_for_the_password_again(
    site: StaffSite, path: str, fields: dict[str, str]
) -> None:
    hands = site.hands(site.account("ada"))
    before = site.rows("account", "factor", "recovery_code", "outbox")
    hands.sees(path)
    for password, said in (("", "Enter your password"), ("something quite wrong", "The password is wrong")):
        hands.sends(path, 422, password=password, **fields)
        assert said in hands.seen.text
    assert site.rows("account", "factor", "recovery_code", "outbox") == before


def test_another_address_counts_once_its_letter_is_followed(site: StaffSite) -> None:
    ada = site.account("ada")
    hands = site.hands(ada)
    hands.sees("/account/email")
    hands.sends("/account/email", 422, email="nowhere", password=PASSWORD)
    assert "right format" in hands.seen.text
    assert hands.seen.form("/account/email").value("email") == "nowhere"
    hands.sends("/account/email", email="new@example.org", password=PASSWORD)
    assert "We have sent a link" in hands.seen.text
    link = letter(site).values["link"].removeprefix("https://help.example.org")
    other = site.hands()
    before = site.rows("account")
    other.sees(link)
    assert site.rows("account") == before  # programs that look at links in letters change nothing
    other.sends(link)
    assert "Your new email address counts from now on" in other.seen.text
    assert hands.goes("/staff") == "/sign-in?back=/staff"
    other.sends("/sign-in", email="new@example.org", password=PASSWORD)
    assert other.heading() == "Enter your code"


def test_another_authenticator_takes_the_place_of_the_one_before(site: StaffSite) -> None:
    ada = site.account("ada")
    hands = site.hands(ada)
    old = hands.token
    hands.sees("/account/factor")
    hands.sends("/account/factor", password=PASSWORD)
    secret = secret_on(hands)
    assert secret != SECRET
    hands.sends("/account/factor/set-up", code=site.cast.code(secret))
    assert hands.heading() == "Save your recovery codes"
    assert hands.token != old
    hands.sends("/sign-out")  # the page is of the session that has just begun
    site.cast.later(seconds=60)
    half = site.half(ada)
    half.sends("/sign-in/code", 422, code=site.cast.code(SECRET))
    half.sends("/sign-in/code", code=site.cast.code(secret))
    assert half.heading() == "Your work"


def test_setting_up_begins_again_where_another_browser_took_over(site: StaffSite) -> None:
    hands = site.hands()
    hands.sees(link := invited(site))
    hands.sends(link, password=NEW)
    gus = site.cast.present(hands.token)
    other = site.hands()
    other.sees("/sign-in")
    other.sends("/sign-in", email="gus@example.org", password=NEW)
    assert other.heading() == "Set up your second step"
    hands.sees("/sign-in/code")
    assert "in another browser or tab" in hands.seen.text
    hands.sends("/sign-in/set-up/begin")
    hands.sends("/sign-in/set-up", code=site.cast.code(secret_on(hands)))
    assert hands.heading() == "Save your recovery codes"
    with site.cast.store.read() as connection:
        assert Factors(connection).get(gus.id)


def test_s26_fields_that_a_form_does_not_have_change_nothing(site: StaffSite) -> None:
    """Each form of one's own account, with every column's name added: the account keeps its state and its roles."""
    ada: Account = site.account("ada")
    columns = {
        "id": "x", "account_id": "x", "name": "Eve", "state": "disabled", "role": "administrator", "scope": "",
        "grants": "administrator", "administrator": "on", "strength": "second-factor", "made_at": "2000-01-01",
        "seen_at": "2999-01-01", "until": "2999-01-01", "hash": "x", "secret": "x", "token": "x", "kind": "x",
    }  # fmt: skip
    hands = site.hands(ada)
    forms = {
        "/account/password": {"password": PASSWORD, "new_password": NEW},
        "/account/email": {"password": NEW, "email": "new@example.org"},
        "/account/codes": {"password": NEW},
        "/account/factor": {"password": NEW},
        "/account/sessions/end-others": {},
        "/session/stay": {},
        "/session/resume": {},
    }
    for path, fields in forms.items():
        token = hands.sees("/account").form("/sign-out").value("csrf")
        answer = hands.browser.post(path, data={**columns, "csrf": token, **fields}, headers=SAME_SITE)
        assert answer.status_code in (200, 303), path
    (row,) = site.rows("account")
    assert "'name': 'Ada'" in row
    assert "'email': 'ada@example.org'" in row
    assert "'state': 'active'" in row
    assert site.rows("account_grant") == []
