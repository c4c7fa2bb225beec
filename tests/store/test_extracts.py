"""Lines of a table are the referrals that somebody may read, with the last reason and the first answer."""

from datetime import timedelta

import pytest

from poai.domain.access import Permission
from poai.domain.referral import Status
from poai.store import Store
from poai.store.extracts import Line, lines
from tests.actions.casework import Casework
from tests.actions.cast import Cast


@pytest.fixture
def work(store: Store) -> Casework:
    return Casework(Cast(store))


def seen(work: Casework, who: str, *, teams: bool = False) -> list[Line]:
    every = [work.north.id, work.south.id]
    with work.cast.store.read() as connection:
        return lines(connection, work[who], work.cast.now, teams=every if teams else (), own=not teams)


def test_s20_whatever_teams_are_asked_for_only_what_may_be_read_comes(work: Casework) -> None:
    made = [work.referral(), work.referral(of=work.person("Ash", "sami"), maker="sami")]
    for who in work.actors:
        allowed = {one.reference for one in made if work.sees(who, one, Permission.REFERRAL_READ)}
        assert {line.reference for line in seen(work, who, teams=True)} == allowed, who


def test_s20_own_is_of_people_whom_one_works_with(work: Casework) -> None:
    one = work.referral()
    assert [line.reference for line in seen(work, "nora")] == [one.reference]
    assert seen(work, "neil") == seen(work, "lena") == []


def test_they_are_in_the_order_in_which_they_were_made(work: Casework) -> None:
    made = []
    for day, status in enumerate((Status.ENDED, Status.SENT, Status.WAITING)):
        work.cast.later(days=1)
        made.append(work.referral(status, listing=f"listing-{day}"))
    found = seen(work, "nora")
    assert [line.reference for line in found] == [one.reference for one in made]
    assert [line.answered_at is None for line in found] == [False, True, False]
    assert found[2].expected == work.cast.now.date() + timedelta(days=30)
