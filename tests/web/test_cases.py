"""Workers see their people and their team's; every look is in the trail; a record outside opens for a reason and an hour."""

import re

import pytest
from sqlalchemy import text

from poai.domain.audit import Event, Row
from poai.domain.person import Person
from poai.store import Keys, People
from tests.actions.cast import PASSWORD
from tests.web.staff import Hands
from tests.web.staffed import REASON, Staffed


@pytest.fixture
def nora(staffed: Staffed) -> Hands:
    return staffed.hands("nora")


def last(staffed: Staffed) -> Row:
    return staffed.cast.trail()[-1]


def kept(staffed: Staffed, identity: str) -> Person:
    """Somebody of the north as the store has them now."""
    lena = staffed.actor("lena")
    with staffed.cast.store.read() as connection:
        found = People(connection, lena, Keys.load(connection, staffed.cast.office.secret)).get(
            identity, staffed.cast.now
        )
    assert found
    return found


def people_on(hands: Hands) -> list[str]:
    """Their names; a link tells the reference too."""
    return [
        words.partition(",")[0] for words, url in hands.seen.links if re.search(r"/cases/[0-9a-f]{8}-", url)
    ]


def test_a_caseload_is_ones_own_people_and_the_team_is_a_link_away(nora: Hands, staffed: Staffed) -> None:
    nora.sees("/cases")
    assert people_on(nora) == ["Ivy Northerner"]
    nora.sees(nora.seen.link("North team"))
    assert people_on(nora) == ["Hazel Unassigned", "Ivy Northerner"]
    assert "No worker yet" in nora.seen.text
    assert "With you." in nora.seen.text
    nora.sees(nora.seen.link(f"Ivy Northerner, {staffed.northerner.reference}"))
    assert nora.heading() == "Ivy Northerner"
    for words in ("by post", staffed.northerner.reference, "North team", "You"):
        assert words in nora.seen.text


def test_an_empty_caseload_says_what_to_do(staffed: Staffed) -> None:
    neil = staffed.hands("neil")
    assert "Nobody is in your caseload yet" in neil.sees("/cases").text


def test_somebody_is_added_and_is_in_ones_caseload(nora: Hands, staffed: Staffed) -> None:
    nora.sees("/cases")
    nora.sees(nora.seen.link("Add a person"))
    nora.sends("/cases/new", names=" Fern  New ", reach="020 7946 0000\nafter noon")
    assert nora.heading() == "Fern New"
    assert "added to your caseload" in nora.seen.text
    assert "<bdi>020 7946 0000</bdi><br><bdi>after noon</bdi>" in nora.seen.html
    nora.sees("/cases")
    assert sorted(people_on(nora)) == ["Fern New", "Ivy Northerner"]


def test_what_is_wrong_with_a_person_is_said_and_what_was_typed_stays(nora: Hands) -> None:
    nora.sees("/cases/new")
    nora.sends("/cases/new", 422)
    for said in ("Enter the person’s name", "Enter a phone number, or say how to reach them"):
        assert nora.seen.text.count(said) == 2, said
    nora.sends("/cases/new", 422, names="F" * 201, reach="By post")
    assert "Enter a name of 200 characters or fewer" in nora.seen.text
    form = nora.seen.form("/cases/new")
    assert (form.value("names"), form.value("reach")) == ("F" * 201, "By post")


def test_who_works_in_two_teams_says_in_which(staffed: Staffed) -> None:
    both = [("worker", staffed.north.id), ("worker", staffed.south.id)]
    staffed.post(f"/admin/accounts/{staffed['nora'].id}/roles", staffed.token("ada"), both)
    nora = staffed.hands("nora")
    nora.sees("/cases/new")
    nora.sends("/cases/new", 422, names="Fern", reach="By post")
    assert nora.seen.text.count("Choose the team") == 2
    nora.sends("/cases/new", names="Fern", reach="By post", team=staffed.south.id)
    assert "South team" in nora.seen.text


