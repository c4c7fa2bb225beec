"""How often somebody hears that there are messages."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from poai.domain.message import LETTERS_APART, letter_due

START = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@given(st.lists(st.integers(0, 600), min_size=1, max_size=40).map(sorted))
def test_letters_are_an_hour_apart_and_whoever_waits_for_one_waits_no_longer(minutes: list[int]) -> None:
    written: list[datetime] = []
    letters: list[datetime] = []
    for minute in minutes:
        at = START + timedelta(minutes=minute)
        due = letter_due(written, at)
        assert due == (not letters or at - letters[-1] >= LETTERS_APART)
        written.append(at)
        if due:
            letters.append(at)
