"""The details of somebody: all that is wrong is told at once, doubles are told first, and two people at once lose nothing."""

from typing import Any

import pytest

from poai.domain.person import Person
from poai.store import Keys, People
from tests.actions.cast import PASSWORD
from tests.web.staff import Hands
from tests.web.staffed import Staffed
from tests.web.visiting import Form


@pytest.fixture
def nora(staffed: Staffed) -> Hands:
    return staffed.hands("nora")


def kept(staffed: Staffed, identity: str) -> Person:
    with staffed.cast.store.read() as connection:
        keys = Keys.load(connection, staffed.cast.office.secret)
        for who in ("lena", "sami"):
            if found := People(connection, staffed.actor(who), keys).get(identity, staffed.cast.now):
                return found
    raise AssertionError("nobody may see this person")


def fields(form: Form) -> dict[str, Any]:
    """What a form sends as it stands."""
    return dict(form.fields)


def details(person: Person) -> str:
    return f"/cases/{person.id}/details"


WHOLE: dict[str, Any] = {
    "preferred_name": "Ivy",
    "pronouns": "she",
    "phone": "02079460000",
    "other_phone": "+44 7700 900123",
    "email": "ivy@example.org",
    "reach": "After 2pm",
    "voicemail": "no",
    "address": "1 Example Street\r\nExampleton",
    "postcode": "sw1a1aa",
    "birth_day": "28",
    "birth_month": "2",
    "birth_year": "1941",
    "nhs_number": "999-000-0018",
    "practice": "Example Surgery",
    "language": "ta",
    "interpreter": "yes",
    "adjustments": "Large print",
    "supporter": "Her daughter Rose",
    "risks": "A dog",
}


def test_all_that_is_known_is_kept_as_it_is_written_here(nora: Hands, staffed: Staffed) -> None:
    nora.sees(details(staffed.northerner))
    nora.sends("/details", **WHOLE)
    assert "The details are saved" in nora.seen.text
    now = kept(staffed, staffed.northerner.id)
    known = now.details
    assert (known.phone, known.other_phone, known.postcode) == ("020 7946 0000", "07700 900123", "SW1A 1AA")
    assert (known.nhs_number, str(known.birth_date), known.language) == ("9990000018", "1941-02-28", "ta")
    assert (now.practice, known.voicemail, known.interpreter) == ("Example Surgery", "no", "yes")
    assert known.address == "1 Example Street\nExampleton"
    nora.sees(details(staffed.northerner))
    form = nora.seen.form("/details")
    assert form.value("nhs_number") == "999 000 0018"
    assert [form.value(f"birth_{part}") for part in ("day", "month", "year")] == ["28", "2", "1941"]
    assert '<option value="Example Surgery">' in nora.seen.html


def test_s38_everything_that_is_wrong_is_told_at_once_beside_its_field(nora: Hands, staffed: Staffed) -> None:
    nora.sees(details(staffed.northerner))
    bad: dict[str, Any] = {
        "names": "  ", "phone": "12345", "email": "ivy@", "postcode": "SW1", "nhs_number": "999 000 0019",
        "birth_day": "31", "birth_month": "2", "birth_year": "1941", "language": "xx", "voicemail": "maybe",
    }  # fmt: skip
    nora.sends("/details", 422, **bad)
    for said in (
        "Enter the person’s name", "Enter a whole phone number", "Enter an email address", "Enter a whole postcode",
        "This cannot be an NHS number", "There is no such day", "Choose a language", "Choose one of the answers",
    ):  # fmt: skip
        assert nora.seen.text.count(said) == 2, said
    form = nora.seen.form("/details")
    for field in ("phone", "email", "postcode", "nhs_number", "birth_day", "birth_year"):
        assert form.value(field) == bad[field]
    assert kept(staffed, staffed.northerner.id) == staffed.northerner


def test_s55_the_second_of_two_sees_both_texts_and_keeps_what_they_typed(staffed: Staffed) -> None:
    nora, lena = staffed.hands("nora"), staffed.hands("lena")
    for hands in (nora, lena):
        hands.sees(details(staffed.northerner))
    nora.sends("/details", phone="020 7946 0000", risks="A dog", practice="Example Surgery")
    lena.sends("/details", 409, phone="020 7946 0001", adjustments="Large print")
    assert "Somebody else has just changed this record" in lena.seen.text
    for said in ("020 7946 0000", "020 7946 0001", "A dog"):
        assert said in lena.seen.text
    now = kept(staffed, staffed.northerner.id)
    assert (now.details.phone, now.details.adjustments) == ("020 7946 0000", "")
    form = lena.seen.form("/details")
    assert (form.value("phone"), form.value("adjustments")) == ("020 7946 0001", "Large print")
    assert (form.value("risks"), form.value("practice")) == ("A dog", "Example Surgery")
    lena.sends("/details")
    now = kept(staffed, staffed.northerner.id)
    assert (now.details.phone, now.details.adjustments, now.details.risks) == (
        "020 7946 0001", "Large print", "A dog",
    )  # fmt: skip


