"""Every version names who, when and why, and any can be put back by who may."""

import pytest

from poai.actions.checking import accept
from poai.actions.listing_history import changer, history, put_back
from poai.domain.audit import Event
from poai.domain.errors import InvalidError, NotFoundError, StaleError
from tests.actions.cast import Cast
from tests.actions.proposing import LUNCH, Proposing


@pytest.fixture
def here(cast: Cast) -> Proposing:
    return Proposing(cast)


def back(here: Proposing, who: str, number: int, base: int | None) -> str:
    return put_back(
        here.cast.office, here[who], LUNCH, number, base=base, why="a mistake", now=here.cast.now
    ).proposal


def test_each_version_names_who_when_and_why_and_who_let_it_through(here: Proposing) -> None:
    one = here.changes("fay", LUNCH, name="Supper")
    when = here.cast.later(hours=1)
    accept(here.cast.office, here["sol"], one, seen=1, now=when)
    found = history(here.cast.office, here["fay"], LUNCH, now=here.cast.now)
    newest, first = found.versions
    assert found.names[newest.made_by] == "Sol"
    assert found.names[newest.proposer] == "Fay"
    assert (newest.made_at, newest.why, newest.fields) == (when, "as we do it now", ("name",))
    assert (first.made_by, first.why) == ("import", "begun")
    assert changer(here.cast.office, here["fay"], LUNCH, newest.number, now=here.cast.now) == ("Sol", when)
    assert changer(here.cast.office, here["cora"], LUNCH, newest.number, now=here.cast.now) is None


def test_a_steward_puts_any_version_back_and_it_keeps_its_id_and_address(here: Proposing) -> None:
    before = here.shown(LUNCH)
    here.changes("sol", LUNCH, name="Supper")
    for who in ("nell", "cora"):
        with pytest.raises(NotFoundError):
            back(here, who, 1, 2)
    with pytest.raises(StaleError):
        back(here, "sol", 1, 1)
    with pytest.raises(NotFoundError):
        back(here, "sol", 9, 2)
    assert back(here, "sol", 1, 2) == ""
    after = here.shown(LUNCH)
    assert before
    assert after
    assert (after.id, after.slug, after.name) == (before.id, before.slug, before.name)
    assert here.published(LUNCH) == 3
    assert here.cast.count(Event.LISTING_PUT_BACK) == 1


def test_what_a_member_puts_back_and_is_checked_first_waits(here: Proposing) -> None:
    here.changes("sol", LUNCH, name="Supper")
    proposal = back(here, "fay", 1, 2)
    assert here.proposal(proposal).made_by == here["fay"].id
    shown = here.shown(LUNCH)
    assert shown
    assert shown.name == "Supper"


def test_what_was_taken_down_comes_back_by_a_steward_only(here: Proposing) -> None:
    here.takes_down(LUNCH)
    with pytest.raises(InvalidError):
        back(here, "fay", 1, None)
    back(here, "sol", 1, None)
    assert here.shown(LUNCH)


def test_what_was_only_proposed_is_no_version(here: Proposing) -> None:
    here.changes("fay", LUNCH, name="Supper")
    assert len(history(here.cast.office, here["sol"], LUNCH, now=here.cast.now).versions) == 1
    with pytest.raises(NotFoundError):
        back(here, "sol", 2, 1)
