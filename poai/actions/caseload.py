"""What needs doing today: one's own people and a team's, and finding somebody among those whom one may see."""

from collections import defaultdict
from datetime import datetime

from rapidfuzz import fuzz, process

from poai.actions.office import Office, Work
from poai.actions.texts import folded
from poai.domain.access import Actor, Permission, PersonThing, TeamThing, may
from poai.domain.audit import Event
from poai.domain.caseload import TODAY, WITHOUT, Case, Caseload, Stage
from poai.domain.person import same_reference
from poai.store.caseload import Caseloads, Wanted

SHOWS = (TODAY, *Stage, WITHOUT)
MOST_FOUND = 50
_LONGEST = 100  # characters that are searched for
_ALIKE = 72  # of 100, from which a name is taken for one that was typed a little wrong
_LONG_ENOUGH = 4  # letters, from which that is tried at all


def caseload(
    office: Office,
    actor: Actor,
    *,
    now: datetime,
    team: str = "",
    show: str = "",
    closed: bool = False,
    page: int = 1,
    address: str = "",
) -> Caseload:
    """A page of the actor's own people, the most pressing first; `show` is of SHOWS. Raises NotFoundError for who has none."""
    with office.work(now, actor.id, address, reading=True) as work:
        work.need(actor, Permission.CASELOAD_READ, None)
        wanted = Wanted(
            permission=Permission.CASELOAD_READ, team=team, show=_known(show), closed=closed, page=page
        )
        found = caseloads(work, actor).page(wanted, now)
    _listed(office, actor, f"account:{actor.id}", len(found.cases), now=now, address=address)
    return found


def team_caseload(
    office: Office,
    actor: Actor,
    team: str,
    *,
    now: datetime,
    worker: str = "",
    nobodys: bool = False,
    show: str = "",
    closed: bool = False,
    page: int = 1,
    address: str = "",
) -> Caseload:
    """A page of a team's people, those without a worker first. Raises NotFoundError."""
    with office.work(now, actor.id, address, reading=True) as work:
        work.need(actor, Permission.TEAM_READ, TeamThing(team=team), f"team:{team}")
        wanted = Wanted(
            permission=Permission.PERSON_READ,
            team=team,
            worker=worker,
            nobodys=nobodys,
            show=_known(show),
            closed=closed,
            page=page,
        )
        found = caseloads(work, actor).page(wanted, now)
    _listed(office, actor, f"team:{team}", len(found.cases), now=now, address=address)
    return found


def figures(office: Office, actor: Actor, team: str, *, now: datetime) -> dict[str, tuple[int, int]]:
    """For a team's lead: how many people each worker has (by account's id, "" for nobody), and about how many something needs
    doing. Nothing for anybody else."""
    with office.work(now, actor.id, reading=True) as work:
        if not leads(actor, team):
            return {}
        return caseloads(work, actor).overdue(team, now)


def leads(actor: Actor, team: str) -> bool:
    """Whether the actor may give people of that team to other workers."""
    return may(actor, Permission.PERSON_MOVE, PersonThing(id="", team=team))


def search(office: Office, actor: Actor, typed: str, *, now: datetime, address: str = "") -> list[Case]:
    """Those whom the actor may see whose name is like `typed`, or who have that reference, or a referral of it, or that practice.

    The best matches first, MOST_FOUND at most. What was searched for is nowhere kept. Raises NotFoundError.
    """
    with office.work(now, actor.id, address, reading=True) as work:
        work.need(actor, Permission.PERSON_READ, None)
        store = caseloads(work, actor)
        text = typed[:_LONGEST]
        found = dict.fromkeys(store.with_reference(same_reference(text), now))
        names = store.names(now)
        found |= dict.fromkeys(_called(text, {identity: name for identity, (name, _) in names.items()}))
        found |= dict.fromkeys(_at(text, {identity: practice for identity, (_, practice) in names.items()}))
        best = list(found)[:MOST_FOUND]
        cases = store.of(best, Permission.PERSON_READ, now)
    _listed(office, actor, f"account:{actor.id}", len(cases), now=now, address=address)
    return [cases[one] for one in best if one in cases]


def caseloads(work: Work, actor: Actor) -> Caseloads:
    """What needs doing about the people whom the actor may see."""
    return Caseloads(work.connection, actor, work.keys())


def _listed(office: Office, actor: Actor, thing: str, count: int, *, now: datetime, address: str) -> None:
    """Written before anything is shown, and after it was read, so that nobody waits while a long list is sorted."""
    with office.work(now, actor.id, address) as work:
        work.record(Event.PEOPLE_LISTED, thing, count=str(count))


def _known(show: str) -> str:
    return show if show in SHOWS else ""


def _called(typed: str, names: dict[str, str]) -> list[str]:
    """Ids of those whose name has every word of `typed`, or one that looks like it; the likest first."""
    wanted = folded(typed).split()
    if not wanted:
        return []
    having: dict[str, set[str]] = defaultdict(set)
    for identity, name in names.items():
        for word in folded(name).split():
            having[word].add(identity)
    scores: dict[str, float] = dict.fromkeys(names, 0.0)
    for word in wanted:
        best: dict[str, float] = {}
        for like, score in _like(word, list(having)).items():
            for identity in having[like]:
                best[identity] = max(best.get(identity, 0.0), score)
        scores = {one: scores[one] + score for one, score in best.items() if one in scores}
    return sorted(scores, key=lambda one: (-scores[one], names[one].casefold(), one))


def _at(typed: str, practices: dict[str, str]) -> list[str]:
    """Ids of those at a practice whose name has what was typed in it."""
    wanted = folded(typed)
    if len(wanted) < _LONG_ENOUGH:
        return []
    having = {practice for practice in set(practices.values()) if wanted in folded(practice)}
    return [identity for identity, practice in practices.items() if practice in having]


def _like(word: str, others: list[str]) -> dict[str, float]:
    """Which of `others` the word is, begins, is part of, or is misspelt for, each with how good that is."""
    found = {other: 99.0 if other.startswith(word) else 90.0 for other in others if word in other}
    if word in found:
        found[word] = 100.0
    if len(word) >= _LONG_ENOUGH:
        for other, score, _ in process.extract(
            word, others, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None
        ):
            found.setdefault(other, min(score, 89.0))
    return found
