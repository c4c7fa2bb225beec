"""Opening hours are read to the last word, or not at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poai.domain.listing import Schedule
from poai.interchange.opening_hours import hours, schedules


def told(text: str) -> list[str]:
    return [f"{each.byday} {each.opens_at}-{each.closes_at}" for each in schedules(text)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Monday 9am-5pm", ["MO 09:00-17:00"]),
        ("Mon-Fri 9:30am to 12 noon", ["MO,TU,WE,TH,FR 09:30-12:00"]),
        ("Tuesdays and Thursdays, 10.00 - 13.30", ["TU,TH 10:00-13:30"]),
        ("10am-3pm Monday - Wednesday, 1pm-4pm Friday", ["MO,TU,WE 10:00-15:00", "FR 13:00-16:00"]),
        ("Sunday 1-4pm", ["SU 13:00-16:00"]),
        ("Sunday 10-4pm", ["SU 10:00-16:00"]),
        ("Mo-We 08:00-12:00,13:00-17:30", ["MO,TU,WE 08:00-12:00", "MO,TU,WE 13:00-17:30"]),
        ("Monday: Closed; Tuesday: 10am to 5pm", ["TU 10:00-17:00"]),
        ("Daily 09:00-22:00", ["MO,TU,WE,TH,FR,SA,SU 09:00-22:00"]),
        ("First Monday of the month: 2pm - 4pm", ["1MO 14:00-16:00"]),
        ("2nd and 4th Friday of each month 10am-1pm", ["2FR,4FR 10:00-13:00"]),
        ("Last Friday of each month 9.30am-12.30 pm", ["-1FR 09:30-12:30"]),
        (
            "<ul><li>Monday&nbsp;9am &ndash; 1pm</li><li>Friday 2pm &ndash; 5pm</li></ul>",
            ["MO 09:00-13:00", "FR 14:00-17:00"],
        ),
        ("Friday to Monday 10:00-16:00", ["MO,FR,SA,SU 10:00-16:00"]),
    ],
)
def test_what_is_plain_is_read(text: str, read: list[str]) -> None:
    assert told(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ring first",
        "Monday",
        "9am-5pm",
        "Monday 9am",
        "Monday 2 - 5",  # in the afternoon, or not
        "Monday 9-10pm",  # an hour, or all day
        "Monday 12am-3pm",  # midnight, or noon
        "Monday 10am-2",
        "Monday 5pm-9am",
        "Monday 9am-5pm in term time",
        "Every other Monday 9am-5pm",
        "Monday 10:00 - 14:00 / - Monthly",
        "Monday 9am-5pm (closed 1pm-2pm)",
        "Monday 9am-5pm, Monday 4pm-6pm",
        "Monday 9am-5pm except bank holidays",
        "Monday 7th December 12pm-2pm",
        "First Monday 2pm-4pm",
        "Monday 9am-25pm",
        "Monday 9:75-10:00",
    ],
)
def test_what_can_be_taken_in_two_ways_stays_as_words(text: str) -> None:
    assert schedules(text) == ()
    assert hours(text) == ((Schedule(description=text),) if text else ())


_WORDS = st.sampled_from(
    "Mon Tuesday wed-fri 9am 5pm 10:30 12 noon to - , ; & closed first last of each month daily 24 / 1-4pm\n".split(
        " "
    )
)


@settings(max_examples=150)
@given(st.lists(_WORDS, max_size=14).map(" ".join) | st.text(max_size=60))
def test_whatever_is_written_is_read_as_schedules_that_can_be_or_left(text: str) -> None:
    for each in schedules(text):
        assert each.freq
        assert each.opens_at
        assert each.closes_at


def test_a_text_without_end_is_left_at_once() -> None:
    assert schedules("Monday " * 100_000) == ()
