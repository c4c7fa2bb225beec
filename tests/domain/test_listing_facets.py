"""What a listing can be narrowed by: only what is known."""

import pytest

from poai.domain.listing import CostOption, Location, Schedule
from poai.domain.listing_facets import facets, parts_of_day
from tests.domain.cast import listing


def test_what_nobody_has_said_is_not_there() -> None:
    assert facets(listing()) == {"area:north-end"}


def test_what_is_known_is() -> None:
    known = listing(
        joining="drop-in",
        attending=("venue", "online"),
        languages=("ta",),
        cost_options=(CostOption(amount=0),),
        locations=(Location(name="The hall", wheelchair=True),),
        schedules=(Schedule(freq="MONTHLY", byday="2TU", opens_at="10:00", closes_at="13:00"),),
    )
    assert facets(known) == {
        "area:north-end", "way:venue", "way:online", "language:ta", "free", "drop-in", "wheelchair",
        "day:TU", "time:morning", "time:afternoon",
    }  # fmt: skip


def test_a_price_for_anyone_is_not_free() -> None:
    assert "free" not in facets(listing(cost_options=(CostOption(amount=0), CostOption(amount=2.5))))


@pytest.mark.parametrize(
    ("opens", "closes", "parts"),
    [
        ("09:00", "12:00", {"morning"}),
        ("12:00", "14:00", {"afternoon"}),
        ("10:30", "17:30", {"morning", "afternoon", "evening"}),
        ("19:00", "21:00", {"evening"}),
        ("17:00", None, {"evening"}),
        ("09:30", None, {"morning"}),
        ("14:00", "17:00", {"afternoon"}),
    ],
)
def test_parts_of_the_day(opens: str, closes: str | None, parts: set[str]) -> None:
    assert parts_of_day(Schedule(freq="WEEKLY", byday="MO", opens_at=opens, closes_at=closes)) == parts


def test_a_day_without_a_clock_time_goes_by_its_words() -> None:
    assert parts_of_day(Schedule(freq="WEEKLY", byday="MO", description="Morning")) == {"morning"}
