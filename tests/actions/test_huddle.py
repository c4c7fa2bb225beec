"""A huddle shows those whom the practice knows and who have open work, to the team that works with them."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from poai.actions.huddle import huddle, practices
from poai.actions.people import break_glass
from poai.domain.caseload import Doing
from poai.domain.errors import NotFoundError
from poai.domain.referral import Status
from poai.store.person_tables import person
from tests.actions.casework import Casework
from tests.actions.cast import Cast

HARBOUR = "Harbour Surgery"


def test_s20_a_huddle_is_of_ones_own_teams_people_with_open_work_there(cast: Cast) -> None:
    work = Casework(cast)
    idle, elsewhere = work.person("Idle"), work.person("Elsewhere")
    southerner, later = work.person("Ash Southerner", worker="sami"), work.person("Later", worker="neil")
    for one in (work.ivy, elsewhere, southerner):
        work.referral(Status.SENT, of=one)
    work.referral(Status.ENDED, of=idle)
    with cast.store.work() as connection:
        connection.execute(update(person).values(practice=HARBOUR))
        connection.execute(update(person).where(person.c.id == elsewhere.id).values(practice="Hill Practice"))
        day = cast.now.date() + timedelta(days=9)
        connection.execute(update(person).where(person.c.id == later.id).values(follow_up_on=day))
    assert practices(work.office, work["nora"], now=cast.now) == [HARBOUR, "Hill Practice"]
    assert practices(work.office, work["sami"], now=cast.now) == [HARBOUR]
    found = huddle(work.office, work["nora"], HARBOUR, now=cast.now)
    assert sorted((one.person.names, one.worker) for one in found) == [
        ("Ivy Northerner", "Nora"),
        ("Later", "Neil"),
    ]
    assert [one.case.due[0].doing for one in found] == [Doing.NOTHING] * 2
    ivys = next(one for one in found if one.person.id == work.ivy.id)
    assert [one.listing_name for one in ivys.referrals] == ["Tea And Company"]
    reads = {row.thing for row in cast.trail() if row.event == "person-read"}
    assert reads == {f"person:{work.ivy.id}", f"person:{later.id}"}
    reason = "Her neighbour rang: she is not answering."
    break_glass(work.office, work["nora"], southerner.reference, reason, now=cast.now)
    again = huddle(work.office, work["nora"], HARBOUR, now=cast.now)
    assert southerner.id not in {one.person.id for one in again}
    for who in ("olga", "stew", "ada", "gus"):
        with pytest.raises(NotFoundError):
            huddle(work.office, work[who], HARBOUR, now=cast.now)
        with pytest.raises(NotFoundError):
            practices(work.office, work[who], now=cast.now)