def test_s55_what_was_kept_while_signed_out_does_not_pass_over_what_others_wrote_meanwhile(
    staffed: Staffed,
) -> None:
    nora = staffed.hands("nora")
    nora.sees(details(staffed.northerner))
    staffed.cast.later(minutes=21)
    lena = staffed.hands("lena")
    lena.sees(details(staffed.northerner))
    lena.sends("/details", phone="020 7946 0001")
    nora.sends("/details", 403, phone="020 7946 0000")
    nora.sends("/sign-in", email="nora@example.org", password=PASSWORD)
    nora.sends("/sign-in/code", code=staffed.cast.code())
    nora.sends("/session/resume")
    assert nora.seen.form("/details").value("phone") == "020 7946 0000"
    nora.sends("/details", 409)
    assert "020 7946 0001" in nora.seen.text
    assert kept(staffed, staffed.northerner.id).details.phone == "020 7946 0001"


def test_s54_a_double_click_changes_once_and_adds_once(nora: Hands, staffed: Staffed) -> None:
    nora.sees(details(staffed.northerner))
    sent = {**fields(nora.seen.form("/details")), "phone": "020 7946 0000"}
    for _ in range(2):
        nora.posts(details(staffed.northerner), **sent)
        assert "The details are saved" in nora.seen.text
    assert kept(staffed, staffed.northerner.id).version == staffed.northerner.version + 1
    nora.sees("/cases/new")
    new = {**fields(nora.seen.form("/cases/new")), "names": "Fern New", "phone": "020 7946 0009"}
    first = nora.posts("/cases/new", **new).address
    assert nora.posts("/cases/new", **new).address == first


def test_a_record_that_nobody_may_change_has_no_form(staffed: Staffed) -> None:
    for who, person in (
        ("neil", staffed.northerner),
        ("sami", staffed.northerner),
        ("nora", staffed.southerner),
    ):
        hands = staffed.hands(who)
        hands.sees(details(person), 404)
        token = staffed.token(who)
        assert (
            staffed.post(details(person), token, {**WHOLE, "names": "X", "version": "1"}).status_code == 404
        )


def knows(staffed: Staffed, who: str, person: Person, **known: Any) -> None:
    hands = staffed.hands(who)
    hands.sees(details(person))
    hands.sends("/details", **known)


def test_who_may_be_known_already_is_shown_before_anything_is_saved(staffed: Staffed, nora: Hands) -> None:
    knows(staffed, "nora", staffed.northerner, birth_day="28", birth_month="2", birth_year="1941")
    nora.sees("/cases/new")
    nora.sends(
        "/cases/new",
        409,
        names="Ivy Northener",
        reach="By post",
        birth_day="28",
        birth_month="2",
        birth_year="1941",
    )
    assert nora.heading() == "Is this the same person?"
    assert nora.seen.link("Ivy Northerner").endswith(staffed.northerner.id)
    assert "another team" not in nora.seen.text
    back = nora.seen
    form = next(form for form in back.forms if "back" in fields(form))
    nora.posts("/cases/new", **fields(form))
    assert nora.seen.form("/cases/new").value("names") == "Ivy Northener"
    go_on = next(form for form in back.forms if "apart" in fields(form))
    nora.posts("/cases/new", **fields(go_on))
    assert nora.heading() == "Ivy Northener"


def test_s20_of_another_teams_person_nothing_is_told_but_that_they_are_known(
    staffed: Staffed, nora: Hands
) -> None:
    knows(staffed, "sami", staffed.southerner, nhs_number="9990000018", risks="A dog")
    nora.sees(details(staffed.northerner))
    nora.sends("/details", 409, nhs_number="999 000 0018")
    assert "Somebody with these details is known to another team" in nora.seen.text
    assert "The NHS number is the same" in nora.seen.text
    for secret in (
        "Ash",
        "Southerner",
        staffed.southerner.reference,
        staffed.southerner.id,
        "South",
        "Sami",
        "dog",
    ):
        assert secret not in nora.seen.html, secret
    assert kept(staffed, staffed.northerner.id).details.nhs_number == ""
    shown = [row.thing for row in staffed.cast.trail() if row.event == "double-shown"]
    assert shown == [f"person:{staffed.southerner.id}"]
    go_on = next(form for form in nora.seen.forms if "apart" in fields(form))
    nora.posts(go_on.action, **fields(go_on))
    assert kept(staffed, staffed.northerner.id).details.nhs_number == "9990000018"
    assert [row.detail["number"] for row in staffed.cast.trail() if row.event == "double-passed"] == ["same"]


def test_saying_that_one_is_another_does_not_count_for_a_third(staffed: Staffed, nora: Hands) -> None:
    knows(staffed, "nora", staffed.northerner, nhs_number="9990000018")
    knows(staffed, "lena", staffed.unassigned, nhs_number="9990000026")
    nora.sees("/cases/new")
    nora.sends("/cases/new", 409, names="Fern", reach="By post", nhs_number="9990000018")
    go_on = fields(next(form for form in nora.seen.forms if "apart" in fields(form)))
    nora.posts("/cases/new", 409, **{**go_on, "nhs_number": "9990000026"})
    assert "Hazel Unassigned" in nora.seen.text
