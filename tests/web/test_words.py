"""Facts as people say them."""

from datetime import UTC, date, datetime, timedelta
from gettext import NullTranslations
from typing import Any

import pytest
from babel import Locale

from poai.domain.facts import Facts
from poai.domain.freshness import freshness
from poai.domain.listing import Confirmation, CostOption, Phone, Schedule
from poai.domain.listing_now import Break, By, Checked, Pause, Room
from poai.domain.occurrences import Occurrence
from poai.web.words import Words
from tests.domain.cast import listing

WORDS = Words(NullTranslations(), Locale.parse("en_GB"))
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("clock", "said"),
    [("09:30", "9:30am"), ("12:00", "12pm"), ("00:15", "12:15am"), ("13:05", "1:05pm"), ("23:00", "11pm")],
)
def test_clock_times(clock: str, said: str) -> None:
    assert WORDS.clock(clock) == said


def test_dates_are_written_out() -> None:
    assert WORDS.long_date(date(2026, 5, 12)) == "Tuesday 12 May 2026"
    assert [WORDS.partial_date(when) for when in ("2025", "2025-05", "2025-05-19")] == [
        "2025",
        "May 2025",
        "19 May 2025",
    ]


def test_near_days_have_names() -> None:
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert WORDS.occurrence(Occurrence(TODAY, "14:00", "15:00"), now) == "Today, 2pm to 3pm"
    assert WORDS.occurrence(Occurrence(date(2026, 11, 24), None, None), now) == "Tomorrow"
    assert (
        WORDS.occurrence(Occurrence(date(2026, 11, 27), "10:00", None), now)
        == "Friday 27 November, from 10am"
    )


@pytest.mark.parametrize(
    ("schedule", "said"),
    [
        (Schedule(freq="WEEKLY", byday="MO", opens_at="14:00", closes_at="15:00"), "Mondays, 2pm to 3pm"),
        (Schedule(freq="WEEKLY", byday="MO,TU,TH"), "Mondays, Tuesdays and Thursdays"),
        (Schedule(freq="WEEKLY", interval=2, byday="FR"), "Every second week: Fridays"),
        (
            Schedule(freq="MONTHLY", byday="2WE", opens_at="14:15"),
            "Second Wednesday of the month, from 2:15pm",
        ),
        (Schedule(freq="MONTHLY", byday="2SA,-1SA"), "Second Saturday and Last Saturday of the month"),
        (Schedule(freq="WEEKLY", byday="FR", description="Term time only"), "Fridays (Term time only)"),
        (Schedule(description="Some evenings; ring first"), "Some evenings; ring first"),
    ],
)
def test_schedules(schedule: Schedule, said: str) -> None:
    assert WORDS.schedule(schedule) == said


def test_a_session_says_when_it_begins_ends_and_rests() -> None:
    often = Schedule(freq="WEEKLY", interval=4, byday="MO", valid_to=date(2027, 5, 3), term_time=True)
    assert WORDS.schedule(often) == ("Every 4 weeks: Mondays, until Monday 3 May 2027, only in school terms")
    soon = Schedule(freq="MONTHLY", byday="2SU", opens_at="14:00", valid_from=date(2026, 12, 1))
    said = "Second Sunday of the month, from 2pm"
    assert WORDS.schedule(soon, date(2026, 11, 23)) == f"{said}, from Tuesday 1 December 2026"
    assert WORDS.schedule(soon, date(2026, 12, 2)) == said


@pytest.mark.parametrize(
    ("miles", "said"),
    [
        (0.1, "under half a mile away"),
        (0.62, "about 0.6 miles away"),
        (1.2, "about 1 mile away"),
        (3.6, "about 4 miles away"),
    ],
)
def test_distances(miles: float, said: str) -> None:
    assert WORDS.miles(miles) == said


@pytest.mark.parametrize(
    ("number", "text_only", "address"),
    [
        ("020 8688 2486", False, "tel:02086882486"),
        ("111 then press 2", False, "tel:111"),
        ("Text SHOUT to 85258", True, "sms:85258"),
        ("+44 20 8688 2486", False, "tel:+442086882486"),
        ("ask at the desk", False, ""),
    ],
)
def test_numbers_that_can_be_pressed(number: str, text_only: bool, address: str) -> None:
    assert WORDS.dial(number, text_only) == address


@pytest.mark.parametrize(
    ("costs", "said"),
    [
        ((), ""),
        ((CostOption(amount=0),), "Free"),
        ((CostOption(amount=2.5),), "£2.50"),
        ((CostOption(amount=3.0),), "£3"),
        ((CostOption(amount_description="£5 in 2020"),), "£5 in 2020"),
    ],
)
def test_costs(costs: tuple[CostOption, ...], said: str) -> None:
    assert WORDS.cost(listing(cost_options=costs)) == said


