"""The guardian reads what everybody did, narrowed and page by page; nobody else does."""

from datetime import timedelta

import pytest

from poai.actions.trail import PAGE, Names, Wanted, names, read_trail
from poai.domain.access import Actor
from poai.domain.account import Grant, Role
from poai.domain.audit import SYSTEM, Event, Row
from poai.domain.errors import NotFoundError
from poai.store import Audit
from tests.actions.cast import ADMINISTRATOR, GUARDIAN, Cast


def happened(cast: Cast, event: Event, times: int = 1, actor: str = SYSTEM) -> None:
    with cast.store.work() as connection:
        audit = Audit(connection, cast.office.key("audit"))
        for _ in range(times):
            audit.record(now=cast.now, actor=actor, event=event)


def read(cast: Cast, actor: Actor, wanted: Wanted | None = None) -> tuple[list[Row], bool]:
    return read_trail(cast.office, actor, wanted or Wanted(), now=cast.now)


def test_the_newest_rows_come_first_and_the_rest_page_by_page(cast: Cast) -> None:
    gus = cast.actor("gus", GUARDIAN)
    happened(cast, Event.SIGNED_IN, PAGE + 2)
    rows, more = read(cast, gus)
    assert ([row.number for row in rows], more) == (list(range(PAGE + 2, 2, -1)), True)
    rows, more = read(cast, gus, Wanted(before=rows[-1].number))
    assert ([row.number for row in rows], more) == ([2, 1], False)


def test_a_full_last_page_promises_no_more(cast: Cast) -> None:
    gus = cast.actor("gus", GUARDIAN)
    happened(cast, Event.SIGNED_IN, PAGE)
    rows, more = read(cast, gus)
    assert (len(rows), more) == (PAGE, False)


def test_rows_are_narrowed_by_who_what_and_when(cast: Cast) -> None:
    gus = cast.actor("gus", GUARDIAN)
    happened(cast, Event.SIGNED_IN, actor="visitor")
    first = cast.now
    cast.later(days=1)
    second = cast.now
    happened(cast, Event.SIGNED_OUT)
    cast.later(days=1)
    tomorrow = second + timedelta(hours=1)
    for wanted, numbers in (
        (Wanted(actor="visitor"), [1]),
        (Wanted(events=[Event.SIGNED_OUT]), [2]),
        (Wanted(since=second, until=tomorrow), [2]),
        (Wanted(until=second, events=[Event.SIGNED_IN, Event.SIGNED_OUT]), [1]),
        (Wanted(since=first, until=first + timedelta(seconds=1), actor=SYSTEM), []),
    ):
        assert [row.number for row in read(cast, gus, wanted)[0]] == numbers, wanted


def test_s41_that_the_trail_was_read_is_in_it(cast: Cast) -> None:
    gus = cast.actor("gus", GUARDIAN)
    assert read(cast, gus)[0] == []
    assert [(row.actor, row.event, row.thing) for row in read(cast, gus)[0]] == [
        (gus.id, "trail-read", "trail:")
    ]


def test_names_are_those_of_staff_and_teams_and_of_nobody_who_is_helped(cast: Cast) -> None:
    north = cast.team("North")
    worker = cast.actor("wes", Grant(Role.LINK_WORKER, north.id))
    gus = cast.actor("gus", GUARDIAN)
    cast.person(worker, "Mrs Example", north, worker.id)
    found = names(cast.office, gus, now=cast.now)
    assert found == Names({gus.id: "Gus", worker.id: "Wes"}, {north.id: "North"})


def test_nobody_passes_for_a_colleague_by_having_their_name(cast: Cast) -> None:
    gus, ann, other = cast.actor("gus", GUARDIAN), cast.account("ann"), cast.account("\uff21NN")
    assert names(cast.office, gus, now=cast.now).accounts == {
        gus.id: "Gus",
        ann.id: "Ann (ann@example.org)",
        other.id: f"{other.name} ({other.email})",
    }


def test_s20_nobody_but_a_guardian_reads_it(cast: Cast) -> None:
    north = cast.team("North")
    others = (
        cast.actor("ada", ADMINISTRATOR),
        cast.actor("lea", Grant(Role.TEAM_LEAD, north.id)),
        cast.actor("sue", Grant(Role.STEWARD)),
    )
    for who in others:
        with pytest.raises(NotFoundError):
            read(cast, who)
        with pytest.raises(NotFoundError):
            names(cast.office, who, now=cast.now)
    assert cast.events() == ["refused"] * 6
