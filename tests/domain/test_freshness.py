"""How far facts can be relied on."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from poai.domain.facts import Facts
from poai.domain.freshness import checked, freshness
from poai.domain.listing import Confirmation
from poai.domain.listing_now import By, Checked, Pause, Room
from tests.domain.cast import listing

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("when", "kind"),
    [
        ("2026-05", "found"),
        ("2024", "found"),
        ("2023-12", "found"),  # its last day may be as late as the end of the month
        ("2023-11-24", "found"),
        ("2023-11-20", "old"),
        ("2022", "old"),
        (None, "undated"),
    ],
)
def test_age_is_judged_from_the_latest_day_that_the_date_may_mean(when: str | None, kind: str) -> None:
    assert freshness(listing(date=when), TODAY).kind == kind


def test_at_risk_is_said_before_anything_else() -> None:
    assert freshness(listing(standing="at-risk", date="2026-11"), TODAY).kind == "at-risk"


def test_a_confirmation_counts_until_it_is_old_itself() -> None:
    said = Confirmation(date=date(2026, 1, 5), by="the group")
    assert freshness(listing(confirmed=said), TODAY).kind == "confirmed"
    stale = Confirmation(date=date(2020, 1, 5), by="the group")
    assert freshness(listing(confirmed=stale), TODAY).kind == "found"


def test_only_facts_that_hold_give_dates() -> None:
    assert freshness(listing(), TODAY).dates_hold
    assert not freshness(listing(date="2019"), TODAY).dates_hold
    assert not freshness(listing(date=None), TODAY).dates_hold


def test_the_less_is_known_the_lower_the_trust() -> None:
    trusts = [
        freshness(item, TODAY).trust
        for item in (
            listing(confirmed=Confirmation(date=TODAY, by="the group")),
            listing(),
            listing(date=None),
            listing(date="2019"),
            listing(standing="at-risk"),
        )
    ]
    assert trusts == sorted(trusts, reverse=True)
    assert len(set(trusts)) == len(trusts)
    assert (
        freshness(listing(confidence="low"), TODAY).trust < freshness(listing(confidence="high"), TODAY).trust
    )


def test_what_nobody_answers_sinks_and_is_then_marked() -> None:
    said = listing(confirmed=Confirmation(date=TODAY, by="the group"))
    fresh, since = freshness(said, TODAY), TODAY - timedelta(days=30)
    sinking = freshness(replace(said, unanswered=since), TODAY)
    assert (sinking.kind, sinking.trust < fresh.trust) == ("confirmed", True)
    marked = freshness(replace(said, unanswered=since), TODAY + timedelta(days=12))
    assert (marked.kind, marked.when) == ("unanswered", since.isoformat())
    assert marked.trust < sinking.trust
    assert marked.dates_hold


def test_what_was_never_sure_keeps_its_own_doubt() -> None:
    silent = TODAY - timedelta(days=100)
    assert freshness(listing(date="2019", unanswered=silent), TODAY).kind == "old"
    assert freshness(listing(date=None, unanswered=silent), TODAY).kind == "undated"


@pytest.mark.parametrize(
    "shut",
    [{"room": Room(kind="full", on=TODAY, until=TODAY)}, {"pause": Pause(until=TODAY)}],
)
def test_whoever_is_full_or_away_stands_below_everybody_until_that_lifts_itself(shut: dict[str, Any]) -> None:
    said = Confirmation(date=TODAY, by="the group")
    full = listing(confirmed=said, **shut)
    least = listing(standing="at-risk", confidence="low", unanswered=date(2026, 1, 1))
    waits = replace(least, room=Room(kind="waiting-list", on=TODAY, until=TODAY))
    assert freshness(full, TODAY).trust < freshness(waits, TODAY).trust < freshness(least, TODAY).trust
    tomorrow = TODAY + timedelta(days=1)
    assert freshness(full, tomorrow).trust == freshness(listing(confirmed=said), tomorrow).trust


def test_each_kind_of_facts_knows_who_said_last_that_it_is_right() -> None:
    whole = Confirmation(date=date(2026, 5, 1), by="the group")
    times = Checked(facts=Facts.TIMES, date=date(2026, 9, 1), by=By.STEWARD)
    cost = Checked(facts=Facts.COST, date=date(2026, 1, 1), by=By.STEWARD)
    known = listing(confirmed=whole, checked=(times, cost))
    assert checked(known, Facts.TIMES) == times
    assert checked(known, Facts.COST) == Checked(facts=Facts.COST, date=whole.date, by=By.GROUP)
    assert checked(listing(), Facts.COST) is None