def test_the_groups_own_words_about_cost_come_first() -> None:
    assert (
        WORDS.cost(listing(fees_description="Pay what you can", cost_options=(CostOption(amount=0),)))
        == "Pay what you can"
    )


@pytest.mark.parametrize("changes", [{}, {"date": None}, {"date": "2019"}, {"standing": "at-risk"}])
def test_a_doubt_is_always_said_and_always_says_what_to_do(changes: dict[str, str | None]) -> None:
    item = listing(**changes)
    fresh = freshness(item, TODAY)
    for said in (WORDS.freshness(fresh, item), WORDS.freshness_short(fresh, item)):
        assert "before you go" in said.lower()
        assert "%(" not in said


def test_only_who_can_be_called_is_to_be_called() -> None:
    fresh = freshness(listing(), TODAY)
    assert "Check before you go" in WORDS.freshness(fresh, listing())
    with_phone = listing(phones=(Phone(number="020 7946 0000"),))
    assert "Call before you go" in WORDS.freshness(fresh, with_phone)


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Grief and loss", "grief and loss"),
        ("LGBTQ+ people", "LGBTQ+ people"),
        ("MS and nerves", "MS and nerves"),
        ("A break from caring", "a break from caring"),
    ],
)
def test_labels_inside_a_sentence_keep_their_capitals(label: str, said: str) -> None:
    assert WORDS.inside(label) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today"),
        (1, "yesterday"),
        (13, "13 days ago"),
        (21, "3 weeks ago"),
        (59, "8 weeks ago"),
        (60, "2 months ago"),
        (365, "12 months ago"),
        (730, "2 years ago"),
        (1096, "3 years ago"),
    ],
)
def test_how_long_ago(days: int, said: str) -> None:
    assert WORDS.ago(days) == said


def test_who_checked_it_and_when_is_said_before_all_else() -> None:
    said = Confirmation(date=TODAY - timedelta(days=22), by="the group")
    known = listing(confirmed=said)
    assert WORDS.freshness_short(freshness(known, TODAY), known) == "Checked by the group 3 weeks ago."
    silent = listing(confirmed=said, unanswered=TODAY - timedelta(days=50))
    assert "No answer yet" in WORDS.freshness_short(freshness(silent, TODAY), silent)
    assert "4 October 2026" in WORDS.freshness(freshness(silent, TODAY), silent)


@pytest.mark.parametrize(
    ("room", "said"),
    [
        ({"kind": "full"}, "Full until 12 May 2027."),
        ({"kind": "waiting-list", "weeks": 3}, "Waiting list of about 3 weeks."),
        ({"kind": "waiting-list"}, "There is a waiting list."),
        ({"kind": "places", "places": 10}, "10 places left."),
        ({"kind": "places"}, "There is room for more people."),
    ],
)
def test_room_is_told_until_it_ends(room: dict[str, Any], said: str) -> None:
    until = date(2027, 5, 12)
    known = Room(on=TODAY, until=until, **room)
    assert WORDS.room(known, TODAY) == WORDS.room(known, until) == said
    assert WORDS.room(known, until + timedelta(days=1)) == ""


def test_a_pause_and_breaks_are_told_until_they_are_over() -> None:
    pause = Pause(until=TODAY, reason="The hall is being painted.")
    assert WORDS.pause(pause, TODAY) == "On a break until 23 November 2026. The hall is being painted."
    unfinished = Pause(until=TODAY, reason="The hall is being painted")
    assert WORDS.pause(unfinished, TODAY) == WORDS.pause(pause, TODAY), "a sentence ends"
    assert WORDS.pause(pause, TODAY + timedelta(days=1)) == ""
    away = listing(breaks=(Break(first=TODAY, last=date(2027, 1, 3), reason="Christmas"),))
    assert WORDS.breaks(away, TODAY) == ["Not from 23 November 2026 to 3 January 2027 (Christmas)"]
    assert WORDS.breaks(away, date(2027, 1, 4)) == []


def test_what_was_checked_after_the_whole_is_told_with_who_and_when() -> None:
    whole = Confirmation(date=TODAY - timedelta(days=100), by="the group")
    times = Checked(facts=Facts.TIMES, date=TODAY - timedelta(days=1))
    cost = Checked(facts=Facts.COST, date=TODAY - timedelta(days=21), by=By.STEWARD)
    older = Checked(facts=Facts.PLACE, date=TODAY - timedelta(days=200))
    known = listing(confirmed=whole, checked=(times, older, cost))
    assert WORDS.checked_lately(known, freshness(known, TODAY), TODAY) == [
        "When: Checked by the group yesterday",
        "Cost: Checked by the local partnership 3 weeks ago",
    ]
