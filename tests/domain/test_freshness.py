"""How far facts can be relied on."""

from datetime import date

import pytest

from poai.domain.freshness import freshness
from poai.domain.listing import Confirmation
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