def test_a_team_lead_gives_somebody_to_a_worker_of_the_team(staffed: Staffed) -> None:
    lena = staffed.hands("lena")
    lena.sees(f"/cases/{staffed.unassigned.id}")
    lena.sends("/move", worker=staffed["neil"].id)
    assert "The record is changed" in lena.seen.text
    assert "Neil" in lena.seen.text
    assert kept(staffed, staffed.unassigned.id).worker == staffed["neil"].id
    lena.sends("/move", 422, worker=staffed["sami"].id)
    assert lena.seen.text.count("Choose somebody who works in this team") == 2
    assert kept(staffed, staffed.unassigned.id).worker == staffed["neil"].id
    lena.sends("/move", worker="")
    assert kept(staffed, staffed.unassigned.id).worker == ""


def test_s55_of_two_leads_the_second_sees_what_the_first_did_and_changes_nothing(staffed: Staffed) -> None:
    first, second = staffed.hands("lena"), staffed.hands("lena")
    for lena in (first, second):
        lena.sees(f"/cases/{staffed.unassigned.id}")
    first.sends("/move", worker=staffed["neil"].id)
    second.sends("/move", 409, worker=staffed["nora"].id)
    assert "Somebody has just changed this record" in second.seen.text
    assert "Neil" in second.seen.text
    assert kept(staffed, staffed.unassigned.id).worker == staffed["neil"].id
    second.sends("/move", worker=staffed["nora"].id)
    assert kept(staffed, staffed.unassigned.id).worker == staffed["nora"].id


@pytest.mark.parametrize("version", ["", "-1", "x", "9" * 40, "0"])
def test_a_version_made_up_by_hand_changes_nothing(staffed: Staffed, version: str) -> None:
    fields = {"worker": staffed["neil"].id, "version": version}
    answer = staffed.post(f"/cases/{staffed.unassigned.id}/move", staffed.token("lena"), fields)
    assert answer.status_code == 409
    assert kept(staffed, staffed.unassigned.id).worker == ""


def test_s41_every_page_with_people_on_it_is_in_the_trail_first(nora: Hands, staffed: Staffed) -> None:
    own = staffed["nora"].id
    for path, event, thing, detail in (
        ("/cases", Event.PEOPLE_LISTED, f"account:{own}", {"count": "1"}),
        (f"/cases/team/{staffed.north.id}", Event.PEOPLE_LISTED, f"team:{staffed.north.id}", {"count": "2"}),
        (f"/cases/{staffed.northerner.id}", Event.PERSON_READ, f"person:{staffed.northerner.id}", {}),
    ):
        before = len(staffed.cast.trail())
        nora.sees(path)
        rows = staffed.cast.trail()[before:]
        assert [(row.actor, row.event, row.thing, dict(row.detail)) for row in rows] == [
            (own, event, thing, detail)
        ], path
        assert re.fullmatch("[0-9a-f]{20}", rows[0].origin)


def test_s41_a_look_that_was_refused_is_in_the_trail_too(nora: Hands, staffed: Staffed) -> None:
    nora.sees(f"/cases/{staffed.southerner.id}", 404)
    assert (last(staffed).event, last(staffed).thing) == (Event.REFUSED, f"person:{staffed.southerner.id}")
    nora.sees("/guardian/trail", 404)
    assert (last(staffed).event, last(staffed).detail["permission"]) == (Event.REFUSED, "audit:read")


@pytest.mark.parametrize("who", ["ada", "gus", "stew", "olga"])
def test_s43_who_has_no_business_with_records_is_in_the_history_of_the_one_they_tried(
    staffed: Staffed, who: str
) -> None:
    record = f"person:{staffed.northerner.id}"
    hands = staffed.hands(who)
    hands.sees(f"/cases/{staffed.northerner.id}", 404)
    assert (last(staffed).event, last(staffed).actor, last(staffed).thing) == (
        Event.REFUSED, staffed[who].id, record,
    )  # fmt: skip
    hands.sees("/cases/Ivy Northerner", 404)
    assert last(staffed).thing == "person:"  # what somebody made up is not written down


def test_s41_no_record_is_shown_that_the_trail_could_not_take(
    nora: Hands, staffed: Staffed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*given: object, **named: object) -> None:
        raise OSError("no room")

    nora.sees("/staff")
    monkeypatch.setattr("poai.store.Audit.record", full)
    answer = nora.browser.get(f"/cases/{staffed.northerner.id}")
    assert answer.status_code == 500
    assert "Northerner" not in answer.text


