"""A period is counted as a calendar counts it."""

from datetime import UTC, datetime

import pytest

from poai.domain.retention import PERIODS, Period, RecordClass


def test_s46_every_class_has_a_period() -> None:
    assert set(PERIODS) == set(RecordClass)


@pytest.mark.parametrize(
    ("text", "now", "before"),
    [
        ("8 years", (2034, 11, 23), (2026, 11, 23)),
        ("1 year", (2028, 2, 29), (2027, 2, 28)),
        ("1 month", (2027, 3, 31), (2027, 2, 28)),
        ("30 days", (2026, 3, 1), (2026, 1, 30)),
    ],
)
def test_a_period_goes_back_by_the_calendar(
    text: str, now: tuple[int, int, int], before: tuple[int, int, int]
) -> None:
    assert Period.read(text).before(datetime(*now, tzinfo=UTC)) == datetime(*before, tzinfo=UTC)


@pytest.mark.parametrize("text", ["8 years", "1 year", "6 months", "1 day"])
def test_a_period_is_written_as_it_is_read(text: str) -> None:
    assert str(Period.read(text)) == text
