"""How long somebody stays signed in, what tells them, and what they typed when it ended: nothing of it is lost."""

import re
from datetime import timedelta

import pytest

from poai.domain.account import State
from poai.domain.session import IDLE, LONGEST
from poai.store import Accounts
from poai.web import kept
from tests.actions.cast import ADMINISTRATOR, PASSWORD
from tests.web.staff import Hands, StaffSite
from tests.web.visiting import SAME_SITE

TYPED = "new.address+tag@example.org"


def until(hands: Hands) -> str:
    found = re.search(r"you will be signed out at ([\d:apm]+)\.", hands.seen.text, re.IGNORECASE)
    assert found
    return found[1]


def test_s16_twenty_minutes_without_a_page_end_it(site: StaffSite) -> None:
    hands = site.hands(site.account("ada"))
    for _ in range(3):  # each page begins the twenty minutes again
        site.cast.later(minutes=19, seconds=59)
        hands.sees("/staff")
        assert hands.heading() == "Your work"
    site.cast.later(seconds=IDLE.total_seconds())
    assert hands.goes("/staff") == "/sign-in?back=/staff"


def test_s16_twelve_hours_end_it_whatever_is_done(site: StaffSite) -> None:
    hands = site.hands(site.account("ada"))
    for _ in range(int(LONGEST / timedelta(minutes=15)) - 1):
        site.cast.later(minutes=15)
        hands.sees("/staff")
    assert "Nobody stays signed in for longer than 12 hours" in hands.seen.text
    assert until(hands) == "9:30pm"
    site.cast.later(minutes=15)
    assert hands.goes("/staff") == "/sign-in?back=/staff"


def test_s16_a_half_session_ends_sooner(site: StaffSite) -> None:
    hands = site.half(site.account("ada"))
    site.cast.later(minutes=15)
    assert hands.goes("/sign-in/code").startswith("/sign-in?back=")


def test_s16_every_page_says_when_it_ends_and_each_page_puts_it_off(site: StaffSite) -> None:
    hands = site.hands(site.account("ada"))
    hands.sees("/staff")
    assert until(hands) == "9:50am"
    site.cast.later(minutes=10)
    hands.sees("/account")
    assert until(hands) == "10am"


def test_s16_staying_needs_no_script_and_leaves_the_page_alone(site: StaffSite) -> None:
    hands = site.hands(site.account("ada"))
    hands.sees("/account/email")
    form = re.search(r'<form[^>]*action="/session/stay"[^>]*>', hands.seen.html)
    assert form
    assert 'target="_blank"' in form[0]  # the page on which somebody types stays as it is
    site.cast.later(minutes=19)
    hands.sends("/session/stay")
    assert hands.heading() == "You are still signed in"
    assert until(hands) == "10:09am"
    site.cast.later(minutes=19)
    hands.sees("/staff")


def expired(site: StaffSite, name: str = "ada") -> Hands:
    """Somebody whose session ended while they typed, and who has sent it now."""
    hands = site.hands(site.account(name, ADMINISTRATOR))
    hands.sees("/account/email")
    site.cast.later(minutes=21)
    hands.sends("/account/email", 403, email=TYPED, password=PASSWORD)
    assert hands.heading() == "Sign in"
    assert "it is not lost" in hands.seen.text
    return hands


def signs_in_again(site: StaffSite, hands: Hands, email: str = "ada@example.org") -> None:
    hands.sends("/sign-in", email=email, password=PASSWORD)
    hands.sends("/sign-in/code", code=site.cast.code())


def test_s16_what_was_typed_when_the_session_had_ended_comes_back(site: StaffSite) -> None:
    hands = expired(site)
    sealed = hands.seen.form("/sign-in").value("kept")
    assert TYPED not in hands.seen.html
    signs_in_again(site, hands)
    assert hands.heading() == "You are signed in again"
    hands.sends("/session/resume")
    assert hands.heading() == "Change your email address"
    assert hands.seen.form("/account/email").value("email") == TYPED
    assert hands.seen.form("/account/email").value("password") == ""
    assert site.cast.letters() == []  # it waits until they send it themselves
    hands.sends("/account/email", password=PASSWORD)
    assert [letter.to for letter in site.cast.letters()] == [TYPED]
    assert TYPED not in sealed


def test_s16_it_comes_back_after_a_slip_in_each_step(site: StaffSite) -> None:
    hands = expired(site)
    hands.sends("/sign-in", 422, email="ada@example.org", password="something quite wrong")
    hands.sends("/sign-in", email="ada@example.org", password=PASSWORD)
    hands.sends("/sign-in/code", 422, code="000000")
    hands.sends("/sign-in/code", code=site.cast.code())
    hands.sends("/session/resume")
    assert hands.seen.form("/account/email").value("email") == TYPED


