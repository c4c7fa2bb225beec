"""A worker writes notes, sets the day to come back and closes a record, on a page that says what is wrong and loses nothing."""

import pytest

from tests.web.staff import Hands
from tests.web.staffed import Staffed


@pytest.fixture
def nora(staffed: Staffed) -> Hands:
    hands = staffed.hands("nora")
    hands.sees(f"/cases/{staffed.northerner.id}/notes")
    return hands


def test_a_note_is_kept_and_shown_with_who_wrote_it(nora: Hands, staffed: Staffed) -> None:
    assert "Nothing yet" in nora.seen.text
    nora.sends("/notes", note="She likes <tea>.\nRings on Mondays.", kind="contact")
    assert "Your note is kept" in nora.seen.text
    assert "<bdi>She likes &lt;tea&gt;.</bdi><br><bdi>Rings on Mondays.</bdi>" in nora.seen.html
    assert "We were in touch" in nora.seen.text
    assert "Nora" in nora.seen.text


def test_what_is_wrong_is_said_beside_it_and_what_was_typed_stays(nora: Hands, staffed: Staffed) -> None:
    for note, said in ((" ", "Write the note"), ("x" * 4001, "Use 4,000 characters or fewer")):
        nora.sends("/notes", 422, note=note)
        assert nora.seen.text.count(said) == 2
    assert nora.seen.form("/notes").value("note") == "x" * 4001
    for day, said in (("", "Choose the day"), ("31", "Enter a day"), ("1", "Choose today or a later")):
        rest = {"on_month": "11", "on_year": "2026"} if day else {}
        nora.sends("/follow-up", 422, on_day=day, why="Ring her sister", **rest)
        assert nora.seen.text.count(said) == 2
        form = nora.seen.form("/follow-up")
        assert (form.value("on_day"), form.value("why")) == (day, "Ring her sister")


def test_s55_a_follow_up_is_set_and_done_and_a_stale_one_shows_both(nora: Hands, staffed: Staffed) -> None:
    nora.sends("/follow-up", on_day="1", on_month="12", on_year="2026", why="Ring her sister")
    assert "Follow-up set for Tuesday 1 December 2026" in nora.seen.text
    lena = staffed.hands("lena")
    lena.sees(f"/cases/{staffed.northerner.id}/notes")
    lena.sends("/follow-up", on_day="24", on_month="11", on_year="2026", done="")
    nora.sends("/follow-up", 409, on_day="9", on_month="12", on_year="2026", done="")
    assert "Follow-up set for Tuesday 24 November 2026" in nora.seen.text
    assert nora.seen.form("/follow-up").value("on_day") == "9"
    staffed.cast.later(days=1)
    nora = staffed.hands("nora")
    nora.sees(f"/cases/{staffed.northerner.id}/notes")
    assert "Follow-up due: Tuesday 24 November 2026" in nora.seen.text
    nora.sends("/follow-up", done="yes", why="Rang")
    assert "The follow-up is done" in nora.seen.text
    assert "Follow-up due" not in nora.seen.text


def test_a_record_is_closed_with_a_reason_and_opened_again(nora: Hands, staffed: Staffed) -> None:
    nora.sends("/close", 422)
    assert nora.seen.text.count("Say why") == 2
    nora.sends("/close", reason="She moved away")
    assert "This record is closed" in nora.seen.text
    nora.sends("/reopen", reason="She came back")
    assert "The record is open again" in nora.seen.text
    assert "She moved away" in nora.seen.text


def test_nothing_is_added_to_a_closed_record_and_every_page_says_so(nora: Hands, staffed: Staffed) -> None:
    record = f"/cases/{staffed.northerner.id}"
    nora.sees(f"{record}/conversation")
    nora.sends("/conversation")
    draft = nora.seen.address.partition("example.org")[2]
    # What was open on another screen when the record was closed.
    open_pages = {}
    for page, ending in (
        ("/notes", "/notes"),
        ("/notes", "/follow-up"),
        (draft.removeprefix(record), "/matters"),
        ("/goals/new", "/goals/new"),
        ("/measures/life", "/measures/life"),
        ("/consents/new", "/consents/new"),
    ):
        shown = staffed.hands("nora")
        shown.sees(record + page)
        open_pages[ending] = shown
    nora.sees(f"{record}/notes")
    nora.sends("/close", reason="She moved away")
    for page in ("", "/conversation", "/goals", "/measures", "/consents", "/timeline"):
        seen = nora.sees(record + page)
        assert "This record is closed" in seen.text, page
        assert seen.link("Open it again").endswith(f"{record}/notes")
        for offered in (
            "Begin",
            "Go on with it",
            "Add a goal",
            "Record answers",
            "Record what they",
            "Refer Letters",
        ):
            assert offered not in seen.text.partition("This record is closed")[2], (page, offered)
    good: dict[str, dict[str, str]] = {
        "/notes": {"note": "Rang her"},
        "/follow-up": {"on_day": "1", "on_month": "12", "on_year": "2026"},
        "/matters": {"answer-matters": "My garden", "then": "on"},
        "/goals/new": {"words": "Walk", "statement": "active", "importance": "5"},
        "/measures/life": {"answer-happy": "4", "stage": "before", "on": "23/11/2026"},
        "/consents/new": {"way": "spoken"},
    }
    for ending, shown in open_pages.items():
        shown.sends(ending, 409, **good.get(ending, {}))
        assert shown.heading() == "This record is closed", ending
        assert "Open the record again on its page of notes" in shown.seen.text
    for page in ("/goals/new", "/measures/life", "/consents/new", "/refer"):
        assert "This record is closed" in nora.sees(record + page, 409).text
    nora.sees(f"{record}/notes")
    nora.sends("/reopen", reason="She came back")
    nora.sees(f"{record}/goals/new")
    nora.sends("/goals/new", **good["/goals/new"])  # type: ignore[arg-type]


def test_s20_whoever_may_not_write_sees_no_form_and_can_send_none(nora: Hands, staffed: Staffed) -> None:
    page = f"/cases/{staffed.northerner.id}"
    neil = staffed.hands("neil")
    neil.sees(f"{page}/notes")
    assert "Write a note" not in neil.seen.text
    for name in ("neil", "sami", "olga", "stew", "ada", "gus"):
        token = staffed.token(name)
        for form in ("notes", "follow-up", "close", "reopen"):
            fields = {
                "note": "I was here",
                "reason": "I was here",
                "on_day": "1",
                "on_month": "12",
                "on_year": "2026",
                "version": "1",
            }
            assert staffed.post(f"{page}/{form}", token, fields).status_code == 404, (name, form)
        if name != "neil":
            assert staffed.get(f"{page}/notes", token).status_code == 404
    nora.sees(f"{page}/notes")
    assert "I was here" not in nora.seen.text
