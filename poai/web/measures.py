"""What was measured before and after: recorded with the words of each set, and set side by side."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from poai.actions import measures
from poai.domain.errors import InvalidError, NotFoundError
from poai.domain.measure import Measure, Measurement, Question, Stage, ends, standing
from poai.web.forms import N_
from poai.web.measure_words import change, score, short_date, stage
from poai.web.notes import day_of
from poai.web.page import Go, Page
from poai.web.staffing import StaffVisit

_FINE: Mapping[str, str] = MappingProxyType({})


def show(visit: StaffVisit) -> Page:
    """Everything that was measured of somebody, before against after."""
    person, taken = measures.of_person(
        visit.office, visit.actor, visit.params["id"], now=visit.now, address=visit.address
    )
    gettext = visit.language.words.gettext
    done = gettext("The answers are recorded.") if dict(visit.query).get("done") == "recorded" else ""
    return Page(
        "cases/measures.html",
        {
            "person": person,
            "sets": [_set(visit, each, taken) for each in visit.snapshot.content.measures.values()],
            "writable": visit.adds(person),
            "done": done,
        },
    )


def ask(visit: StaffVisit) -> Page:
    """The form of one set."""
    return _ask(visit)


def record(visit: StaffVisit) -> Page | Go:
    """Records what was answered."""
    measure = _measure(visit)
    try:
        measures.record(
            visit.office,
            visit.actor,
            visit.params["id"],
            measure,
            {one.key: visit.form.get(_field(one), "") for one in measure.questions},
            stage=visit.form.get("stage", ""),
            on=day_of(visit.form.get("on", "")),
            once=visit.form.get("once", ""),
            now=visit.now,
            address=visit.address,
        )
    except InvalidError as error:
        return _ask(visit, _wrong(visit, measure, error))
    return Go(f"/cases/{visit.params['id']}/measures?done=recorded")


def _ask(visit: StaffVisit, errors: Mapping[str, str] = _FINE) -> Page:
    measure, words = _measure(visit), visit.language.words
    person, _ = measures.of_person(
        visit.office, visit.actor, visit.params["id"], writing=True, now=visit.now, address=visit.address
    )
    questions = [
        {
            "name": _field(one),
            "words": one.words,
            "hint": words.gettext("From %(lowest)s to %(highest)s")
            % {"lowest": one.lowest, "highest": one.highest},
            "options": _options(visit, one),
            "chosen": bool(one.choices),
            "typed": visit.typed(_field(one)),
        }
        for one in measure.questions
    ]
    view = {
        "person": person,
        "measure": measure,
        "questions": questions,
        "stages": [{"value": each, "text": stage(words, each)} for each in Stage],
        "stage": visit.typed("stage"),
        "on": visit.typed("on", f"{visit.now:%d/%m/%Y}"),
        "errors": errors,
    }
    return Page("cases/measure.html", view, status=422 if errors else 200)


def _options(visit: StaffVisit, one: Question) -> list[Mapping[str, str]]:
    """What can be chosen; nothing for a score that is typed. A question may always be left out."""
    gettext = visit.language.words.gettext
    if one.choices:
        left_out = {"value": "", "text": gettext("Not answered")}
        return [*({"value": str(each.score), "text": each.words} for each in one.choices), left_out]
    if not one.low:
        return []
    meant = {one.lowest: one.low, one.highest: one.high}
    return [
        {"value": "", "text": gettext("Not answered")},
        *(
            {"value": f"{each}", "text": f"{each}: {meant[each]}" if each in meant else f"{each}"}
            for each in range(one.lowest, one.highest + 1)
        ),
    ]


def _set(visit: StaffVisit, measure: Measure, taken: Sequence[Measurement]) -> dict[str, Any]:
    """One set as a table: a row for each question, first against last, and every time that it was asked."""
    words = visit.language.words
    before, after = ends(taken, measure.key)
    of_set = [one for one in taken if one.kind == measure.key]

    def value(one: Question, when: Measurement | None) -> float | None:
        return when.scores.get(one.key) if when else None

    rows = [
        {
            "name": words.gettext(one.short),
            "before": score(words, value(one, before), one),
            "after": score(words, value(one, after), one),
            "change": change(words, value(one, before), value(one, after), one.better),
        }
        for one in measure.questions
    ]
    if measure.sum_words:
        first, last = (measure.sum(when.scores) if when else None for when in (before, after))
        better = next(one.better for one in measure.questions if one.summed)
        rows.append(
            {
                "name": words.gettext(measure.sum_words),
                "before": score(words, first),
                "after": score(words, last),
                "change": change(words, first, last, better),
            }
        )
    return {
        "key": measure.key,
        "title": words.gettext(measure.title),
        "source": measure.source,
        "licence": measure.licence,
        "head": [
            words.gettext("Question"),
            _when(visit, before, Stage.BEFORE),
            _when(visit, after, Stage.AFTER),
        ],
        "rows": rows if of_set else [],
        "every": [_once(visit, measure, one, counts=one in standing(of_set)) for one in reversed(of_set)]
        if any(one not in (before, after) for one in of_set)
        else [],
        "every_head": [
            words.gettext("Day"),
            words.gettext("When"),
            *(words.gettext(one.short) for one in measure.questions),
        ],
    }


def _once(visit: StaffVisit, measure: Measure, one: Measurement, *, counts: bool) -> tuple[str, ...]:
    words = visit.language.words
    when = stage(words, one.stage)
    return (
        words.long_date(one.on),
        when if counts else words.gettext("%(when)s, put right since") % {"when": when},
        *(score(words, one.scores.get(each.key), each) for each in measure.questions),
    )


def _when(visit: StaffVisit, one: Measurement | None, which: Stage) -> str:
    """The head of a column: "Before, 3 May 2026"."""
    words = visit.language.words
    if one is None:
        return stage(words, which)
    return f"{stage(words, one.stage)}, {short_date(words, one.on)}"


def _measure(visit: StaffVisit) -> Measure:
    found = visit.snapshot.content.measures.get(visit.params["kind"])
    if found is None:
        raise NotFoundError("no such measure")
    return found


def _field(one: Question) -> str:
    return f"answer-{one.key}"


def _wrong(visit: StaffVisit, measure: Measure, error: InvalidError) -> dict[str, str]:
    gettext = visit.language.words.gettext
    asked = next((one for one in measure.questions if one.key == error.field), None)
    if asked is None:
        field = _field(measure.questions[0]) if error.field == "answers" else error.field
        return {field: gettext(_WRONG[error.field, error.reason])}
    told = {
        "question": gettext(asked.short),
        "lowest": asked.lowest,
        "highest": asked.highest,
        "decimals": asked.decimals,
    }
    if asked.decimals:
        text = gettext(
            "%(question)s must be a number from %(lowest)s to %(highest)s, with no more than %(decimals)s decimal places"
        )
    else:
        text = gettext("%(question)s must be a whole number from %(lowest)s to %(highest)s")
    return {_field(asked): text % told}


_WRONG = {
    ("answers", "missing"): N_("Record one answer or more"),
    ("stage", "missing"): N_("Choose whether this is before, during or after"),
    ("on", "missing"): N_("Enter the day"),
    ("on", "wrong"): N_("Enter a day such as 23/11/2026"),
    ("on", "future"): N_("Enter a day that is not in the future"),
}
