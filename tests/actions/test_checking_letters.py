"""A steward hears of what waits once a working day at most, and only of something new."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from poai.actions.checking import give_back
from poai.actions.checking_letters import tell_stewards
from poai.domain.letters import Letter
from poai.store import Accounts
from tests.actions.cast import Cast
from tests.actions.proposing import LUNCH, VISITORS, Proposing
from tests.actions.suggested import Told

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def here(cast: Cast) -> Proposing:
    return Proposing(cast)


def local(here: Proposing) -> datetime:
    return here.cast.now.astimezone(LONDON)


def written_to(here: Proposing) -> list[tuple[str, str]]:
    return sorted(
        (each.to, each.values["count"]) for each in here.cast.letters() if each.letter == Letter.LISTING_WAITS
    )


def test_stewards_of_the_area_are_told_once_a_day_and_again_only_of_what_is_new(here: Proposing) -> None:
    assert tell_stewards(here.cast.office, local(here)) == 0
    here.changes("fay", LUNCH, name="Supper")
    here.changes("fay", VISITORS, name="Callers")
    assert tell_stewards(here.cast.office, local(here)) == 3
    assert written_to(here) == [("nell@example.org", "1"), ("pam@example.org", "2"), ("sol@example.org", "1")]
    here.cast.later(hours=1)
    here.changes("finn", LUNCH, name="Dinner")
    assert tell_stewards(here.cast.office, local(here)) == 0
    here.cast.later(days=1)
    assert tell_stewards(here.cast.office, local(here)) == 2
    assert written_to(here) == [("pam@example.org", "3"), ("sol@example.org", "2")]
    here.cast.later(days=1)
    assert tell_stewards(here.cast.office, local(here)) == 0


def test_what_people_tell_us_and_claims_count_but_not_what_looks_like_an_advertisement(cast: Cast) -> None:
    told = Told.open(cast)
    for name, area in (("nat", "north-end"), ("sue", "south-end"), ("all", "")):
        told.steward(name, area)
    told.change(told.north, "It is at 3 now")
    told.change(told.south, "Cheap pills", trap="https://pills.example")
    told.claim(told.south.organization)
    cast.letters()

    def letters() -> list[tuple[str, str]]:
        waits = [each for each in cast.letters() if each.letter == Letter.LISTING_WAITS]
        return sorted((each.to, each.values["count"]) for each in waits)

    assert tell_stewards(cast.office, cast.now.astimezone(LONDON)) == 3
    assert letters() == [("all@example.org", "2"), ("nat@example.org", "1"), ("sue@example.org", "1")]
    cast.later(days=1)
    told.change(told.north, "It is dearer now", trap="https://pills.example")
    assert tell_stewards(cast.office, cast.now.astimezone(LONDON)) == 0
    told.change(told.north, "It is at 4 now")
    assert tell_stewards(cast.office, cast.now.astimezone(LONDON)) == 2
    assert letters() == [("all@example.org", "3"), ("nat@example.org", "2")]


@pytest.mark.parametrize("empty_store", ["sqlite"], indirect=True)
def test_nobody_is_written_to_in_the_night_or_at_the_weekend(here: Proposing) -> None:
    here.changes("fay", LUNCH, name="Supper")
    monday = local(here)
    assert tell_stewards(here.cast.office, monday.replace(hour=6)) == 0
    assert tell_stewards(here.cast.office, monday - timedelta(days=1)) == 0
    assert written_to(here) == []


def test_who_has_left_a_group_hears_no_more_of_what_they_proposed(here: Proposing) -> None:
    one, two = here.changes("fay", LUNCH, name="Supper"), here.changes("fay", VISITORS, name="Callers")
    give_back(here.cast.office, here["sol"], one, message="No.", now=here.cast.now)
    with here.cast.store.work() as connection:
        Accounts(connection).set_grants(here["fay"].id, ())
    give_back(here.cast.office, here["nell"], two, message="No.", now=here.cast.now)
    decided = [each.to for each in here.cast.letters() if each.letter == Letter.LISTING_DECIDED]
    assert decided == ["fay@example.org"]
