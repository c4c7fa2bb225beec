"""Handing people over to another worker of the team: whose, whom of them, to whom, and a note."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from poai.actions import caseload, hand_over, teams
from poai.domain.errors import InvalidError, NotFoundError, StaleError
from poai.web import forms
from poai.web.caseload import CASES, NOBODY, workers_of
from poai.web.forms import N_
from poai.web.page import Go, Page
from poai.web.staffing import StaffVisit

_FINE: Mapping[str, str] = MappingProxyType({})
_ONE = re.compile(r"([0-9a-f-]{36})\.([0-9]{1,9})")


def ask(visit: StaffVisit) -> Page:
    """Whose people, and with a worker in the address, the form to hand them over with."""
    query = dict(visit.query)
    team = query.get("team", visit.kept.get("team", ""))
    source = query.get("worker", visit.kept.get("source", ""))
    return _form(visit, team, source) if source else _whose(visit, team)


def give(visit: StaffVisit) -> Page | Go:
    """Hands them over, all of them or none."""
    form = visit.form
    team, source, to = form.get("team", ""), form.get("source", ""), form.get("to", "")
    chosen = None
    if form.get("who") != "all":
        ticked = [_ONE.fullmatch(each) for each in visit.forms.get("people", ())]
        chosen = {one[1]: int(one[2]) for one in ticked if one}
    try:
        if not to:
            raise InvalidError("to", "missing")
        hand_over.hand_over(
            visit.office,
            visit.actor,
            team,
            source="" if source == NOBODY else source,
            to="" if to == NOBODY else to,
            words=form.get("note", ""),
            chosen=chosen,
            state=form.get("state", ""),
            now=visit.now,
            key=form.get("once", ""),
            address=visit.address,
        )
    except InvalidError as error:
        return _form(visit, team, source, forms.invalid(visit, error, _WRONG), status=422)
    except StaleError:
        text = visit.language.words.gettext(
            "Somebody has just changed one of these records, so nobody was handed over. See who is in the list now"
        )
        return _form(visit, team, source, {"who": text}, status=409)
    return Go(f"{CASES}/team/{team}?done=handed-over")


def _whose(visit: StaffVisit, team: str) -> Page:
    name, workers = _team(visit, team)
    figures = caseload.figures(visit.office, visit.actor, team, now=visit.now)
    words = visit.language.words
    choices = [
        {
            "key": one or NOBODY,
            "name": (workers.get(one) or words.gettext("Somebody who has left the team"))
            if one
            else words.gettext("No worker yet"),
            "people": words.ngettext("%(num)s person", "%(num)s people", people) % {"num": people},
        }
        for one, (people, _) in sorted(figures.items(), key=lambda pair: workers.get(pair[0], ""))
    ]
    return Page("cases/hand-over-whose.html", {"team": team, "name": name, "choices": choices})


def _form(
    visit: StaffVisit, team: str, source: str, errors: Mapping[str, str] = _FINE, *, status: int = 200
) -> Page:
    name, workers = _team(visit, team)
    words = visit.language.words
    found = hand_over.whose(
        visit.office,
        visit.actor,
        team,
        "" if source == NOBODY else source,
        now=visit.now,
        address=visit.address,
    )
    others = {key: value for key, value in workers.items() if key != source}
    nobody = {} if source == NOBODY else {NOBODY: words.gettext("Nobody yet")}
    gone = words.gettext("somebody who has left the team")
    view = {
        "team": team,
        "name": name,
        "source": source,
        "from_whom": "" if source == NOBODY else workers.get(source, gone),
        "state": found.state,
        "count": len(found.versions),
        "who": [
            {
                "value": "all",
                "text": words.ngettext("The one person", "All %(num)s people", len(found.versions))
                % {"num": len(found.versions)},
            },
            {"value": "some", "text": words.gettext("Only those I tick")},
        ],
        "chosen": visit.typed("who", "some"),
        "people": [
            {"value": f"{one}.{found.versions[one]}", "text": called} for one, called in found.names.items()
        ],
        "more": len(found.versions) > len(found.names),
        "ticked": visit.typed_all("people"),
        "to": [{"value": "", "text": words.gettext("Choose")}]
        + [{"value": key, "text": value} for key, value in {**others, **nobody}.items()],
        "typed": visit.typed,
        "errors": errors,
    }
    return Page("cases/hand-over.html", view, status)


def _team(visit: StaffVisit, team: str) -> tuple[str, dict[str, str]]:
    """A team's name and workers, for its lead."""
    found = next((one for one in teams.own_teams(visit.office, visit.actor) if one.id == team), None)
    if found is None or not caseload.leads(visit.actor, team):
        raise NotFoundError("no such team")
    return found.name, workers_of(visit, team)


_WRONG = {
    ("to", "missing"): N_("Choose who takes them over"),
    ("to", "wrong"): N_("Choose somebody who works in this team"),
    ("to", "same"): N_("Choose another worker than the one who has them"),
    ("people", "missing"): N_("Tick at least one person, or choose all"),
    ("note", "missing"): N_("Write a note for whoever takes them over"),
    ("note", "too-long"): N_("Use 4,000 characters or fewer for the note"),
    ("note", "wrong"): N_("Write the note without unusual characters"),
}
