"""Signing in with two steps: nothing of the office without both, and a new key at each."""

import re

import pytest

from poai.domain.access import Permission
from poai.domain.account import State
from poai.web.page import Policy
from poai.web.routes import ROUTES
from tests.actions.cast import ADMINISTRATOR, GUARDIAN, PASSWORD
from tests.web.staff import StaffSite
from tests.web.visiting import SAME_SITE, Seen, cookies

STAFF = [entry for entry in ROUTES if isinstance(entry.allow, Permission)]


def concrete(path: str) -> str:
    return re.sub(r"\{\w+\}", "0b9a3c52-6b1a-4d0e-9f27-3c7f6a1d2e4b", path)


def test_both_steps_lead_to_where_somebody_wanted_to_go(site: StaffSite) -> None:
    ada = site.account("ada", ADMINISTRATOR)
    hands = site.hands()
    hands.sees("/account/password")
    assert hands.heading() == "Sign in"
    hands.sends("/sign-in", email=" ADA@example.org ", password=PASSWORD)
    assert hands.heading() == "Enter your code"
    hands.sends("/sign-in/code", code=site.cast.code())
    assert hands.heading() == "Change your password"
    assert site.cast.present(hands.token).id == ada.id


def test_s04_a_password_alone_opens_nothing_but_the_second_step(site: StaffSite) -> None:
    """Every page and form of the office, with a half session: each leads to the second step."""
    hands = site.half(site.account("ada", ADMINISTRATOR, GUARDIAN))
    assert STAFF
    for entry in STAFF:
        for method in entry.methods:
            answer = hands.browser.request(method, concrete(entry.path), headers=SAME_SITE)
            if method == "POST":
                answer = hands.browser.post(concrete(entry.path), data={"csrf": "x"}, headers=SAME_SITE)
            assert (answer.status_code, answer.headers.get("location")) == (303, "/sign-in/code"), entry.path


def test_s04_without_a_session_everything_leads_to_the_sign_in_page(site: StaffSite) -> None:
    hands = site.hands()
    for entry in ROUTES:
        if entry.allow in (Policy.PUBLIC, Policy.GUEST):
            continue
        path = concrete(entry.path)
        answers = [
            hands.browser.get(path, headers=SAME_SITE)
            if method == "GET"
            else hands.browser.post(path, data={"name": "x"}, headers=SAME_SITE)
            for method in entry.methods
        ]
        for answer in answers:
            assert answer.status_code == 303
            assert answer.headers["location"].startswith("/sign-in?back=/")


def test_the_way_back_never_holds_what_was_asked_and_never_leads_elsewhere(site: StaffSite) -> None:
    ada = site.account("ada")
    hands = site.hands()
    assert hands.goes("/account?done=password") == "/sign-in?back=/account"
    for elsewhere in ("//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"):
        hands = site.hands()
        hands.sees("/sign-in")
        hands.sends("/sign-in", email=ada.email, password=PASSWORD, back=elsewhere)
        site.cast.later(seconds=30)
        hands.sends("/sign-in/code", code=site.cast.code(), back=elsewhere)
        assert hands.heading() == "Your work"


def test_a_wrong_password_keeps_the_address_and_never_the_password(site: StaffSite) -> None:
    site.account("ada")
    hands = site.hands()
    hands.sees("/sign-in")
    seen = hands.sends("/sign-in", 422, email="ada@example.org", password="something quite wrong")
    assert seen.title.startswith("Error: Sign in")
    assert "The email address or the password is wrong" in seen.text
    assert seen.form("/sign-in").value("email") == "ada@example.org"
    assert "something quite wrong" not in seen.html
    assert hands.token == ""


def test_nothing_typed_is_said_beside_each_field(site: StaffSite) -> None:
    hands = site.hands()
    hands.sees("/sign-in")
    seen = hands.sends("/sign-in", 422, email=" ", password="")
    assert [words for words, url in seen.links if "#" in url][1:3] == [
        "Enter your email address",
        "Enter your password",
    ]


def _bodies(site: StaffSite, path: str, ending: str, typed: list[dict[str, str]]) -> set[tuple[int, str]]:
    """What each form is answered, with the address in it made the same."""
    found = set()
    for fields in typed:
        hands = site.hands()
        hands.sees(path)
        token = hands.seen.form(ending).value("csrf")
        answer = hands.browser.post(path, data={"csrf": token, **fields}, headers=SAME_SITE)
        body = answer.text.replace(fields.get("email", "-"), "SOMEBODY")
        found.add((answer.status_code, answer.headers.get("location", "") + body))
    return found


def test_s08_signing_in_and_resetting_answer_alike_for_known_and_unknown_addresses(site: StaffSite) -> None:
    site.account("ada")
    site.account("gone", state=State.DISABLED)
    site.account("asked", state=State.INVITED, password="", factor=False)
    emails = [f"{name}@example.org" for name in ("ada", "gone", "asked", "nobody")]
    wrong = [{"email": email, "password": "something quite wrong"} for email in emails]
    assert len(_bodies(site, "/sign-in", "/sign-in", wrong)) == 1
    assert len(_bodies(site, "/reset", "/reset", [{"email": email} for email in emails])) == 1
    assert [letter.to for letter in site.cast.letters()] == ["ada@example.org"]


