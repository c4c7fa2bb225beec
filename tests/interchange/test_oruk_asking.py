"""What a question may hold, and what is said of one that cannot be read."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from poai.interchange.oruk_asking import PARAMETERS, TAKEN, Asked, BadAskingError, read_asked

ALL = "/service_at_locations"


@pytest.mark.parametrize(
    ("name", "text", "read"),
    [
        ("page", "7", 7),
        ("per_page", "1000", 1000),
        ("full", "True", True),
        ("full", "false", False),
        ("format", "NDJSON", "ndjson"),
        ("day", "tuesday", "TU"),
        ("day", "Tue", "TU"),
        ("start_time", "09:30:00", "09:30"),
        ("minimum_age", "17.5", 17.5),
        ("postcode", "cr0 1xx", "CR01XX"),
        ("organization_id", "00000000-0000-4000-8000-00000000000A", "00000000-0000-4000-8000-00000000000a"),
        ("modified_after", "2026-11-01", datetime(2026, 11, 1, tzinfo=UTC)),
        ("modified_after", "2026-11-01T10:00:00", datetime(2026, 11, 1, 10, tzinfo=UTC)),
        ("modified_after", "2026-11-01T10:00:00.125Z", datetime(2026, 11, 1, 10, 0, 0, 125000, UTC)),
        # A plus sign that nobody encoded arrives as a space.
        (
            "modified_after",
            "2026-11-01T10:00:00 01:00",
            datetime(2026, 11, 1, 10, tzinfo=timezone(timedelta(hours=1))),
        ),
        ("search", "", ""),
    ],
)
def test_what_can_be_meant_is_understood(name: str, text: str, read: Any) -> None:
    assert getattr(read_asked(ALL, [(name, text)]), name) == read


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *(("page", bad) for bad in ("0", "-1", "1.0", "", "+1", "１", "9" * 30, "two")),
        *(("per_page", bad) for bad in ("0", "1001")),
        *(("format", bad) for bad in ("xml", "")),
        *(("full", bad) for bad in ("1", "yes", "")),
        *(("day", bad) for bad in ("someday", "8")),
        *(("end_time", bad) for bad in ("24:00", "9:30", "10:60")),
        *(("maximum_age", bad) for bad in ("-1", "nan", "1e5", "151")),
        *(("postcode", bad) for bad in ("Purley", "CR0", "")),
        *(("modified_after", bad) for bad in ("yesterday", "2026-13-01", "2026-11-01T25:00")),
        *(("taxonomy_id", bad) for bad in ("7", "needs", "")),
    ],
)
def test_what_cannot_be_read_is_told_with_what_to_give_instead(name: str, text: str) -> None:
    with pytest.raises(BadAskingError) as told:
        read_asked(ALL, [(name, text), ("nonsense", "x")])
    (mistake,) = told.value.mistakes
    assert (mistake.parameter, mistake.message) == (name, f"{name} must be {PARAMETERS[name].must}")


def test_what_the_standard_does_not_know_is_ignored() -> None:
    assert read_asked("/services", [("utm_source", "x"), ("postcode", "nonsense")]) == Asked()


def test_one_thing_is_asked_once_and_a_distance_needs_a_postcode() -> None:
    with pytest.raises(BadAskingError, match=r"page is given more than once.*proximity needs a postcode"):
        read_asked(ALL, [("page", "1"), ("page", "2"), ("proximity", "500")])


def test_each_endpoint_takes_what_both_specifications_give_it() -> None:
    lists = {"search", "page", "per_page", "format"}
    profile = {"minimum_age", "maximum_age", "start_time", "end_time", "day"}
    found = {"taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after", "full"}
    assert set(TAKEN["/services"]) == lists | profile | found | {"minimal"}
    assert set(TAKEN["/service_at_locations"]) == lists | profile | found | {"postcode", "proximity"}
    assert set(TAKEN["/taxonomy_terms"]) == lists | {"taxonomy_id", "top_only", "parent_id"}
    assert set(TAKEN["/organizations"]) == lists | {"full", "full_service"}
    assert {name for taken in TAKEN.values() for name in taken} == set(PARAMETERS) == set(Asked.__slots__)