def test_s24_a_record_outside_opens_for_a_reason_and_an_hour_and_no_other_with_it(
    staffed: Staffed, nora: Hands
) -> None:
    cast, page = staffed.cast, f"/cases/{staffed.southerner.id}"
    nora.sees("/cases")
    nora.sees(nora.seen.link("Open a record in an emergency"))
    for reason, said in (("", "Say why you must open this record"), ("because", "Say more about why")):
        nora.sends("/cases/break-glass", 422, reference=staffed.southerner.reference, reason=reason)
        assert said in nora.seen.text
        assert nora.seen.form("/cases/break-glass").value("reference") == staffed.southerner.reference
    nora.sees(page, 404)
    nora.sees("/cases/break-glass")
    nora.sends("/cases/break-glass", reference=staffed.southerner.reference.lower(), reason=REASON)
    assert nora.heading() == "Ash Southerner"
    assert "You opened this record in an emergency" in nora.seen.text
    assert [(row.event, row.thing) for row in cast.trail()[-2:]] == [
        ("glass-broken", f"person:{staffed.southerner.id}"),
        ("person-read", f"person:{staffed.southerner.id}"),
    ]
    letters = cast.letters()
    assert [(letter.to, letter.letter) for letter in letters] == [("gus@example.org", "glass-broken")]
    assert letters[0].values["link"].endswith("/guardian/openings")
    cast.later(minutes=19)
    nora.sees(page)
    nora.sees(f"/cases/team/{staffed.south.id}", 404)
    cast.later(minutes=42)
    again = staffed.hands("nora")
    again.sees(page, 404)


def test_s24_who_opened_a_record_cannot_change_it(staffed: Staffed) -> None:
    staffed.post(
        "/cases/break-glass",
        staffed.token("lena"),
        {"reference": staffed.southerner.reference, "reason": REASON},
    )
    lena = staffed.hands("lena")
    lena.sees(f"/cases/{staffed.southerner.id}")
    assert "Give to another worker" not in lena.seen.text
    fields = {"worker": "", "version": "1"}
    answer = staffed.post(f"/cases/{staffed.southerner.id}/move", staffed.token("lena"), fields)
    assert answer.status_code == 404


def test_s26_fields_that_no_form_has_change_nothing(staffed: Staffed) -> None:
    with staffed.cast.store.read() as connection:
        columns = [row[1] for row in connection.execute(text("PRAGMA table_info(person)"))]
    assert {"worker_id", "team_id", "reference"} <= set(columns)
    extra = [(name, staffed.southerner.id) for name in columns if name != "version" and name != "names"]
    answer = staffed.post(
        f"/cases/{staffed.unassigned.id}/move",
        staffed.token("lena"),
        [*extra, ("names", "Changed"), ("worker", staffed["neil"].id), ("version", "1")],
    )
    assert answer.status_code == 303
    now, before = kept(staffed, staffed.unassigned.id), staffed.unassigned
    assert (now.id, now.names, now.team, now.reference) == (
        before.id,
        before.names,
        before.team,
        before.reference,
    )
    fields = [*extra, ("names", "Fern"), ("reach", "By post"), ("team", staffed.north.id)]
    added = staffed.post("/cases/new", staffed.token("nora"), fields)
    identity = added.headers["location"].removeprefix("/cases/").partition("?")[0]
    assert identity != staffed.southerner.id
    fern = kept(staffed, identity)
    assert (fern.team, fern.worker) == (staffed.north.id, staffed["nora"].id)


def test_s16_what_was_typed_of_a_person_comes_back_after_signing_in_again(
    staffed: Staffed, nora: Hands
) -> None:
    nora.sees("/cases/new")
    staffed.cast.later(minutes=21)
    nora.sends("/cases/new", 403, names="Fern New", reach="After noon")
    assert "Fern" not in nora.seen.html
    nora.sends("/sign-in", email="nora@example.org", password=PASSWORD)
    nora.sends("/sign-in/code", code=staffed.cast.code())
    nora.sends("/session/resume")
    assert nora.heading() == "Add a person"
    form = nora.seen.form("/cases/new")
    assert (form.value("names"), form.value("reach")) == ("Fern New", "After noon")
