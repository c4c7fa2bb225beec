"""Whether somebody is known already: by their NHS number, or by a like name and the same day of birth or telephone.

Who may see the other record is shown it. To anybody else it is told only that another team knows somebody like
that, and that it was told is in the trail of the one who is known.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import product

from rapidfuzz import fuzz

from poai.actions.office import Office, Work
from poai.actions.texts import folded
from poai.domain.access import Actor
from poai.domain.audit import Event
from poai.domain.errors import PoaiError, ThrottledError
from poai.domain.person import Details, Person
from poai.sealing import fingerprint
from poai.store import Throttles
from poai.store.throttles import Limit

MOST_HIDDEN = 10  # warnings of people of other teams, in poai.store.throttles.WINDOW
ALIKE = 80  # of 100: "Cathrine Jonse" is like "Catherine Jones", "John Jones" is not


@dataclass(frozen=True, slots=True)
class Doubles:
    """Who may be the same person. `seen` are those whom the actor may see, `hidden` the ids of the others.

    `same_number` says that one of them has the same NHS number. `key` is what to send back to say that they are not
    the same: it counts for these people only.
    """

    seen: tuple[Person, ...]
    hidden: tuple[str, ...]
    same_number: bool
    key: str


class DoubleError(PoaiError):
    """Somebody like that is known: it is to be looked at before it goes on."""

    def __init__(self, doubles: Doubles) -> None:
        super().__init__("somebody like that is known already")
        self.doubles = doubles


def check_doubles(
    work: Work, actor: Actor, names: str, details: Details, *, apart: str = "", before: Person | None = None
) -> Doubles | None:
    """Whom the actor has said (`apart`) to be others, or None. `before` is the record that changes: it is no double of its own.

    Raises DoubleError for those of whom nothing was said; `warned` is then to be called. Raises ThrottledError for whoever
    was warned of too many of other teams, whether or not there is a double: that one is refused would tell.
    """
    if before is None or _looked_for(names, details) != _looked_for(before.names, before.details):
        _not_trying(work, actor)
    known = _like(work, actor, names, details)
    if before:
        same_before = _like(work, actor, before.names, before.details) if known else {}
        for identity in (before.id, *same_before):
            known.pop(identity, None)
    if not known:
        return None
    people = work.people(actor)
    seen = tuple(one for one in known.values() if people.get(one.id, work.now))
    hidden = tuple(sorted(known.keys() - {one.id for one in seen}))
    number = details.nhs_number
    key = fingerprint(work.office.key("doubles"), " ".join(sorted(known)))
    same = bool(number) and any(one.details.nhs_number == number for one in known.values())
    doubles = Doubles(seen, hidden, same, key)
    if apart != key:
        raise DoubleError(doubles)
    return doubles


def warned(office: Office, actor: Actor, doubles: Doubles, *, now: datetime, address: str = "") -> None:
    """Writes into the trail, before they are told, of whom somebody is told.

    Raises ThrottledError after MOST_HIDDEN of whom they may see nothing: nobody finds out by trying whom others know.
    """
    with office.work(now, actor.id, address) as work:
        if doubles.hidden:
            _not_trying(work, actor, again=True)
        for identity in (*(one.id for one in doubles.seen), *doubles.hidden):
            work.record(Event.DOUBLE_SHOWN, f"person:{identity}")


def alike(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether somebody with these names (whole, and as they like to be called) may be the other."""
    pairs = product(filter(None, map(_plain, one)), filter(None, map(_plain, other)))
    return any(fuzz.token_set_ratio(*pair) >= ALIKE for pair in pairs)


def _like(work: Work, actor: Actor, names: str, details: Details) -> dict[str, Person]:
    mine = (names, details.preferred_name)
    return {
        one.id: one
        for one in work.people(actor).like(details)
        if (details.nhs_number and one.details.nhs_number == details.nhs_number)
        or alike(mine, (one.names, one.details.preferred_name))
    }


def _looked_for(names: str, details: Details) -> tuple[object, ...]:
    """All that decides who is like somebody."""
    ways = (details.nhs_number, details.birth_date, details.phone, details.other_phone)
    return (names, details.preferred_name, *ways)


def _not_trying(work: Work, actor: Actor, *, again: bool = False) -> None:
    """Refuses with ThrottledError who was warned too often just now; `again` counts one warning more."""
    limit = Limit(fingerprint(work.office.key("throttle"), f"doubles {actor.id}"), MOST_HIDDEN)
    throttles = Throttles(work.connection)
    try:
        if again:
            throttles.attempt([limit], work.now)
        else:
            throttles.check(limit, work.now)
    except ThrottledError as error:
        work.refuse(error)


def _plain(names: str) -> str:
    """Without accents, capitals and signs; a letter alone or a title would be like too much."""
    parts = folded(names).split()
    return " ".join(part for part in parts if part not in _TITLES)


_TITLES = frozenset("mr mrs ms miss mx dr rev sir lady prof".split())
