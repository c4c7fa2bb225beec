from dataclasses import replace

import pytest

from poai.actions import changing
from poai.actions.steward_desk import Waits, desk
from poai.domain.errors import NotFoundError
from poai.domain.prompting import Stage
from tests.actions.cast import Cast
from tests.actions.listed import ELSEWHERE, LUNCH, Listed, copied


def test_what_waits_is_counted_for_each_steward_the_riskiest_first(cast: Cast) -> None:
    theirs_too = copied("tea", name="Tea and talk", locality=ELSEWHERE.locality)
    listed = Listed.open(cast, copied("lunch-again"), theirs_too)
    asked = cast.now.date()
    member = listed.member()
    with cast.office.work(cast.now, member.id) as work:
        wanted = replace(LUNCH, name="Another name")
        changing.change(work, member, LUNCH.slug, wanted, base=1, why="our new name")
    cast.later(days=2)
    mine = desk(cast.office, listed.mine, now=cast.now)
    assert [(pile.kind, pile.count) for pile in mine.piles] == [
        (Waits.PROPOSALS, 1),
        (Waits.DOUBLES, 1),
        (Waits.STALE, 2),
    ]
    assert mine.piles[0].since == asked
    assert mine.by_area == {LUNCH.locality: {Stage.DUE: 2}}
    theirs = desk(cast.office, listed.theirs, now=cast.now)
    assert [pile.kind for pile in theirs.piles] == [Waits.STALE]
    assert theirs.by_area.keys() == {ELSEWHERE.locality}


def test_who_publishes_nothing_has_no_desk(cast: Cast) -> None:
    listed = Listed.open(cast)
    with pytest.raises(NotFoundError):
        desk(cast.office, listed.member(), now=cast.now)
