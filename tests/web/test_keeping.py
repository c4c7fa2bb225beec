"""The guardian gives somebody everything about them, holds a record for the law, and erases it."""

import json

import pytest

from poai.domain.audit import Event
from tests.web.staff import Hands
from tests.web.staffed import Staffed

HELD = "The coroner has opened an inquest."
SECRETS = ("Ivy Northerner", "by post")


@pytest.fixture
def gus(staffed: Staffed) -> Hands:
    return staffed.hands("gus")


def page(staffed: Staffed) -> str:
    return f"/guardian/people/{staffed.northerner.id}"


def test_the_guardian_comes_to_a_record_by_its_reference_and_sees_nothing_that_is_in_it(
    staffed: Staffed, gus: Hands
) -> None:
    gus.sees("/guardian/people")
    gus.sends("/guardian/people", reference=staffed.northerner.reference)
    gus.sees(gus.seen.link("Give, hold or erase this record"))
    assert gus.heading() == f"Record {staffed.northerner.reference}"
    assert not [secret for secret in SECRETS if secret in gus.seen.html]
    row = staffed.cast.trail()[-1]
    assert (row.actor, row.event, row.thing) == (
        staffed["gus"].id,
        Event.PERSON_READ,
        f"person:{staffed.northerner.id}",
    )


def test_s48_everything_about_somebody_is_a_file_to_read_and_one_for_computers(
    staffed: Staffed, gus: Hands
) -> None:
    gus.sees(page(staffed))
    form = gus.seen.form("/everything")
    for kind, media in (("html", "text/html"), ("json", "application/json")):
        answer = gus.browser.post(
            form.action,
            data={**dict(form.fields), "kind": kind},
            headers={"origin": "https://help.example.org", "sec-fetch-site": "same-origin"},
        )
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(media)
        named = f'attachment; filename="record-{staffed.northerner.reference}.{kind}"'
        assert answer.headers["content-disposition"] == named
        assert answer.headers["cache-control"] == "private, no-store"
        assert all(secret in answer.text for secret in SECRETS)
        assert "Ash Southerner" not in answer.text
    assert json.loads(answer.text)["reference"] == staffed.northerner.reference
    assert staffed.cast.count(Event.SUBJECT_ACCESS_GIVEN) == 2


def test_s46_a_hold_is_put_on_and_taken_away_with_a_reason(staffed: Staffed, gus: Hands) -> None:
    gus.sees(page(staffed))
    gus.sends("/hold", 422)
    assert gus.seen.text.count("Say why") == 2
    gus.sends("/hold", 422, why="So")
    assert "Say more about why" in gus.seen.text
    gus.sends("/hold", why=HELD)
    assert "The record is held" in gus.seen.text
    assert HELD in gus.seen.text
    assert "Erase for good" not in gus.seen.text
    gus.sees("/guardian/retention")
    for words in (HELD, "Gus", staffed.northerner.reference):
        assert words in gus.seen.text
    gus.sees(page(staffed))
    gus.sends("/release", why="The inquest is over.")
    assert "The hold is taken away" in gus.seen.text
    gus.sees("/guardian/retention")
    assert "No hold stands" in gus.seen.text


def test_s54_a_form_that_is_sent_twice_holds_once(staffed: Staffed, gus: Hands) -> None:
    gus.sees(page(staffed))
    form = gus.seen.form("/hold")
    for _ in range(2):
        gus.posts(form.action, 200, **{**dict(form.fields), "why": HELD})
        assert "The record is held" in gus.seen.text
    assert staffed.cast.count(Event.PERSON_HELD) == 1


def test_s55_a_hold_that_somebody_else_put_on_meanwhile_is_shown_with_what_was_typed(
    staffed: Staffed, gus: Hands
) -> None:
    gus.sees(page(staffed))
    form = dict(gus.seen.form("/hold").fields)
    other = staffed.hands("gus")
    other.sees(page(staffed))
    other.sends("/hold", why=HELD)
    gus.posts(f"{page(staffed)}/hold", 409, **{**form, "why": "A claim was made against us."})
    for words in ("Somebody has just changed this", HELD, "A claim was made against us."):
        assert words in gus.seen.text + str(gus.seen.form("/release").fields)


def test_s47_somebody_is_erased_once_the_reference_was_typed(staffed: Staffed, gus: Hands) -> None:
    nora = staffed.hands("nora")
    gus.sees(page(staffed))
    gus.sends("/erase", 422)
    assert gus.seen.text.count("Choose why") == 2
    gus.sends("/erase", 422, reason="asked", reference="0000-0000")
    assert "This is not the reference of this record" in gus.seen.text
    assert gus.seen.form("/erase").value("reference") == "0000-0000"
    erase = {**dict(gus.seen.form("/erase").fields), "reason": "asked"}
    erase["reference"] = staffed.northerner.reference
    for _ in range(2):  # a double click is answered as the first
        gus.posts(f"{page(staffed)}/erase", 200, **erase)
        assert "The record is erased" in gus.seen.text
    gus.sees(page(staffed), 404)
    nora.sees(f"/cases/{staffed.northerner.id}", 404)
    gus.sees(f"{page(staffed)}/history")
    assert "Erased a person’s record" in gus.seen.text
    assert "Give, hold or erase" not in gus.seen.text


def test_s23_for_anybody_else_there_is_no_such_page_and_no_such_form(staffed: Staffed) -> None:
    path = page(staffed)
    for name in ("nora", "lena", "olga", "stew", "ada"):
        token, refused = staffed.token(name), staffed.cast.count(Event.REFUSED)
        for answer in (
            staffed.get("/guardian/retention", token),
            staffed.get(path, token),
            *(staffed.post(f"{path}/{act}", token) for act in ("everything", "hold", "release", "erase")),
        ):
            assert answer.status_code == 404, name
        assert staffed.cast.count(Event.REFUSED) == refused + 6


def test_somebody_of_an_id_that_there_is_not_has_no_page(gus: Hands) -> None:
    for identity in ("x", "00000000-0000-4000-8000-000000000000"):
        gus.sees(f"/guardian/people/{identity}", 404)


def test_s46_what_is_due_is_shown_by_class_and_by_number_and_never_by_name(
    staffed: Staffed, gus: Hands
) -> None:
    gus.sees("/guardian/retention")
    for words in ("Closed records, with everything in them", "8 years", "No record is due"):
        assert words in gus.seen.text
    assert not [secret for secret in SECRETS if secret in gus.seen.html]
