"""Whoever proposed something takes it back, or takes it up again: once, and nobody else's."""

from dataclasses import replace

import pytest

from poai.actions.checking import accept, give_back
from poai.actions.checking_own import own, send_again, take_back, take_up
from poai.actions.do_not_list import bar
from poai.actions.drafting import save, send
from poai.domain.audit import Event
from poai.domain.errors import ConflictError, InvalidError, NotFoundError, StaleError
from poai.domain.listing import Schedule
from poai.store.proposals import State
from tests.actions.cast import Cast
from tests.actions.proposing import LUNCH, Proposing


@pytest.fixture
def here(cast: Cast) -> Proposing:
    return Proposing(cast)


def again(
    here: Proposing, who: str, identity: str, *, base: int = 1, why: str = "as on the door", **edits: object
) -> str:
    return send_again(
        here.cast.office, here[who], identity, edits=edits, base=base, why=why, key="form", now=here.cast.now
    )


def returned(here: Proposing, identity: str) -> None:
    give_back(here.cast.office, here["sol"], identity, message="No.", now=here.cast.now)


def test_their_own_is_taken_back_once(here: Proposing) -> None:
    one = here.changes("fay", LUNCH, name="Supper")
    for who in ("finn", "cora", "sol"):
        with pytest.raises(NotFoundError):
            take_back(here.cast.office, here[who], one, now=here.cast.now)
    take_back(here.cast.office, here["fay"], one, now=here.cast.now)
    assert here.proposal(one).state is State.WITHDRAWN
    assert here.cast.count(Event.LISTING_PROPOSAL_WITHDRAWN) == 1
    with pytest.raises(StaleError):
        take_back(here.cast.office, here["fay"], one, now=here.cast.now)
    with pytest.raises(StaleError):
        accept(here.cast.office, here["sol"], one, seen=1, now=here.cast.now)


def test_what_was_returned_is_sent_again_in_other_words_and_once(here: Proposing) -> None:
    one = here.changes("fay", LUNCH, name="Supper")
    with pytest.raises(StaleError):
        again(here, "fay", one, name="Lunch")
    returned(here, one)
    second = again(here, "fay", one, name="Lunch")
    assert again(here, "fay", one, name="Lunch") == second
    case = own(here.cast.office, here["finn"], second, now=here.cast.now)
    assert (case.proposed.name, case.change.fields, case.mine) == ("Lunch", ("name",), False)
    with pytest.raises(NotFoundError):
        own(here.cast.office, here["cora"], second, now=here.cast.now)


def test_it_cannot_be_sent_again_over_what_somebody_else_has_changed_since(here: Proposing) -> None:
    one = here.changes("fay", LUNCH, name="Supper")
    returned(here, one)
    here.changes("sol", LUNCH, name="Marsh lunches")
    with pytest.raises(ConflictError) as conflict:
        again(here, "fay", one, name="Lunch")
    assert conflict.value.fields == ("name",)
    assert again(here, "fay", one, base=conflict.value.number, name="Lunch")


def test_what_would_change_nothing_is_not_sent(here: Proposing) -> None:
    one = here.changes("fay", LUNCH, name="Supper")
    returned(here, one)
    stands = here.shown(LUNCH)
    assert stands
    with pytest.raises(InvalidError) as wrong:
        again(here, "fay", one, name=stands.name)
    assert wrong.value.reason == "same"


def test_a_new_listing_that_was_returned_is_proposed_again(here: Proposing) -> None:
    one = here.adds("fay")
    returned(here, one)
    second = again(here, "fay", one, base=0, description="We sing, and nobody has to.")
    accept(here.cast.office, here["sol"], second, seen=0, now=here.cast.now)
    shown = here.shown("marsh-choir")
    assert shown
    assert shown.description == "We sing, and nobody has to."


def test_what_was_taken_down_does_not_come_back_by_the_proposal_with_which_it_began(here: Proposing) -> None:
    one = here.adds("fay")
    returned(here, one)
    second = again(here, "fay", one, base=0, description="We sing, and nobody has to.")
    accept(here.cast.office, here["sol"], second, seen=0, now=here.cast.now)
    bar(here.cast.office, here["sol"], "marsh-choir", "They asked for it.", now=here.cast.now)
    assert own(here.cast.office, here["fay"], one, now=here.cast.now).gone
    with pytest.raises(StaleError):
        again(here, "fay", one, base=0, description="We sing again.", why="we have begun again")
    assert here.shown("marsh-choir") is None


def test_a_new_listing_that_was_returned_is_a_draft_again_with_all_that_it_said(here: Proposing) -> None:
    one, office, now = here.adds("fay"), here.cast.office, here.cast.now
    with pytest.raises(StaleError):
        take_up(office, here["fay"], one, now=now)
    returned(here, one)
    with pytest.raises(NotFoundError):
        take_up(office, here["finn"], one, now=now)
    draft = take_up(office, here["fay"], one, now=now)
    evening = Schedule(freq="WEEKLY", byday="FR", opens_at="19:00", closes_at="20:00")
    save(
        office,
        here["fay"],
        draft,
        "times",
        lambda said: replace(said, schedules=(evening,)),
        base=0,
        why="later",
        now=now,
    )
    assert take_up(office, here["fay"], one, now=now) == draft
    second = send(office, here["fay"], draft, once_key="form", now=now).proposal
    assert here.proposal(second).slug == here.proposal(one).slug == "marsh-choir"
    accept(office, here["sol"], second, seen=0, now=now)
    choir = here.shown("marsh-choir")
    assert choir
    assert choir.schedules == (evening,)
