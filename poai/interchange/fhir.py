"""One person, or one referral, as a FHIR R4 Bundle of a collection: what other systems in health and care can read.

Nothing is in it that is not recorded, and of a referral nothing but what its group was shown.
https://hl7.org/fhir/R4/ ; the reasons of a Task as the Gravity guide asks: https://hl7.org/fhir/us/sdoh-clinicalcare/
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from poai.domain.consent import Consent, Field
from poai.domain.goal import Goal, GoalState
from poai.domain.person import Details, Person
from poai.domain.referral import FHIR_TASK, OPEN, Moved, Name, Referral, Status
from poai.domain.sharing import Shared
from poai.interchange.fhir_names import Json, Wording, another, at, group, ours, some, to, worker
from poai.interchange.fhir_patient import Somebody, patient

MEDIA_TYPE = "application/fhir+json"
_SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope"
_ACHIEVEMENT = "http://terminology.hl7.org/CodeSystem/goal-achievement"
# Of the ServiceRequest; every other status is "revoked": nobody is to do anything more.
_REQUEST = {
    Status.DRAFT: "draft",
    Status.ENDED: "completed",
    Status.ERROR: "entered-in-error",
    **dict.fromkeys(OPEN, "active"),
}
_GOAL = {GoalState.OPEN: "active", GoalState.MET: "completed", GoalState.PUT_ASIDE: "on-hold"}
_NEED_A_REASON = frozenset({"rejected", "cancelled", "on-hold", "failed"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A referral with every move it made, on the strength of `consent`, and what its group was shown."""

    referral: Referral
    moves: Sequence[Moved]
    consent: Consent
    shown: Shared


def person_bundle(
    person: Person,
    wording: Wording,
    *,
    asked: Iterable[Asked] = (),
    goals: Iterable[Goal] = (),
    consents: Iterable[Consent] = (),
    now: datetime,
) -> str:
    """Somebody's record: the person, their goals and consents, and their referrals, as JSON. `now` is local."""
    somebody = Somebody(
        person.id, person.names, person.details, person.practice, ours(wording, "people", person.reference)
    )
    parts = [patient(_in_words(somebody, wording), wording.parts)]
    parts += [_goal(goal, wording) for goal in goals]
    parts += [_consent(consent, wording, now.date()) for consent in consents]
    for one in asked:
        parts += [_request(one, wording, person.details.needs), _task(one, wording)]
    return _checked(parts, now)


def referral_bundle(asked: Asked, wording: Wording, *, now: datetime) -> str:
    """One referral, and of the person what its group was shown: nothing once its consent no longer stands, as JSON.

    The person has an id of this referral's own, by which nobody finds them elsewhere. `now` is local.
    """
    stands = asked.consent.holds(now.date())
    somebody = another("Patient", asked.referral.id)
    one = _of(somebody, asked if stands else _without_words(asked))
    told = _as_told(somebody, one.shown)
    goals = [each.words for each in one.shown.told if each.field == "goals"]
    parts = [patient(_in_words(told, wording), wording.parts)]
    parts += [_goal_as_told(words, one.referral, number) for number, words in enumerate(goals)]
    parts += [_consent(one.consent, wording, now.date())]
    parts += [_request(one, wording, told.details.needs), _task(one, wording)]
    return _checked(parts, now)


def _checked(parts: Iterable[Json], now: datetime) -> str:
    """The bundle of these as JSON. Raises ValueError if it is no FHIR: then nothing leaves.

    The models take a third of a second and 20 MB to load, so they are loaded by whoever first needs them.
    """
    from fhir.resources.R4B.bundle import Bundle

    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": at(now),
        "entry": [{"fullUrl": f"urn:uuid:{part['id']}", "resource": part} for part in parts],
    }
    return str(Bundle.model_validate(bundle).model_dump_json(indent=2))


def _as_told(somebody: str, shown: Shared) -> Somebody:
    """What a group was shown, as a record of which nothing else is known."""
    told = {each.field: each.words for each in shown.told}
    parts: Json = {name: told[name] for name in Details.__dataclass_fields__ if name in told}
    if "birth_date" in parts:
        parts["birth_date"] = date.fromisoformat(told["birth_date"])
    if "needs" in parts:
        parts["needs"] = tuple(each.words for each in shown.told if each.field == "needs")
    return Somebody(somebody, told.get("names", ""), Details(**parts))


def _of(somebody: str, asked: Asked) -> Asked:
    """The referral as one of somebody with another id."""
    return replace(
        asked,
        referral=replace(asked.referral, person=somebody),
        consent=replace(asked.consent, person=somebody),
    )


def _without_words(asked: Asked) -> Asked:
    """The referral without anything that somebody wrote."""
    moves = [replace(move, answer=replace(move.answer, note="")) for move in asked.moves]
    return Asked(asked.referral, moves, replace(asked.consent, who=""), Shared(()))