def test_s08_links_that_never_were_and_links_that_no_longer_count_look_alike(site: StaffSite) -> None:
    site.account("ada")
    hands = site.hands()
    hands.sees("/reset")
    hands.sends("/reset", email="ada@example.org")
    (letter,) = site.cast.letters()
    site.cast.later(minutes=61)
    for kind in ("reset", "invitation", "account/email"):
        bodies = set()
        for token in (letter.token, "x" * len(letter.token)):
            answer = hands.browser.get(f"/{kind}/{token}")
            if kind != "account/email":  # which asks only when it is sent
                assert answer.status_code == 404
            bodies.add(answer.text.replace(token, "TOKEN"))
        assert len(bodies) == 1
    assert "This link no longer works" in hands.browser.get(f"/reset/{letter.token}").text


def test_s07_too_many_tries_are_told_when_to_come_back(site: StaffSite) -> None:
    ada = site.account("ada")
    hands = site.hands()
    for _ in range(10):
        hands.sees("/sign-in")
        hands.sends("/sign-in", 422, email=ada.email, password="something quite wrong")
    hands.sees("/sign-in")
    seen = hands.sends("/sign-in", 429, email=ada.email, password=PASSWORD)
    assert hands.heading() == "Too many tries"
    assert re.search(r"nobody can try again for [1-5] minutes?\.", seen.text)
    assert 0 < int(hands.answer.headers["retry-after"]) <= 300
    site.cast.later(minutes=5, seconds=1)
    hands.sees("/sign-in")
    hands.sends("/sign-in", email=ada.email, password=PASSWORD)
    assert hands.heading() == "Enter your code"


def test_s14_the_cookie_is_kept_to_us_to_https_and_from_scripts(site: StaffSite) -> None:
    ada = site.account("ada")
    hands = site.hands()
    hands.sees("/sign-in")
    token = hands.seen.form("/sign-in").value("csrf")
    fields = {"csrf": token, "email": ada.email, "password": PASSWORD}
    first = cookies(hands.browser.post("/sign-in", data=fields, headers=SAME_SITE))
    hands.sees("/sign-in/code")
    token = hands.seen.form("/sign-in/code").value("csrf")
    fields = {"csrf": token, "code": site.cast.code()}
    second = cookies(hands.browser.post("/sign-in/code", data=fields, headers=SAME_SITE))
    for found in (first, second):
        (name, cookie), *more = found.items()
        assert not more
        assert name == "__Host-session"
        assert cookie.keys() == {"", "httponly", "path", "samesite", "secure"}
        assert (cookie["path"], cookie["samesite"]) == ("/", "lax")
        assert re.fullmatch(r"[\w-]{43}", cookie[""])  # 256 bits and nothing else


def test_s13_what_the_browser_keeps_is_not_in_the_store(site: StaffSite) -> None:
    hands = site.signs_in(site.account("ada"))
    assert hands.token
    assert hands.token not in site.cast.dump()
    assert set(hands.browser.cookies) == {"__Host-session"}


def test_s15_each_step_has_a_new_key_and_the_old_one_is_dead(site: StaffSite) -> None:
    ada = site.account("ada", ADMINISTRATOR)
    hands = site.half(ada)
    half = hands.token
    hands.sends("/sign-in/code", code=site.cast.code())
    whole = hands.token
    assert half != whole
    hands.browser.cookies.set("__Host-session", half, domain="help.example.org")
    assert hands.goes("/staff") == "/sign-in?back=/staff"

    again = site.hands()  # signing in anew in the same browser ends what was
    again.browser.cookies.set("__Host-session", whole, domain="help.example.org")
    fields = {"csrf": Seen("", again.browser.get("/reset").text).forms[0].value("csrf")}
    again.browser.post(
        "/sign-in", data={**fields, "email": ada.email, "password": PASSWORD}, headers=SAME_SITE
    )
    assert site.cast.asks(whole) is None


def test_a_wrong_code_is_said_and_the_next_one_signs_in(site: StaffSite) -> None:
    hands = site.half(site.account("ada"))
    seen = hands.sends("/sign-in/code", 422, code="000000")
    assert "The code is wrong or was used before" in seen.text
    assert seen.form("/sign-in/code").value("code") == ""
    hands.sends("/sign-in/code", code=site.cast.code())
    assert hands.heading() == "Your work"
    assert hands.goes("/sign-in/code") == "/staff"


def test_whoever_is_signed_in_is_not_asked_again(site: StaffSite) -> None:
    hands = site.hands(site.account("ada"))
    assert hands.goes("/sign-in") == "/staff"


def test_s17_signing_out_ends_the_session_and_what_the_browser_kept(site: StaffSite) -> None:
    hands = site.hands(site.account("ada"))
    token = hands.token
    hands.sees("/staff")
    sent = hands.browser.post(
        "/sign-out", data={"csrf": hands.seen.form("/sign-out").value("csrf")}, headers=SAME_SITE
    )
    assert sent.headers["clear-site-data"] == '"cache"'
    assert cookies(sent)["__Host-session"]["max-age"] == "0"
    hands.browser.cookies.set("__Host-session", token, domain="help.example.org")
    assert hands.goes("/staff") == "/sign-in?back=/staff"


@pytest.mark.parametrize("path", ["/sign-in", "/invitation/x", "/reset/x", "/staff", "/account"])
def test_a_public_site_has_no_such_pages(site: StaffSite, path: str) -> None:
    from poai.app import create_app
    from tests.web.conftest import client

    with client(create_app(site.settings, public=True)) as browser:
        assert browser.get(path).status_code == 404
        assert browser.get("/").status_code == 200
