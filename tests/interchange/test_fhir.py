"""Whatever is recorded, what leaves is valid FHIR, says only what is recorded, and of a referral only what was shown."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given, settings
from hypothesis import strategies as st

from poai.domain.consent import ALWAYS, Consent, Giver, Way
from poai.domain.person import Details, Person
from poai.domain.referral import Name
from poai.domain.sharing import Shared, Told, shared
from poai.interchange.fhir import person_bundle, referral_bundle
from poai.interchange.fhir_patient import NHS
from tests.interchange.fhir_people import (
    NOW,
    PEOPLE,
    WORDING,
    asked,
    consents,
    goals,
    last_move,
)

# https://hl7.org/fhir/R4/valueset-request-status.html, valueset-task-status.html
REQUEST = {"draft", "active", "on-hold", "revoked", "completed", "entered-in-error", "unknown"}
TASK = {
    *("draft", "requested", "received", "accepted", "rejected", "ready", "cancelled", "in-progress"),
    *("on-hold", "failed", "completed", "entered-in-error"),
}


FEW = settings(max_examples=40)  # each makes several bundles


def parts(text: str, kind: str) -> list[dict[str, Any]]:
    return [
        entry["resource"] for entry in json.loads(text)["entry"] if entry["resource"]["resourceType"] == kind
    ]


def only(text: str, kind: str) -> dict[str, Any]:
    (part,) = parts(text, kind)
    return part


def references(thing: Any) -> set[str]:
    if isinstance(thing, dict):
        return (
            {thing["reference"]}
            if isinstance(thing.get("reference"), str)
            else set().union(*map(references, thing.values()))
        )
    return set().union(*map(references, thing)) if isinstance(thing, list) else set()


@FEW
@given(st.data())
def test_whatever_is_recorded_of_somebody_is_valid_fhir(data: st.DataObject) -> None:
    person = data.draw(PEOPLE)
    sent = data.draw(st.lists(asked(person), max_size=2))
    text = person_bundle(
        person,
        WORDING,
        asked=sent,
        goals=data.draw(st.lists(goals(person.id), max_size=2)),
        consents=[one.consent for one in sent] or [data.draw(consents(person.id))],
        now=NOW,
    )
    Bundle.model_validate_json(text)
    read = json.loads(text)
    assert references(read) <= {entry["fullUrl"] for entry in read["entry"]}
    assert {part["status"] for part in parts(text, "ServiceRequest")} <= REQUEST
    for task in parts(text, "Task"):
        assert task["status"] in TASK
        needs_a_reason = task["status"] in ("rejected", "cancelled", "on-hold", "failed")
        assert bool(task.get("statusReason", {}).get("text")) == needs_a_reason


@FEW
@given(st.data())
def test_s44_a_referral_tells_nothing_but_what_its_group_was_shown(data: st.DataObject) -> None:
    person = data.draw(PEOPLE)
    one = data.draw(asked(person))
    marked: dict[str, Any] = {
        name: f"secret-{name}"
        for name in ("address", "adjustments", "matters", "risks", "strengths", "supporter", "email")
    }
    secret = replace(
        person, names="secret-names", details=replace(person.details, nhs_number="9990000018", **marked)
    )
    told = shared(secret, one.consent.fields)
    text = referral_bundle(replace(one, shown=told), WORDING, now=NOW)
    Bundle.model_validate_json(text)
    for hidden in ("9990000018", secret.id, secret.reference):
        assert hidden not in text
    read = json.loads(text)
    assert references(read) <= {entry["fullUrl"] for entry in read["entry"]}
    shown = {each.words for each in told.told} if one.consent.holds(NOW.date()) else set()
    for words in ("secret-names", *marked.values()):
        assert (words in text) == (words in shown)


@FEW
@given(st.data())
def test_a_referral_of_which_nothing_began_has_failed(data: st.DataObject) -> None:
    person = data.draw(PEOPLE)
    one = data.draw(asked(person))
    task = only(referral_bundle(one, WORDING, now=NOW), "Task")
    assert (task["status"] == "failed") == (last_move(one) is Name.NOT_STARTED)
    assert task["businessStatus"] == {"text": one.referral.status}


def person(**known: Any) -> Person:
    return Person(
        id="7f3c2d7e-64b2-4b3c-9d8e-0c2f5a1b6d4e",
        reference="ABCD-1204",
        names="Ivy Fictional",
        details=Details(**known),
        team="a-team",
        worker="a-worker",
        made_at=NOW,
        version=1,
    )


def test_only_what_is_recorded_is_there() -> None:
    patient = only(person_bundle(person(), WORDING, now=NOW), "Patient")
    assert patient == {
        "resourceType": "Patient",
        "id": "7f3c2d7e-64b2-4b3c-9d8e-0c2f5a1b6d4e",
        "identifier": [{"system": "https://help.example.org/people", "value": "ABCD-1204"}],
        "name": [{"use": "official", "text": "Ivy Fictional"}],
    }


def test_the_nhs_number_has_its_system() -> None:
    patient = only(person_bundle(person(nhs_number="9990000018"), WORDING, now=NOW), "Patient")
    assert {"system": NHS, "value": "9990000018"} in patient["identifier"]


def test_what_is_safe_stands_with_every_telephone_number() -> None:
    known = person(phone="07700 900123", other_phone="020 7946 0123", reach="After 11am", voicemail="no")
    telecom = only(person_bundle(known, WORDING, now=NOW), "Patient")["telecom"]
    assert [one["value"] for one in telecom] == ["07700 900123", "020 7946 0123"]
    assert all(one["extension"][0]["valueString"] == "After 11am\nVoicemail no" for one in telecom)


def test_what_fhir_has_no_place_for_is_told_in_words_that_are_no_markup() -> None:
    patient = only(person_bundle(person(matters="<b>My dog</b> & me"), WORDING, now=NOW), "Patient")
    assert "<dd>&lt;b&gt;My dog&lt;/b&gt; &amp; me</dd>" in patient["text"]["div"]


@FEW
@given(st.data())
def test_s44_once_consent_is_withdrawn_nothing_that_anybody_wrote_is_told(data: st.DataObject) -> None:
    somebody = data.draw(PEOPLE)
    one = data.draw(asked(somebody))
    over = replace(
        one,
        consent=replace(one.consent, withdrawn_at=one.consent.given_at, who="secret"),
        shown=Shared((Told("names", "secret"), Told("goals", "secret")), "secret"),
        moves=[replace(move, answer=replace(move.answer, note="secret")) for move in one.moves],
    )
    text = referral_bundle(over, WORDING, now=NOW)
    assert "secret" not in text
    assert only(text, "Consent")["status"] == "inactive"
    assert "name" not in only(text, "Patient")


def withdrawn() -> Consent:
    return Consent(
        id="0d9c8b7a-1111-4111-8111-222222222222",
        person=person().id,
        organisation="example-lunch-club",
        purpose="referral",
        fields=ALWAYS,
        wording="1",
        way=Way.SPOKEN,
        giver=Giver.PERSON,
        who="",
        by="a-worker",
        given_at=NOW.replace(day=2),
        until=date(2027, 11, 2),
        withdrawn_at=NOW.replace(day=9),
    )


def test_a_consent_ends_on_the_day_that_it_was_withdrawn() -> None:
    consent = withdrawn()
    text = person_bundle(person(), WORDING, consents=[consent], now=NOW)
    provision = only(text, "Consent")["provision"]
    assert provision["period"] == {"start": "2026-11-02", "end": "2026-11-09"}
    assert provision["code"] == [{"text": "their names"}, {"text": "their contact"}]


def test_what_is_no_fhir_does_not_leave() -> None:
    broken = replace(person(), id="no id can have spaces")
    with pytest.raises(ValueError, match="id"):
        person_bundle(broken, WORDING, now=NOW)


def test_nobody_loads_the_models_who_does_not_need_them() -> None:
    program = (
        "import sys, poai.interchange.fhir; sys.exit(any(name.startswith('fhir') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
