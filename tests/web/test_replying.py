"""A group without an account, with a letter and a phone: the code, what was shared, and one answer."""

import logging
import re

import pytest

from poai.actions import replying
from poai.domain.referral import Status
from poai.store import Consents, Keys
from poai.web.addresses import masked
from tests.web.groups import Groups
from tests.web.staff import Hands, StaffSite
from tests.web.visiting import cookies

NAMES = "Ivy Northerner"


@pytest.fixture
def groups(site: StaffSite) -> Groups:
    return Groups.open(site)


def code_of(groups: Groups) -> str:
    (letter,) = groups.site.cast.letters()
    return letter.values["code"]


def opened(groups: Groups, token: str) -> Hands:
    hands = groups.site.hands()
    hands.sees(f"/reply/{token}")
    hands.sends(token)
    hands.sends("/code", code=code_of(groups))
    return hands


def test_a_link_a_code_and_yes_without_an_account(groups: Groups) -> None:
    one, letter = groups.sent()
    hands = groups.site.hands()
    hands.sees(f"/reply/{letter.token}")
    assert "Ivy" not in hands.seen.html
    hands.sends(letter.token)
    assert "Ivy" not in hands.seen.html
    code = code_of(groups)
    hands.sends("/code", 422, code="12345")
    assert "This is not the code" in hands.seen.text
    hands.sends("/code", code=code)
    assert hands.heading() == NAMES
    assert "Please ring her" in hands.seen.text
    hands.sends("/answer/accept")
    assert hands.heading() == "Thank you for your answer"
    assert groups.work.now_is(one).status is Status.ACCEPTED
    hands.sees(f"/reply/{letter.token}")
    assert "Ivy" not in hands.seen.html
    assert "Ask us for an account" in hands.seen.text


def test_nobody_is_named_in_what_a_browsers_history_keeps(groups: Groups) -> None:
    _, letter = groups.sent()
    hands = opened(groups, letter.token)
    for page in ("", "/answer/wait", "/answer/decline"):
        seen = hands.sees(f"/reply/{letter.token}{page}")
        assert NAMES in seen.text
        assert "Ivy" not in seen.html.partition("<body")[0]


def test_no_and_later_ask_for_what_they_need_and_lose_nothing(groups: Groups) -> None:
    one, letter = groups.sent()
    hands = opened(groups, letter.token)
    hands.sees(hands.seen.link("Put them on your waiting list"))
    hands.sends("/answer/wait", 422, note="a long list")
    assert hands.seen.form("/answer/wait").value("note") == "a long list"
    hands.sees(f"/reply/{letter.token}/answer/decline")
    hands.sends("/answer/decline", 422, note="sorry")
    assert "Choose the reason" in hands.seen.text
    hands.sends("/answer/decline", reason="outside-area")
    assert groups.work.now_is(one).status is Status.DECLINED


def test_the_cookie_is_for_these_pages_only_and_goes_with_the_answer(groups: Groups) -> None:
    _, letter = groups.sent()
    hands = groups.site.hands()
    hands.sees(f"/reply/{letter.token}")
    hands.sends(letter.token)
    form = hands.seen.form("/code")
    answer = hands.browser.post(
        form.action,
        data={**dict(form.fields), "code": code_of(groups)},
        headers={"sec-fetch-site": "same-origin"},
    )
    ((name, cookie),) = cookies(answer).items()
    assert name == "__Secure-reply"
    assert cookie.keys() >= {"httponly", "secure"}
    assert (cookie["path"], cookie["samesite"], cookie["max-age"]) == ("/reply", "lax", "1800")
    hands.sees(f"/reply/{letter.token}")
    hands.sends("/answer/accept")
    assert "__Secure-reply" not in hands.browser.cookies


def test_the_second_answer_is_told_that_there_was_a_first(groups: Groups) -> None:
    one, letter = groups.sent()
    first = opened(groups, letter.token)
    first.sees(f"/reply/{letter.token}/answer/decline")
    fields = dict(first.seen.form("/answer/decline").fields)
    first.sees(f"/reply/{letter.token}")
    first.sends("/answer/accept")
    first.posts(f"/reply/{letter.token}/answer/decline", 409, **{**fields, "reason": "full", "once": "other"})
    assert "this one was not taken" in first.seen.text
    assert groups.work.now_is(one).status is Status.ACCEPTED


def test_an_answer_that_comes_too_late_keeps_its_words(groups: Groups) -> None:
    one, letter = groups.sent()
    hands = opened(groups, letter.token)
    hands.sees(f"/reply/{letter.token}/answer/decline")
    groups.site.cast.later(minutes=31)
    hands.sends("/answer/decline", 409, reason="full", note="try the library")
    assert "try the library" in hands.seen.text
    assert "Your answer is not sent yet" in hands.seen.text
    assert groups.work.now_is(one).status is Status.RECEIVED


def test_s44_kind_words_and_nothing_else_once_it_is_over(groups: Groups) -> None:
    one, letter = groups.sent()
    hands = opened(groups, letter.token)
    with groups.site.cast.store.work() as connection:
        keys = Keys.load(connection, groups.site.cast.office.secret)
        Consents(connection, keys).withdraw(one.consent, by="person", why="no", now=groups.site.cast.now)
    hands.sees(f"/reply/{letter.token}")
    assert hands.heading() == "You do not need to do anything"
    assert "Ivy" not in hands.seen.html
    hands.sees(f"/reply/{letter.token}/answer/wait")
    assert hands.heading() == "You do not need to do anything"


def test_a_link_that_never_was_opens_nothing(groups: Groups) -> None:
    hands = groups.site.hands()
    for rest in ("", "/answer/accept", "/answer/wait"):
        hands.sees(f"/reply/made-up{rest}", 404)
    hands.sees("/reply/made-up/answer/finish", 404)


def test_guessing_is_throttled(groups: Groups) -> None:
    _, letter = groups.sent()
    hands = groups.site.hands()
    hands.sees(f"/reply/{letter.token}")
    hands.sends(letter.token)
    form = hands.seen.form("/code")
    for status in (422, 422, 422, 422, 422, 429):
        hands.posts(form.action, status, **{**dict(form.fields), "code": "0"})


def test_the_pages_name_themselves_to_nobody(groups: Groups) -> None:
    _, letter = groups.sent()
    hands = groups.site.hands()
    for page in (f"/reply/{letter.token}", "/reply/gone"):
        seen = hands.sees(page, 404 if page.endswith("gone") else 200)
        assert re.search(r'<meta name="referrer" content="strict-origin">', seen.html)
        assert 'rel="canonical"' not in seen.html
        assert '<meta name="robots" content="noindex">' in seen.html


def test_s51_a_fault_on_such_a_page_is_logged_without_the_link(
    groups: Groups, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(replying, "look", lambda *_, **__: 1 / 0)
    with caplog.at_level(logging.ERROR, "poai.web"):
        answer = groups.site.hands().browser.get("/reply/zebracrossing/answer/wait")
    assert answer.status_code == 500
    assert "zebracrossing" not in "".join(record.getMessage() for record in caplog.records)
    assert masked("GET /reply/zebracrossing/answer/wait") == "GET /reply/…/answer/wait"