def test_s16_it_comes_back_to_nobody_else(site: StaffSite) -> None:
    site.account("bob")
    hands = expired(site)
    sealed = hands.seen.form("/sign-in").value("kept")
    signs_in_again(site, hands, "bob@example.org")
    assert hands.heading() == "Your work" or TYPED not in hands.seen.html
    hands.sees("/staff")
    token = hands.seen.form("/sign-out").value("csrf")
    hands.posts("/session/resume", csrf=token, kept=sealed)
    assert hands.heading() == "Your work"
    assert TYPED not in hands.seen.html


def test_s16_nothing_of_it_is_in_an_address_a_cookie_or_the_store(site: StaffSite) -> None:
    hands = expired(site)
    assert TYPED not in site.cast.dump()
    assert TYPED not in str(hands.answer.headers)
    assert PASSWORD not in hands.seen.html
    hands.sends("/sign-in", email="ada@example.org", password=PASSWORD)
    assert "kept" not in str(hands.answer.url)
    assert "kept" not in str(hands.answer.headers)


def test_only_a_form_of_ours_is_kept(site: StaffSite) -> None:
    hands = site.hands()
    for token in ("", "x", "a.b.c", "." * 3):
        answer = hands.browser.post("/account/email", data={"csrf": token, "email": TYPED}, headers=SAME_SITE)
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?back=/account/email")
    cross = hands.browser.post(
        "/account/email", data={"email": TYPED}, headers={"sec-fetch-site": "cross-site"}
    )
    assert cross.status_code == 403


def test_a_form_with_nothing_but_a_password_is_not_kept(site: StaffSite) -> None:
    hands = site.hands(site.account("ada"))
    hands.sees("/account/factor")
    site.cast.later(minutes=21)
    hands.sends("/account/factor", password=PASSWORD)
    assert hands.heading() == "Sign in"
    assert hands.seen.form("/sign-in").value("kept") == ""
    assert hands.seen.form("/sign-in").value("back") == "/account/factor"


@pytest.mark.parametrize("what", ["other secret", "other account", "too late", "cut", "not base64", "empty"])
def test_what_is_kept_opens_for_whom_it_is_and_for_a_while(site: StaffSite, what: str) -> None:
    now, secret = site.at(), "s" * 40
    sealed = kept.keep(secret, [("a", "1"), ("a", "2")], page="/account", account="ada", now=now)
    found = kept.given_back(secret, sealed, account="ada", now=now)
    assert found == kept.Kept("/account", (("a", "1"), ("a", "2")))
    given = {
        "other secret": kept.given_back("t" * 40, sealed, account="ada", now=now),
        "other account": kept.given_back(secret, sealed, account="bob", now=now),
        "too late": kept.given_back(secret, sealed, account="ada", now=now + LONGEST + timedelta(seconds=1)),
        "cut": kept.given_back(secret, sealed[:-8], account="ada", now=now),
        "not base64": kept.given_back(secret, "A" + sealed, account="ada", now=now),
        "empty": kept.given_back(secret, "", account="ada", now=now),
    }
    assert given[what] is None


def test_passwords_and_codes_are_never_kept() -> None:
    from datetime import UTC, datetime

    now = datetime(2026, 11, 23, tzinfo=UTC)
    secret = [("password", "x"), ("new_password", "x"), ("code", "x"), ("csrf", "x"), ("kept", "x")]
    assert kept.keep("s" * 40, [*secret, ("name", "  ")], page="/", account="a", now=now) == ""
    sealed = kept.keep("s" * 40, [*secret, ("name", "Ada")], page="/", account="a", now=now)
    found = kept.given_back("s" * 40, sealed, account="a", now=now)
    assert found
    assert found.fields == (("name", "Ada"),)


def test_the_longest_form_that_we_take_can_be_kept(site: StaffSite) -> None:
    words = " ".join(str(number * 7919 % 100_003) for number in range(11_000))[: 60 * 1024]
    hands = site.hands(site.account("ada"))
    hands.sees("/account/email")
    site.cast.later(minutes=21)
    hands.sends("/account/email", 403, email=words)
    signs_in_again(site, hands)
    hands.sends("/session/resume")
    assert hands.seen.form("/account/email").value("email") == words


def test_s17_s23_what_an_administrator_does_counts_at_the_next_page(site: StaffSite) -> None:
    ada = site.account("ada", ADMINISTRATOR)
    hands = site.hands(ada)
    hands.sees("/staff")
    with site.cast.store.work() as connection:
        Accounts(connection).set_state(ada.id, State.DISABLED)
    assert hands.goes("/staff") == "/sign-in?back=/staff"