def _in_words(somebody: Somebody, wording: Wording) -> Somebody:
    needs = tuple(wording.needs.get(key, key) for key in somebody.details.needs)
    return replace(somebody, details=replace(somebody.details, needs=needs))


def _request(asked: Asked, wording: Wording, needs: Iterable[str]) -> Json:
    one = asked.referral
    return {
        "resourceType": "ServiceRequest",
        "id": one.id,
        "identifier": [ours(wording, "referrals", one.reference)],
        "status": "revoked" if _nothing_began(asked) else _REQUEST.get(one.status, "revoked"),
        "intent": "order",
        "code": {"text": one.listing_name},
        "subject": to(one.person),
        "authoredOn": at(one.made_at),
        "requester": worker(one.maker, wording),
        "performer": [group(one.organisation, wording)],
        "supportingInfo": [to(asked.consent.id)],
        **some("reasonCode", [{"text": wording.needs.get(key, key)} for key in needs]),
        **some("note", [{"text": asked.shown.ask}] if asked.shown.ask.strip() else []),
    }


def _task(asked: Asked, wording: Wording) -> Json:
    one, last = asked.referral, asked.moves[-1] if asked.moves else None
    status = "failed" if _nothing_began(asked) else FHIR_TASK[one.status]
    task: Json = {
        "resourceType": "Task",
        "id": another("Task", one.id),
        "status": status,
        "businessStatus": {"text": str(one.status)},
        "intent": "order",
        "focus": to(one.id),
        "for": to(one.person),
        "authoredOn": at(one.made_at),
        "lastModified": at(one.moved_at),
        "requester": worker(one.maker, wording),
        "owner": group(one.organisation, wording),
    }
    if last and status in _NEED_A_REASON:
        task["statusReason"] = {"text": _why(last, wording)}
    if last and last.answer.outcome:
        came = {"text": wording.outcomes[last.answer.outcome]}
        task["output"] = [{"type": {"text": "Outcome"}, "valueCodeableConcept": came}]
    return task


def _why(last: Moved, wording: Wording) -> str:
    """Why it stands where it stands: at least who made it so."""
    answer = last.answer
    reason = wording.reasons[answer.reason] if answer.reason else wording.parties[last.party]
    until = f"until {answer.expected.isoformat()}" if answer.expected else ""
    return "; ".join(part for part in (reason, until, answer.note.strip()) if part)


def _nothing_began(asked: Asked) -> bool:
    return bool(asked.moves) and asked.moves[-1].move is Name.NOT_STARTED


def _consent(consent: Consent, wording: Wording, today: date) -> Json:
    ends = min(consent.until, consent.withdrawn_at.date()) if consent.withdrawn_at else consent.until
    told = {"role": {"text": "may be told"}, "reference": group(consent.organisation, wording)}
    return {
        "resourceType": "Consent",
        "id": consent.id,
        "status": "active" if consent.holds(today) else "inactive",
        "scope": {"coding": [{"system": _SCOPE, "code": "patient-privacy"}]},
        "category": [{"coding": [{"system": "http://loinc.org", "code": "59284-0"}]}],
        "patient": to(consent.person),
        "dateTime": at(consent.given_at),
        "performer": [{"display": consent.who} if consent.who.strip() else to(consent.person)],
        "policyRule": {"text": f"{consent.purpose}, {consent.wording}"},
        "provision": {
            "type": "permit",
            "period": {"start": consent.given_at.date().isoformat(), "end": ends.isoformat()},
            "actor": [told],
            "code": [{"text": wording.fields[part]} for part in Field if part in consent.fields],
        },
    }


def _goal(goal: Goal, wording: Wording) -> Json:
    met = {"coding": [{"system": _ACHIEVEMENT, "code": "achieved"}]} if goal.state is GoalState.MET else {}
    statement = wording.statements.get(goal.statement, "")
    progress = [
        {"time": step.on.isoformat(), "text": f"Progress {step.progress} of 10"} for step in goal.progress
    ]
    return {
        "resourceType": "Goal",
        "id": goal.id,
        "lifecycleStatus": _GOAL[goal.state],
        **some("achievementStatus", met),
        **some("category", [{"text": statement}] if statement else []),
        "description": {"text": goal.words},
        "subject": to(goal.person),
        "startDate": goal.made_at.date().isoformat(),
        "note": [{"text": f"Importance {goal.importance} of 10"}, *progress],
    }


def _goal_as_told(words: str, of: Referral, number: int) -> Json:
    """A goal of which the group knows the words only, and that it was somebody's when it was told."""
    return {
        "resourceType": "Goal",
        "id": another(f"Goal/{number}", of.id),
        "lifecycleStatus": "active",
        "description": {"text": words},
        "subject": to(of.person),
    }
