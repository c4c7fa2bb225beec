"""The help page says and draws every move, and no other."""

import re

from poai.domain.account import Grant, Role
from poai.domain.referral import MOVES, Name, Status
from poai.web.moves_diagram import HEIGHT, WIDTH, arrows
from tests.web.staff import StaffSite


def test_every_move_is_drawn_from_each_status_and_to_its_own() -> None:
    drawn: dict[Name, set[Status]] = {}
    for arrow in arrows():
        drawn.setdefault(arrow.move, set()).update(arrow.sources)
        assert arrow.to is MOVES[arrow.move].to
    assert drawn == {name: set(move.sources) for name, move in MOVES.items()}


def test_nothing_is_drawn_outside_the_picture() -> None:
    for arrow in arrows():
        assert 0 < arrow.x < WIDTH, arrow
        assert 0 < arrow.y < HEIGHT, arrow


def test_the_page_has_every_move_in_the_drawing_and_in_words(site: StaffSite) -> None:
    olga = site.hands(site.account("olga", Grant(Role.ORGANISATION_MEMBER, "friends")))
    seen = olga.sees("/help/referrals")
    assert set(re.findall(r'data-move="([a-z-]+)"', seen.html)) == set(Name)
    assert set(re.findall(r'data-status="([a-z-]+)"', seen.html)) == set(Status)
    assert re.findall(r'data-step="([a-z-]+)"', seen.html) == list(MOVES)
