"""What waits for a steward: read by who may, decided once, and what is shown stays up until then."""

from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread

import pytest

from poai.actions import checking
from poai.actions.checking import accept, give_back, look, queue
from poai.domain.audit import Event
from poai.domain.errors import InvalidError, NotFoundError, StaleError
from poai.domain.facts import Facts
from poai.domain.listing import Phone
from poai.domain.listing_now import By
from poai.store import Listings
from poai.store.proposals import Kind, Proposals, State
from tests.actions.cast import Cast
from tests.actions.proposing import LIBRARY, LUNCH, VISITORS, Proposing

SQLITE = pytest.mark.parametrize("empty_store", ["sqlite"], indirect=True)  # the database decides nothing


@pytest.fixture
def here(cast: Cast) -> Proposing:
    return Proposing(cast)


def accepts(here: Proposing, who: str, identity: str, seen: int = 1, **edits: object) -> None:
    accept(here.cast.office, here[who], identity, seen=seen, edits=edits, now=here.cast.now)


def returns(here: Proposing, who: str, identity: str, message: str = "Please say for whom.") -> None:
    give_back(here.cast.office, here[who], identity, message=message, now=here.cast.now)


def queued(here: Proposing, who: str) -> list[str]:
    return [each.proposal.slug for each in queue(here.cast.office, here[who], now=here.cast.now)]


def test_what_is_accepted_is_shown_and_until_then_nothing_of_it(here: Proposing) -> None:
    before = here.shown(LUNCH)
    one = here.changes("fay", LUNCH, name="Marsh supper club")
    assert here.shown(LUNCH) == before
    accepts(here, "sol", one)
    shown = here.shown(LUNCH)
    assert shown
    assert shown.name == "Marsh supper club"
    assert here.proposal(one).state is State.ACCEPTED
    assert here.cast.count(Event.LISTING_ACCEPTED) == 1
    noted = {each.facts: each.by for each in shown.checked}
    assert noted[Facts.NAME] is By.GROUP


def test_a_steward_decides_in_their_own_locality_only(here: Proposing) -> None:
    south, north = here.changes("fay", LUNCH, name="Supper"), here.changes("fay", VISITORS, name="Callers")
    council = here.changes("cora", LIBRARY, name="The library")
    assert queued(here, "sol") == [LUNCH]
    assert sorted(queued(here, "nell")) == [LIBRARY, VISITORS]
    assert len(queued(here, "pam")) == 3
    for who, identity in (
        ("sol", north),
        ("nell", south),
        ("sol", council),
        ("fay", south),
        ("cora", council),
    ):
        for deed in (accepts, returns):
            with pytest.raises(NotFoundError):
                deed(here, who, identity)
        with pytest.raises(NotFoundError):
            look(here.cast.office, here[who], identity, now=here.cast.now)
    with pytest.raises(NotFoundError):
        queue(here.cast.office, here["fay"], now=here.cast.now)
    assert {here.proposal(each).state for each in (south, north, council)} == {State.OPEN}


