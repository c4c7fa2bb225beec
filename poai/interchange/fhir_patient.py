"""Somebody as a FHIR R4 Patient: each thing that is recorded in its own place, and in words where FHIR has none."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from poai.domain.person import Details
from poai.interchange.fhir_names import Json, some

NHS = "https://fhir.nhs.uk/Id/nhs-number"
_INTERPRETER = "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired"
_COMMENT = "http://hl7.org/fhir/StructureDefinition/contactpoint-comment"
# Parts of a record for which a Patient has no place: they are told in its narrative.
_IN_WORDS = ("pronouns", "supporter", "adjustments", "matters", "strengths", "needs", "risks")


@dataclass(frozen=True, slots=True)
class Somebody:
    """Whom to tell of, by an id. `details.needs` are in words; `identifier` is our own for them, if it is to be told."""

    id: str
    names: str
    details: Details
    practice: str = ""
    identifier: Json | None = None


def patient(person: Somebody, parts: Mapping[str, str]) -> Json:
    """The Patient. `parts` says what parts of a record are called."""
    known = person.details
    identifiers = [person.identifier] if person.identifier else []
    if known.nhs_number:
        identifiers.append({"system": NHS, "value": known.nhs_number})
    official = [{"use": "official", "text": person.names}] if person.names.strip() else []
    usual = [{"use": "usual", "text": known.preferred_name}] if known.preferred_name.strip() else []
    address = some("text", known.address.strip()) | some("postalCode", known.postcode.strip())
    spoken = {"coding": [{"system": "urn:ietf:bcp:47", "code": known.language}]}
    interpreter = {"url": _INTERPRETER, "valueBoolean": known.interpreter == "yes"}
    return {
        "resourceType": "Patient",
        "id": person.id,
        **some("text", _narrative(known, parts)),
        **some("extension", [interpreter] if known.interpreter else []),
        **some("identifier", identifiers),
        **some("name", official + usual),
        **some("telecom", _telecom(known, parts)),
        **some("birthDate", known.birth_date.isoformat() if known.birth_date else ""),
        **some("address", [address] if address else []),
        **some("communication", [{"language": spoken, "preferred": True}] if known.language else []),
        **some("generalPractitioner", [{"display": person.practice}] if person.practice.strip() else []),
    }


def _telecom(known: Details, parts: Mapping[str, str]) -> list[Json]:
    """Every way to reach them, each with what is safe beside it."""
    voicemail = f"{parts['voicemail']} {known.voicemail}" if known.voicemail else ""
    safe = "\n".join(words for words in (known.reach.strip(), voicemail) if words)
    comment = some("extension", [{"url": _COMMENT, "valueString": safe}] if safe else [])
    ways = [("phone", known.phone), ("phone", known.other_phone), ("email", known.email)]
    reached = [comment | {"system": kind, "value": value} for kind, value in ways if value.strip()]
    return reached or ([comment] if comment else [])


def _narrative(known: Details, parts: Mapping[str, str]) -> Json:
    said = [
        f"<dt>{escape(parts[part])}</dt><dd>{escape(words)}</dd>"
        for part in _IN_WORDS
        for words in (known.needs if part == "needs" else (getattr(known, part),))
        if words.strip()
    ]
    if not said:
        return {}
    div = f'<div xmlns="http://www.w3.org/1999/xhtml"><dl>{"".join(said)}</dl></div>'
    return {"status": "additional", "div": div}
