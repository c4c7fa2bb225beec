"""Files come as attachments that nobody on the way keeps, and their names name nobody."""

import csv
import io
import json
import re

import pytest
from httpx2 import Response

from poai.domain.audit import Event
from poai.domain.referral import Referral
from tests.web.recorded import recorded
from tests.web.staffed import Staffed


@pytest.fixture
def one(staffed: Staffed) -> Referral:
    return recorded(staffed)


def attached(answer: Response, kind: str) -> str:
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)
    assert answer.headers["cache-control"] == "private, no-store"
    name = re.fullmatch('attachment; filename="([a-zA-Z0-9.-]+)"', answer.headers["content-disposition"])
    assert name
    assert "ivy" not in name[1].casefold()
    return answer.content.decode()


def table(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))


def test_s37_the_table_of_ones_own_work_holds_no_formula(staffed: Staffed, one: Referral) -> None:
    answer = staffed.post("/cases/export", staffed.token("nora"), {"names": "yes"})
    head, row = table(attached(answer, "text/csv"))
    line = dict(zip(head, row, strict=True))
    assert line["Name"] == "'=Ivy Northerner"
    assert (line["Referral"], line["Person"]) == (one.reference, staffed.northerner.reference)
    assert (line["Stage"], line["Sent"], line["Expected"]) == (
        "On a waiting list",
        "2026-11-23",
        "2027-05-12",
    )


def test_nobody_is_named_in_a_table_unless_that_was_asked_for(staffed: Staffed, one: Referral) -> None:
    text = attached(staffed.post("/cases/export", staffed.token("nora")), "text/csv")
    assert "Ivy" not in text
    assert one.reference in text


def test_a_lead_takes_the_teams_table_and_nobody_anothers(staffed: Staffed, one: Referral) -> None:
    form = {"team": staffed.north.id}
    text = attached(staffed.post("/cases/export", staffed.token("lena"), form), "text/csv")
    assert one.reference in text
    for who in ("sami", "olga", "ada", "gus", "stew"):
        assert staffed.post("/cases/export", staffed.token(who), form).status_code == 404
    assert staffed.cast.count(Event.EXPORTED) == 1


def test_whoever_takes_a_table_chooses_whose(staffed: Staffed) -> None:
    hands = staffed.hands("lena")
    hands.sees("/cases/export")
    assert "Everybody in North team" in hands.seen.text
    assert "Everybody in South team" not in hands.seen.text


def test_a_person_leaves_as_fhir(staffed: Staffed, one: Referral) -> None:
    path = f"/cases/{one.person}/fhir"
    read = json.loads(attached(staffed.post(path, staffed.token("nora")), "application/fhir+json"))
    patient, *others = [entry["resource"] for entry in read["entry"]]
    assert {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990000018"} in patient["identifier"]
    assert [each["resourceType"] for each in others] == ["Goal", "Consent", "ServiceRequest", "Task"]
    assert others[-1]["statusReason"]["text"] == "The group; until 2027-05-12"
    for who in ("neil", "sami", "olga", "ada", "gus", "stew"):
        assert staffed.post(path, staffed.token(who)).status_code == 404


def test_a_referral_leaves_as_fhir_for_either_side(staffed: Staffed, one: Referral) -> None:
    path = f"/referrals/{one.id}/fhir"
    for who in ("nora", "olga"):
        text = attached(staffed.post(path, staffed.token(who)), "application/fhir+json")
        assert "=Ivy Northerner" in text
        assert "9990000018" not in text
    for who in ("sami", "omar", "ada", "gus", "stew"):
        assert staffed.post(path, staffed.token(who)).status_code == 404


def test_the_way_to_the_file_is_on_the_referrals_page(staffed: Staffed, one: Referral) -> None:
    nora = staffed.hands("nora")
    nora.sees(f"/referrals/{one.id}")
    assert nora.seen.form(f"/referrals/{one.id}/fhir").method == "post"
