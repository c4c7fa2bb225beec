import pytest

from poai.matching.offers import offers
from poai.matching.searchable import Searchable


def offered(description: str = "", details: str = "", **more: frozenset[str]) -> frozenset[str]:
    return offers(Searchable("a", "Room", "", description, details=details, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("details", "parts"),
    [
        ("10am-12pm", {"time:morning"}),
        ("2-4pm", {"time:afternoon"}),
        ("10am to 4pm", {"time:morning", "time:afternoon"}),
        ("11-1pm", {"time:morning", "time:afternoon"}),
        ("7pm to 9pm", {"time:evening"}),
        ("aged 18 to 25", set()),
    ],
)
def test_clock_times_are_parts_of_the_day(details: str, parts: set[str]) -> None:
    assert {word for word in offered(details=details) if word.startswith("time:")} == parts


def test_days_are_read_short_long_and_as_weeks() -> None:
    assert {"day:TU", "day:TH"} <= offered(details="Tue and Thursdays")
    assert {"day:MO", "day:FR"} <= offered(details="Weekdays")
    assert "day:SU" in offered(details="Every day")


def test_languages_and_people_are_read_from_the_description() -> None:
    assert {"language:ta", "for:women", "free:yes"} <= offered("Free sewing for women. Tamil spoken.")
    assert "language:pl" not in offered("We polish your furniture.")


def test_facts_are_added() -> None:
    assert "wheelchair:yes" in offered(facets=frozenset({"wheelchair:yes"}))
