"""What needs doing: one's own people, a team's, and finding somebody among them."""

from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from poai.actions import caseload, teams
from poai.domain.caseload import TODAY, WITHOUT, Case, Caseload, Stage
from poai.domain.errors import NotFoundError
from poai.store.caseload import PAGE
from poai.web import caseload_words
from poai.web.page import Page
from poai.web.staffing import StaffVisit

CASES = "/cases"
NOBODY = "nobody"  # as the worker to whom a team's list is narrowed
Link = dict[str, Any]


def own(visit: StaffVisit) -> Page:
    """One's own people, the most pressing first."""
    query = dict(visit.query)
    mine = {team.id: team.name for team in teams.own_teams(visit.office, visit.actor)}
    kept = _kept(query, ("show", "closed")) | ({"team": query["team"]} if query.get("team") in mine else {})
    found = caseload.caseload(
        visit.office,
        visit.actor,
        now=visit.now,
        team=kept.get("team", ""),
        show=kept.get("show", ""),
        closed="closed" in kept,
        page=_page(query),
        address=visit.address,
    )
    view = _view(visit, found, CASES, kept, mine, {visit.actor.id: visit.actor.name})
    chosen = [{"value": "", "text": visit.language.words.gettext("All your teams")}]
    view["team_links"] = [
        _link(visit, CASES, kept, one["text"], team=one["value"])
        for one in [*chosen, *({"value": key, "text": name} for key, name in mine.items())]
    ]
    return Page("cases/own.html", {**view, "teams": mine})


def of_team(visit: StaffVisit) -> Page:
    """A team's people, as far as one may see them, with whom they are and what needs doing."""
    identity, query = visit.params["id"], dict(visit.query)
    worker = query.get("worker", "")
    found = caseload.team_caseload(
        visit.office,
        visit.actor,
        identity,
        now=visit.now,
        worker="" if worker == NOBODY else worker,
        nobodys=worker == NOBODY,
        show=query.get("show", ""),
        closed=query.get("closed") == "yes",
        page=_page(query),
        address=visit.address,
    )
    team = next((one for one in teams.own_teams(visit.office, visit.actor) if one.id == identity), None)
    if team is None:
        raise NotFoundError("no such team")
    workers = workers_of(visit, identity)
    kept = _kept(query, ("show", "closed"))
    kept |= {"worker": worker} if worker in workers or worker == NOBODY else {}
    here = f"{CASES}/team/{identity}"
    view = _view(visit, found, here, kept, {}, workers)
    gettext = visit.language.words.gettext
    choices = [("", gettext("Any worker")), (NOBODY, gettext("No worker yet")), *workers.items()]
    view["worker_links"] = [_link(visit, here, kept, name, worker=key) for key, name in choices]
    figures = caseload.figures(visit.office, visit.actor, identity, now=visit.now)
    gone = gettext("Somebody who has left the team")
    view["figures"] = [
        [workers.get(one, gone) if one else gettext("No worker yet"), people, today]
        for one, (people, today) in sorted(
            figures.items(), key=lambda pair: (pair[0] != "", workers.get(pair[0], gone))
        )
    ]
    done = gettext("They are handed over.") if query.get("done") == "handed-over" else ""
    return Page(
        "cases/team.html",
        {**view, "done": done, "team": team, "leads": caseload.leads(visit.actor, identity)},
    )


def ask(visit: StaffVisit) -> Page:
    """The form to find somebody with."""
    view = {"searched": "", "rows": [], "typed": visit.typed, "most": caseload.MOST_FOUND}
    return Page("cases/search.html", view)


