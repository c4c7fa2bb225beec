"""Letters for paper about somebody: choose one, write above it, and print it. What is written is never in an address."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from poai.actions import letters_out
from poai.actions.exporting import Record
from poai.actions.letters_out import Written
from poai.domain.errors import InvalidError
from poai.domain.goal import Goal, GoalState
from poai.domain.measure import Measure, Measurement, Stage, ends
from poai.domain.referral import OPEN, Status
from poai.interchange.fhir import Asked
from poai.web import forms, referral_words
from poai.web.forms import N_
from poai.web.page import Page
from poai.web.staffing import StaffVisit

_FINE: Mapping[str, str] = MappingProxyType({})
_NOT_TOLD = frozenset({Status.DRAFT, Status.ERROR})  # nobody was asked, or nobody should have been


def choose(visit: StaffVisit) -> Page:
    """The letters that there are, with words to begin with."""
    return _choose(visit)


def gp_letter(visit: StaffVisit) -> Page:
    """The letter to the GP, as it will be printed, and its words to change."""
    try:
        written = letters_out.gp_letter(
            visit.office,
            visit.actor,
            visit.params["id"],
            words=visit.form.get("gp_words", ""),
            agreed=visit.form.get("agreed") == "yes",
            now=visit.now,
            address=visit.address,
        )
    except InvalidError as error:
        return _choose(visit, _wrong(visit, error, "gp_words"))
    record, words = written.record, visit.language.words
    known = record.person.details
    content = visit.snapshot.content
    view = _view(visit, written) | {
        "born": words.partial_date(known.birth_date.isoformat()) if known.birth_date else "",
        "needs": [words.inside(content.needs[key].label) for key in known.needs if key in content.needs],
        "measures": [
            table
            for measure in content.measures.values()
            if (table := _before_and_after(visit, measure, record.measured))
        ],
        "referrals": [_came_of(visit, record, one) for one in record.asked if _is_told(one)],
    }
    return Page("letters/gp.html", view)


def summary(visit: StaffVisit) -> Page:
    """What somebody takes home, in plain words and large print."""
    try:
        written = letters_out.summary(
            visit.office,
            visit.actor,
            visit.params["id"],
            words=visit.form.get("own_words", ""),
            now=visit.now,
            address=visit.address,
        )
    except InvalidError as error:
        return _choose(visit, _wrong(visit, error, "own_words"))
    record = written.record
    helping = [_helping(visit, record, one) for one in record.asked if one.referral.status in OPEN]
    return Page("letters/summary.html", _view(visit, written) | {"helping": helping})


def _choose(visit: StaffVisit, errors: Mapping[str, str] = _FINE) -> Page:
    gettext = visit.language.words.gettext
    person, writes = letters_out.begin(
        visit.office, visit.actor, visit.params["id"], now=visit.now, address=visit.address
    )
    first = {
        "gp_words": gettext(
            "I work with %(names)s. This is what matters to them, what we have done together, and what came of it."
        )
        % {"names": person.names},
        "own_words": gettext("This is what we talked about, who is helping you, and how to reach them."),
    }
    view = {"person": person, "writes": writes, "typed": visit.typed, "first": first, "errors": errors}
    return Page("letters/choose.html", view, status=422 if errors else 200)


def _wrong(visit: StaffVisit, error: InvalidError, words: str) -> Mapping[str, str]:
    found = forms.invalid(visit, error, _WRONG)
    fields = {"words": words, "practice": "agreed"}
    return {fields.get(name, name): text for name, text in found.items()}


def _view(visit: StaffVisit, written: Written) -> dict[str, Any]:
    record = written.record
    return {
        "person": record.person,
        "written": written.words,
        "team": written.team,
        "writer": visit.actor.name,
        "worker": record.accounts.get(record.person.worker, ""),
        "today": visit.language.words.long_date(visit.now.date()),
        "goals": [_goal(visit, goal) for goal in record.goals],
    }


def _goal(visit: StaffVisit, goal: Goal) -> dict[str, Any]:
    gettext = visit.language.words.gettext
    state = {
        GoalState.OPEN: "",
        GoalState.MET: gettext("Reached"),
        GoalState.PUT_ASIDE: gettext("Put aside for now"),
    }
    first, latest = goal.first, goal.latest
    return {
        "words": goal.words,
        "state": state[goal.state],
        "open": goal.state is GoalState.OPEN,
        "first": first.progress if first else None,
        "latest": latest.progress if latest and latest is not first else None,
    }


def _before_and_after(
    visit: StaffVisit, measure: Measure, measured: tuple[Measurement, ...]
) -> dict[str, Any] | None:
    before, after = ends(measured, measure.key)
    if not before and not after:
        return None
    gettext, long = visit.language.words.gettext, visit.language.words.partial_date
    since = gettext("after") if after and after.stage is Stage.AFTER else gettext("since")
    taken = [(one, label) for one, label in ((before, gettext("before")), (after, since)) if one]
    asked = [
        (one.short, [_number(each.scores.get(one.key)) for each, _ in taken]) for one in measure.questions
    ]
    if measure.sum_words:
        asked.append((measure.sum_words, [_number(measure.sum(each.scores)) for each, _ in taken]))
    return {
        "title": measure.title,
        "days": "; ".join(f"{label}: {long(each.on.isoformat())}" for each, label in taken),
        "lines": [(short, _side_by_side(scores, taken)) for short, scores in asked if any(scores)],
    }


def _side_by_side(scores: list[str], taken: list[tuple[Measurement, str]]) -> str:
    """Scores as "4 before, 6 after"."""
    return ", ".join(f"{score} {label}" for score, (_, label) in zip(scores, taken, strict=True) if score)


def _number(score: float | None) -> str:
    return "" if score is None else f"{score:g}"


def _is_told(one: Asked) -> bool:
    return one.referral.status not in _NOT_TOLD


def _came_of(visit: StaffVisit, record: Record, one: Asked) -> dict[str, str]:
    """A referral in one line: what, with whom, where it stands and what came of it."""
    words, last = visit.language.words, one.moves[-1].answer if one.moves else None
    said = [referral_words.status(words, one.referral.status)]
    if last and last.reason:
        said.append(referral_words.reason(words, last.reason))
    if last and last.outcome:
        said.append(referral_words.outcome(words, last.outcome))
    day = one.referral.moved_at.astimezone(visit.now.tzinfo).date()
    return {
        "name": one.referral.listing_name,
        "group": _group(record, one),
        "came": ". ".join(said),
        "on": words.partial_date(day.isoformat()),
    }


def _helping(visit: StaffVisit, record: Record, one: Asked) -> dict[str, Any]:
    """Who helps, how it stands in plain words, and the numbers to ring."""
    listing = visit.snapshot.catalogue.listings.get(one.referral.listing)
    group = record.organisations.get(one.referral.organisation)
    phones = (listing.phones if listing else ()) or (group.phones if group else ())
    plainly = referral_words.plainly(visit.language.words, one.referral.status)
    return {
        "name": one.referral.listing_name,
        "group": _group(record, one),
        "plainly": plainly % {"group": _group(record, one)},
        "phones": [phone.number for phone in phones],
    }


def _group(record: Record, one: Asked) -> str:
    group = record.organisations.get(one.referral.organisation)
    return group.name if group else one.referral.listing_name


_WRONG = {
    ("agreed", "missing"): N_("Ask if they agree that their GP is told, and tick the box if they do"),
    ("practice", "missing"): N_("Add their GP practice to their record first"),
    ("words", "missing"): N_("Write a sentence or two to begin the letter"),
    ("words", "too-long"): N_("Use 3,000 characters or fewer"),
    ("words", "wrong"): N_("Write this without unusual characters"),
}
