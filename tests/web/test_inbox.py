"""A volunteer with a phone: what their group was asked, and an answer in two clicks."""

from datetime import date

import pytest

from poai.domain.referral import Name, Referral, Status
from tests.actions.casework import apt
from tests.web.groups import Groups
from tests.web.staff import Hands, StaffSite
from tests.web.visiting import SAME_SITE

NAMES = "Ivy Northerner"


@pytest.fixture
def groups(site: StaffSite) -> Groups:
    return Groups.open(site)


def at(one: Referral, rest: str = "") -> str:
    return f"/inbox/{one.id}{rest}"


def day_of(name: str, day: date) -> dict[str, str]:
    """A day as its three fields send it."""
    return {f"{name}_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


def test_from_the_list_to_yes_in_two_clicks(groups: Groups) -> None:
    one = groups.work.referral(Status.SENT)
    olga = groups.hands("olga")
    seen = olga.sees("/staff")
    olga.sees(seen.link("Referrals to your group"))
    assert "Has waited" not in olga.seen.text
    olga.sees(olga.seen.link_beginning(NAMES))
    assert olga.heading() == NAMES
    assert "Please ring her" in olga.seen.text
    assert groups.work.now_is(one).status is Status.RECEIVED
    olga.sends("/move/accept")
    assert groups.work.now_is(one).status is Status.ACCEPTED
    assert "Now get in touch" in olga.seen.text


def test_with_nothing_to_do_the_page_says_so(groups: Groups) -> None:
    assert "Nobody is waiting for you" in groups.hands("olga").sees("/inbox").text


def test_the_list_counts_each_stage_and_says_how_long_they_wait(groups: Groups) -> None:
    for status in Status:
        groups.work.referral(status, of=groups.work.person(f"Somebody {status}"), listing=f"a-{status}")
    groups.site.cast.later(days=4)
    olga = groups.hands("olga")
    text = olga.sees("/inbox").text
    for stage in ("New (2)", "On your waiting list (1)", "Under way (1)", "Over, in the last 30 days (2)"):
        assert stage in text
    assert text.count("Has waited for 4 working days") == 2
    for kept in ("Somebody draft", "Somebody withdrawn", "Somebody entered-in-error", "Somebody declined"):
        assert kept not in text


def test_no_and_later_ask_for_what_they_need_and_lose_nothing(groups: Groups) -> None:
    one = groups.work.referral(Status.RECEIVED)
    olga = groups.hands("olga")
    olga.sees(at(one))
    olga.sees(olga.seen.link("Say no this time"))
    olga.sends("/move/decline", 422, note="our hall is shut")
    assert "Choose the reason" in olga.seen.text
    assert olga.seen.form("/move/decline").value("note") == "our hall is shut"
    olga.sends("/move/decline", 422, reason="other", note="")
    assert "Say what the reason is" in olga.seen.text
    olga.sees(at(one, "/move/wait"))
    olga.sends("/move/wait", 422, note="soon")
    assert olga.seen.text.count("Enter the day from which") == 2
    olga.sends("/move/wait", 422, **day_of("expected", date(2026, 11, 22)), note="soon")
    assert "today or later" in olga.seen.text
    form = olga.seen.form("/move/wait")
    assert (form.value("expected_day"), form.value("note")) == ("22", "soon")
    assert olga.seen.html.count('href="#expected_day"') == olga.seen.html.count('id="expected_day"') == 1
    olga.sends("/move/wait", 200, **day_of("expected", date(2027, 5, 12)))
    waiting = groups.work.now_is(one)
    assert (waiting.status, str(waiting.expected)) == (Status.WAITING, "2027-05-12")
    assert "Wednesday 12 May 2027" in olga.seen.text


def test_after_a_no_it_is_not_seen_any_more_who_it_was_about(groups: Groups) -> None:
    one = groups.work.referral(Status.RECEIVED)
    olga = groups.hands("olga")
    olga.sees(at(one, "/move/decline"))
    olga.sends("/move/decline", reason="full")
    assert groups.work.now_is(one).status is Status.DECLINED
    assert olga.heading() == f"Referral {one.reference}"
    for page in (at(one), "/inbox", at(one, "/messages")):
        assert "Ivy" not in olga.sees(page).html


def test_whoever_comes_after_a_no_is_not_told_either_whom_it_was_about(groups: Groups) -> None:
    one = groups.work.referral(Status.RECEIVED)
    first, second = groups.hands("olga"), groups.hands("olga")
    second.sees(at(one))
    first.sees(at(one, "/move/decline"))
    first.sends("/move/decline", reason="other", note="Ivy lives too far from us")
    second.sends("/move/accept", 409)
    assert "Olga did this" in second.seen.text
    assert "Ivy" not in second.seen.html


def test_the_referral_is_had_as_a_file_for_as_long_as_it_is_seen_whom_it_is_about(groups: Groups) -> None:
    one = groups.work.referral(Status.RECEIVED)
    olga = groups.hands("olga")
    olga.sees(at(one))
    form = olga.seen.form("/fhir")
    answer = olga.browser.post(form.action, data=dict(form.fields), headers=SAME_SITE)
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    assert "Ivy" in answer.text
    olga.sees(at(one, "/move/decline"))
    olga.sends("/move/decline", reason="full")
    assert "Download the file" not in olga.seen.text


def test_s55_whoever_comes_second_is_told_who_came_first_and_what_both_said(groups: Groups) -> None:
    one = groups.work.referral(Status.RECEIVED)
    first, second = groups.hands("olga"), groups.hands("olga")
    first.sees(at(one))
    second.sees(at(one, "/move/decline"))
    first.sends("/move/accept")
    second.sends("/move/decline", 409, reason="other", note="no room for a wheelchair")
    text = second.seen.text
    assert "Olga did this at 9:30am on Monday 23 November 2026: Accepted" in text
    assert "Say no this time" in text
    assert "no room for a wheelchair" in text
    assert groups.work.now_is(one).status is Status.ACCEPTED
    assert second.seen.form("/messages").action


def test_s54_of_eight_who_press_the_button_one_wins_and_seven_are_told(groups: Groups) -> None:
    one = groups.work.referral(Status.RECEIVED)
    browsers = [groups.hands("olga") for _ in range(8)]
    for browser in browsers:
        browser.sees(at(one))
    for number, browser in enumerate(browsers):
        browser.sends("/move/accept", 409 if number else 200)
        assert ("Somebody was there before you" in browser.seen.text) == bool(number)
    assert groups.work.now_is(one).version == one.version + 1


def test_s54_a_double_click_is_one_answer_and_no_error(groups: Groups) -> None:
    one = groups.work.referral(Status.RECEIVED)
    olga = groups.hands("olga")
    olga.sees(at(one))
    form = olga.seen.form("/move/accept")
    for _ in range(2):
        olga.posts(form.action, 200, **dict(form.fields))
    assert groups.work.now_is(one).version == one.version + 1


def test_it_is_recorded_how_it_went_and_what_came_of_it(groups: Groups) -> None:
    one = groups.work.referral(Status.ACCEPTED)
    olga = groups.hands("olga")
    olga.sees(at(one))
    olga.sees(olga.seen.link("Record that you spoke or met"))
    olga.sends("/contacts", 422, words="She was glad")
    assert "Choose how it went" in olga.seen.text
    assert olga.seen.form("/contacts").value("words") == "She was glad"
    olga.sends("/contacts", 422, kind="spoke", on_day="24")
    assert olga.seen.text.count("Enter a day that has been") == 2
    assert olga.seen.form("/contacts").value("on_day") == "24"
    olga.sends("/contacts", kind="spoke", on_day="23")
    assert groups.work.now_is(one).status is Status.IN_PROGRESS
    assert "She was glad" in olga.seen.text
    olga.sees(olga.seen.link("Finish"))
    olga.sends("/move/finish", 422)
    assert "Choose what came of it" in olga.seen.text
    olga.sends("/move/finish", outcome="partly-helped")
    assert groups.work.now_is(one).status is Status.ENDED
    assert "It helped in part" in olga.seen.text


def test_what_cannot_be_done_from_there_is_said_and_not_asked(groups: Groups) -> None:
    one = groups.work.referral(Status.RECEIVED)
    olga = groups.hands("olga")
    for page in (at(one, "/move/finish"), at(one, "/contacts")):
        olga.sees(page, 409)
        assert olga.heading() == NAMES
    for nothing in ("/move/open", "/move/withdraw", "/move/nonsense"):
        olga.sees(at(one, nothing), 404)


def test_the_telephone_number_is_a_link_with_what_is_safe_beside_it(groups: Groups) -> None:
    person = groups.work.person("Fern Reached", phone="020 7946 0018", voicemail="no")
    one = groups.work.referral(Status.SENT, of=person)
    seen = groups.hands("olga").sees(at(one))
    assert seen.link("020 7946 0018") == "tel:02079460018"
    assert "Do not leave a message. by post" in seen.text


def test_a_question_and_its_answer_on_both_sides(groups: Groups) -> None:
    one = groups.work.referral(Status.RECEIVED)
    olga, nora = groups.hands("olga"), groups.hands("nora")
    olga.sees(at(one))
    olga.sends("/messages", 422)
    assert "Write a message" in olga.seen.text
    olga.sends("/messages", message="Does she need a lift?")
    assert "Does she need a lift?" in olga.seen.text
    nora.sees(f"/referrals/{one.id}/messages")
    assert "Olga (The group)" in nora.seen.text
    assert "New" in nora.seen.text
    nora.posts(
        f"/referrals/{one.id}/messages", 422, csrf=nora.seen.form("/messages").value("csrf"), message=" "
    )


@pytest.mark.parametrize("end", ["withdrawn", "consent"])
def test_s44_what_was_taken_back_is_as_if_it_never_was(groups: Groups, end: str) -> None:
    one = groups.work.referral(Status.WITHDRAWN if end == "withdrawn" else Status.RECEIVED)
    if end == "consent":
        groups.site.cast.later(days=366)
    olga = groups.hands("olga")
    for rest in ("", "/messages", "/contacts", "/move/accept", "/move/wait"):
        olga.sees(at(one, rest), 404)
    assert "Ivy" not in olga.sees("/inbox").html


def test_s20_nobody_else_sees_any_of_it(groups: Groups) -> None:
    one = groups.work.referral(Status.RECEIVED)
    missing = groups.hands("omar").sees("/inbox/no-such-id", 404).text
    for who in ("nora", "lena", "sami", "omar", "stew", "ada", "gus"):
        hands = groups.hands(who)
        for rest in ("", "/messages", "/contacts", "/move/accept"):
            assert hands.sees(at(one, rest), 404).text == missing
    assert groups.work.now_is(one) == one


def test_every_answer_of_the_table_has_a_page(groups: Groups) -> None:
    today = groups.site.cast.now.date()
    start = {Name.NOT_STARTED: Status.ACCEPTED, Name.FINISH: Status.IN_PROGRESS}
    olga = groups.hands("olga")
    for name in (Name.ACCEPT, Name.WAIT, Name.DECLINE, Name.NOT_STARTED, Name.FINISH):
        one = groups.work.referral(start.get(name, Status.RECEIVED), listing=f"a-{name}")
        olga.sees(at(one, f"/move/{name}"))
        fits = apt(name, today)
        sent = {"reason": fits.reason, "outcome": fits.outcome}
        said = {field: str(value) for field, value in sent.items() if value}
        when = day_of("expected", fits.expected) if fits.expected else {}
        olga.sends(f"/move/{name}", 200, **said, **when)
        assert groups.work.now_is(one).version == one.version + 1


def test_what_was_typed_when_the_session_ended_comes_back(groups: Groups) -> None:
    one = groups.work.referral(Status.RECEIVED)
    olga: Hands = groups.hands("olga")
    olga.sees(at(one, "/messages"))
    groups.site.cast.later(minutes=31)
    olga.sends("/messages", 403, message="A long message, typed slowly")
    assert "Sign in" in olga.heading()
    assert "A long message" not in olga.seen.text
    assert olga.seen.form("/sign-in").value("kept")