def search(visit: StaffVisit) -> Page:
    """Those who are like what was typed, which is on this page and nowhere else."""
    typed = visit.form.get("q", "").strip()
    if not typed:
        text = visit.language.words.gettext("Enter a name, a reference or a GP practice")
        return Page("cases/search.html", {**ask(visit).view, "errors": {"q": text}}, 422)
    found = caseload.search(visit.office, visit.actor, typed, now=visit.now, address=visit.address)
    workers: dict[str, str] = {}
    names = {team.id: team.name for team in teams.own_teams(visit.office, visit.actor)}
    for team in {one.team for one in found} & names.keys():
        workers |= workers_of(visit, team)
    rows = [row(visit, one, names, workers) for one in found]
    return Page("cases/search.html", {**ask(visit).view, "searched": typed, "rows": rows})


def row(visit: StaffVisit, case: Case, names: Mapping[str, str], workers: Mapping[str, str]) -> Link:
    """Somebody in a list: `names` are of teams, by id, where they are to be told."""
    words, today = visit.language.words, visit.now.date()
    gone = words.gettext("somebody who has left the team")
    return {
        "person": case.person,
        "names": case.names,
        "reference": case.reference,
        "due": [caseload_words.due(words, one, today) for one in case.due],
        "stages": caseload_words.stages(words, case),
        "team": names.get(case.team, ""),
        "mine": case.worker == visit.actor.id,
        "worker": workers.get(case.worker, gone) if case.worker else "",
    }


def workers_of(visit: StaffVisit, team: str) -> dict[str, str]:
    """Who works in a team: names by id."""
    found = teams.workers(visit.office, visit.actor, team, now=visit.now, address=visit.address)
    return {worker.id: worker.name for worker in found}


def _view(
    visit: StaffVisit,
    found: Caseload,
    here: str,
    kept: Mapping[str, str],
    names: Mapping[str, str],
    workers: Mapping[str, str],
) -> dict[str, Any]:
    words, counts = visit.language.words, found.counts
    numbers: dict[str, int] = {"": counts.people, TODAY: counts.today, WITHOUT: counts.without}
    numbers.update({str(stage): number for stage, number in counts.stages.items()})
    shows = ["", TODAY, *Stage, WITHOUT]
    told = names if len(names) > 1 else {}
    # A team's people without a worker come first, however pressing they are.
    groups = [
        {"heading": heading, "rows": [row(visit, one, told, workers) for one in cases]}
        for heading, cases in groupby(
            found.cases,
            key=lambda one: (
                caseload_words.heading(words, one.due[0].doing)
                if one.worker
                else words.gettext("No worker yet")
            ),
        )
    ]
    page_of: Callable[[int], str] = lambda number: _address(visit, here, {**kept, "page": str(number)})  # noqa: E731
    return {
        "groups": groups,
        "found": found.found,
        "page": _page(dict(visit.query)),
        "pages": -(-found.found // PAGE),
        "href": page_of,
        "closed": "closed" in kept,
        "show": kept.get("show", ""),
        "show_name": caseload_words.show(words, kept.get("show", "")),
        "show_links": [
            _link(visit, here, kept, f"{caseload_words.show(words, one)} ({numbers[one]})", show=one)
            for one in shows
        ],
        "state_link": _link(
            visit,
            here,
            {key: value for key, value in kept.items() if key != "show"},
            "",
            closed="" if "closed" in kept else "yes",
        ),
    }


def _link(visit: StaffVisit, here: str, kept: Mapping[str, str], text: str, **change: str) -> Link:
    """A way to the same list, narrowed otherwise."""
    [(name, value)] = change.items()
    wanted = {key: one for key, one in {**kept, name: value}.items() if one}
    return {"href": _address(visit, here, wanted), "text": text, "current": kept.get(name, "") == value}


def _address(visit: StaffVisit, here: str, query: Mapping[str, str]) -> str:
    return visit.url(here) + (f"?{urlencode(query)}" if query else "")


def _kept(query: Mapping[str, str], names: tuple[str, ...]) -> dict[str, str]:
    """What is known of how a list is narrowed; whatever else stands in the address is not repeated."""
    known = {"show": caseload.SHOWS, "closed": ("yes",)}
    return {name: query[name] for name in names if query.get(name) in known[name]}


def _page(query: Mapping[str, str]) -> int:
    typed = query.get("page", "")
    return max(1, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
