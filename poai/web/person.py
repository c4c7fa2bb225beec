"""One person's record: adding somebody, and the page that tells what there is to know of them."""

from collections.abc import Mapping
from types import MappingProxyType

from poai.actions import people, teams
from poai.actions.duplicates import DoubleError
from poai.actions.overview import open_overview
from poai.actions.typed_record import Typed, WrongError, read
from poai.domain.access import Permission, PersonThing, may
from poai.domain.account import Account
from poai.domain.person import Person
from poai.domain.team import Team
from poai.web.overview import overview
from poai.web.page import Go, Page
from poai.web.record import doubled, typed_record
from poai.web.record_words import wrong
from poai.web.staffing import StaffVisit

CASES = "/cases"
_FINE: Mapping[str, str] = MappingProxyType({})


def new(visit: StaffVisit) -> Page:
    """The form to add somebody with."""
    return _new(visit)


def add(visit: StaffVisit) -> Page | Go:
    """Adds somebody to one's own caseload."""
    typed, team = typed_record(visit), visit.form.get("team", "")
    if visit.form.get("back"):
        return _new(visit)
    if not team:
        return _new(visit, {**_wrong(visit, typed), "team": visit.language.words.gettext("Choose the team")})
    try:
        person = people.add_person(
            visit.office,
            visit.actor,
            typed,
            team=team,
            now=visit.now,
            address=visit.address,
            key=visit.form.get("once", ""),
            apart=visit.form.get("apart", ""),
        )
    except WrongError as error:
        return _new(visit, wrong(visit, error))
    except DoubleError as error:
        return doubled(visit, error.doubles, f"{CASES}/new")
    return Go(f"{CASES}/{person.id}?done=added")


def one(visit: StaffVisit) -> Page:
    """Somebody's record. That it was looked at is in the trail before it is shown."""
    return record(visit)


def record(visit: StaffVisit, errors: Mapping[str, str] = _FINE, *, status: int = 200) -> Page:
    """The page of somebody's record, with what is wrong with a form that stands on it."""
    words = visit.language.words
    found = open_overview(visit.office, visit.actor, visit.params["id"], now=visit.now, address=visit.address)
    person = found.person
    team = next((team for team in _teams(visit) if team.id == person.team), None)
    workers = _workers(visit, person.team) if team else []
    thing = PersonThing(id=person.id, team=person.team, worker=person.worker)
    done = {
        "added": words.gettext("The person is added to your caseload."),
        "moved": words.gettext("The record is changed."),
        "changed": words.gettext("The details are saved."),
    }
    return Page(
        "cases/person.html",
        {
            **overview(visit, found),
            "person": person,
            "since": words.long_date(person.made_at.astimezone(visit.now.tzinfo).date()),
            "team": team,
            "worker": _with_whom(visit, person, workers),
            "movable": may(visit.actor, Permission.PERSON_MOVE, thing),
            "workers": [{"value": "", "text": words.gettext("Nobody yet")}]
            + [{"value": one.id, "text": one.name} for one in workers],
            "chosen": visit.typed("worker", person.worker),
            "done": done.get(dict(visit.query).get("done", ""), ""),
            "errors": errors,
        },
        status=status,
    )


def _with_whom(visit: StaffVisit, person: Person, workers: list[Account]) -> str:
    words = visit.language.words
    if not person.worker:
        return words.gettext("Nobody yet")
    if person.worker == visit.actor.id:
        return words.gettext("You")
    names = {worker.id: worker.name for worker in workers}
    return names.get(person.worker, words.gettext("Somebody who is not in your team"))


def _new(visit: StaffVisit, errors: Mapping[str, str] = _FINE) -> Page:
    mine = [{"value": team.id, "text": team.name} for team in _teams(visit)]
    view = {"typed": visit.typed, "teams": mine, "errors": errors}
    return Page("cases/new.html", view, status=422 if errors else 200)


def _wrong(visit: StaffVisit, typed: Typed) -> dict[str, str]:
    try:
        read(typed, visit.now.date())
    except WrongError as error:
        return wrong(visit, error)
    return {}


def _teams(visit: StaffVisit) -> list[Team]:
    return teams.own_teams(visit.office, visit.actor)


def _workers(visit: StaffVisit, team: str) -> list[Account]:
    return teams.workers(visit.office, visit.actor, team, now=visit.now, address=visit.address)