def test_of_eight_who_decide_at_once_one_does_and_the_others_are_told(here: Proposing) -> None:
    one = here.changes("fay", LUNCH, name="Marsh supper club")
    start, done = Barrier(8), []

    def decide(number: int) -> None:
        start.wait()
        try:
            if number % 2:
                accepts(here, "sol" if number % 4 == 1 else "pam", one)
            else:
                returns(here, "pam", one)
        except StaleError:
            done.append("stale")
        else:
            done.append("accepted" if number % 2 else "returned")

    threads = [Thread(target=decide, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done.count("stale") == 7
    assert here.proposal(one).state in done
    assert here.cast.count(Event.LISTING_ACCEPTED) + here.cast.count(Event.LISTING_RETURNED) == 1
    assert [each.letter for each in here.cast.letters()] == ["listing-decided"]
    assert here.published(LUNCH) == (3 if "accepted" in done else 1)


def test_what_others_changed_meanwhile_stays_and_both_are_told_apart(here: Proposing) -> None:
    one = here.changes("fay", LUNCH, name="Marsh supper club", description="Supper for all.")
    here.changes("sol", LUNCH, name="Marsh lunches", phones=(Phone(number="020 7946 0000"),))
    case = look(here.cast.office, here["sol"], one, now=here.cast.now)
    assert case.change.fields == ("name", "description")
    assert case.change.conflicts == ("name",)
    assert case.change.since == ("name", "phones")
    with pytest.raises(StaleError):
        accepts(here, "sol", one, seen=1)
    accepts(here, "sol", one, seen=case.published)
    shown = here.shown(LUNCH)
    assert shown
    assert (shown.name, shown.description) == ("Marsh supper club", "Supper for all.")
    assert shown.phones == (Phone(number="020 7946 0000"),)


@SQLITE
def test_a_steward_words_what_is_proposed_otherwise_and_nothing_else(here: Proposing) -> None:
    one = here.changes("fay", LUNCH, description="THE BEST LUNCH!!!", needs=("company",))
    with pytest.raises(InvalidError):
        accepts(here, "sol", one, name="Another name")
    with pytest.raises(InvalidError) as wrong:
        accepts(here, "sol", one, description="  ")
    assert wrong.value.field == "description"
    assert here.proposal(one).state is State.OPEN
    accepts(here, "sol", one, description="A good lunch.")
    shown = here.shown(LUNCH)
    assert shown
    assert shown.description == "A good lunch."
    assert shown.needs == ("company",)


@SQLITE
def test_a_new_listing_is_shown_once_it_is_accepted_as_the_groups_own_word(here: Proposing) -> None:
    one = here.adds("fay")
    assert here.shown("marsh-choir") is None
    case = look(here.cast.office, here["sol"], one, now=here.cast.now)
    assert case.stands is None
    assert case.published == 0
    here.cast.later(days=2)
    accepts(here, "sol", one, seen=0)
    shown = here.shown("marsh-choir")
    assert shown
    assert shown.confirmed
    assert shown.confirmed.date == (here.cast.now - timedelta(days=2)).date()
    assert {each.by for each in shown.checked} == {By.GROUP}


@SQLITE
def test_a_steward_lets_nothing_into_an_area_that_is_not_theirs(here: Proposing) -> None:
    one = here.changes("fay", LUNCH, locality="north-end")
    with pytest.raises(InvalidError) as wrong:
        accepts(here, "sol", one)
    assert (wrong.value.field, wrong.value.reason) == ("locality", "elsewhere")
    accepts(here, "pam", one)
    shown = here.shown(LUNCH)
    assert shown
    assert shown.locality == "north-end"


@SQLITE
def test_the_oldest_comes_first_but_what_is_risky_a_week_sooner(here: Proposing) -> None:
    here.changes("cora", LIBRARY, description="Books and more.")
    here.cast.later(days=5)
    here.changes("fay", VISITORS, name="Callers")
    here.cast.later(days=1)
    here.changes("fay", LUNCH, description="Lunch.")
    assert queued(here, "pam") == [VISITORS, LIBRARY, LUNCH]
    first = queue(here.cast.office, here["pam"], now=here.cast.now)[0]
    assert (first.risks, first.who, first.name) == (("name",), "Fay", "Hillside visitors")


@SQLITE
def test_it_is_returned_with_a_message_and_whoever_made_it_gets_a_letter_that_does_not_say_what(
    here: Proposing,
) -> None:
    one = here.changes("fay", LUNCH, name="Marsh supper club")
    for message in ("", "  ", "x" * (checking.LONGEST_MESSAGE + 1)):
        with pytest.raises(InvalidError):
            returns(here, "sol", one, message)
    returns(here, "sol", one, "Please say for whom.")
    assert here.proposal(one).message == "Please say for whom."
    (letter,) = here.cast.letters()
    assert letter.to == "fay@example.org"
    assert letter.values["link"].endswith(f"/my-listings/proposals/{one}")
    assert "Please" not in repr(letter)


@SQLITE
def test_what_a_source_says_now_is_taken_or_refused_without_a_letter(here: Proposing) -> None:
    said = []
    for slug in (LUNCH, LIBRARY):
        listing = here.shown(slug)
        assert listing
        with here.cast.store.work() as connection:
            now = replace(listing, name=f"{listing.name} (new)")
            number = Listings(connection).propose(now, made_by="feed:x", why="the feed", now=here.cast.now)
            said.append(
                Proposals(connection).add(
                    listing.id,
                    number=number,
                    base=1,
                    kind=Kind.CONFLICT,
                    locality=listing.locality,
                    organisation=listing.organization,
                    made_by="feed:x",
                    now=here.cast.now,
                )
            )
    accepts(here, "sol", said[0])
    returns(here, "nell", said[1], "")
    shown = here.shown(LUNCH)
    assert shown
    assert shown.name.endswith("(new)")
    assert [each.by for each in shown.checked if each.facts is Facts.NAME] == [By.SOURCE]
    assert here.proposal(said[1]).state is State.RETURNED
    assert here.cast.letters() == []


@SQLITE
def test_for_a_listing_that_was_taken_down_nothing_can_be_accepted(here: Proposing) -> None:
    one = here.changes("fay", LUNCH, name="Marsh supper club")
    here.takes_down(LUNCH)
    case = look(here.cast.office, here["sol"], one, now=here.cast.now)
    assert case.gone
    with pytest.raises(InvalidError) as wrong:
        accepts(here, "sol", one, seen=0)
    assert wrong.value.reason == "gone"
    returns(here, "sol", one)
    assert here.shown(LUNCH) is None
