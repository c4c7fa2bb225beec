"""What a group says of room by its own word comes before what its answers to referrals tell."""

from dataclasses import replace
from datetime import timedelta

from poai.actions.choosing import Known
from poai.actions.referring import prepare
from poai.domain.listing_now import Pause, Room
from poai.domain.referral import Status
from tests.actions.casework import Casework
from tests.actions.cast import Cast
from tests.actions.referrers import LISTINGS, WORDS, referrers


def known(work: Casework, **said: Room | Pause) -> Known:
    """What a worker is told of the tea, for which somebody waits, where its group has `said` that."""
    tea = replace(LISTINGS["tea"], **said)  # type: ignore[arg-type]
    return prepare(work.office, work["nora"], work.ivy.id, [tea], WORDS, now=work.cast.now).known["tea"]


def test_a_groups_own_word_wins_until_its_day_is_over(cast: Cast) -> None:
    work = referrers(cast)
    work.referral(Status.WAITING, listing="tea", of=work.person("Una"))
    today = work.cast.now.date()
    room = Room(kind="places", places=3, on=today, until=today)
    told = known(work, room=room)
    assert told.room == room
    assert told.capacity
    assert (told.capacity.said, told.capacity.waiting) == (None, 1)
    work.cast.later(days=1)
    told = known(work, room=room)
    assert told.room is None
    assert told.capacity
    assert told.capacity.said == "waiting"


def test_a_break_is_known_until_it_is_over(cast: Cast) -> None:
    work = referrers(cast)
    today = work.cast.now.date()
    assert known(work, pause=Pause(until=today)).pause
    assert known(work, pause=Pause(until=today - timedelta(days=1))).pause is None
