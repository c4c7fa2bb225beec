"""A record is read whole: everything that is wrong is told, and what its form does not ask for stays."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poai.actions.typed_record import Typed, WrongError, birth_date_of, read
from poai.domain.errors import InvalidError
from poai.domain.person import Details

TODAY = date(2026, 11, 23)


def problems(**typed: str) -> list[tuple[str, str]]:
    with pytest.raises(WrongError) as raised:
        read(replace(Typed(names="Ivy", reach="By post"), **typed), TODAY)
    return [(one.field, one.reason) for one in raised.value.problems]


def test_a_name_and_one_way_to_reach_them_are_enough() -> None:
    for way in ({"reach": "By post"}, {"phone": "020 7946 0000"}, {"email": "ivy@example.org"}):
        assert read(Typed(names="Ivy", **way), TODAY).names == "Ivy"


def test_without_any_way_to_reach_them_one_is_asked_for() -> None:
    assert problems(reach=" ") == [("reach", "missing")]


def test_a_number_that_is_wrong_is_told_and_not_that_there_is_none() -> None:
    assert problems(reach="", phone="123") == [("phone", "wrong")]


def test_everything_that_is_wrong_is_told_in_the_order_of_the_form() -> None:
    found = problems(
        names="", phone="1", email="x", voicemail="perhaps", postcode="CR0", birth_day="1", nhs_number="1",
        language="klingon", risks="x" * 2001, practice="\u202eyregruS",
    )  # fmt: skip
    assert found == [
        ("names", "missing"), ("phone", "wrong"), ("email", "wrong"), ("voicemail", "wrong"), ("postcode", "wrong"),
        ("birth_date", "incomplete"), ("nhs_number", "wrong"), ("language", "wrong"), ("risks", "too-long"),
        ("practice", "wrong"),
    ]  # fmt: skip


def test_what_the_form_does_not_ask_for_stays() -> None:
    before = Details(reach="x", matters="Her garden", strengths="Cooks", needs=("food",), risks="A dog")
    known = read(Typed(names="Ivy", reach="By post"), TODAY, before).details
    assert known == Details(reach="By post", matters="Her garden", strengths="Cooks", needs=("food",))


@pytest.mark.parametrize("typed", ["sw1a1aa", " SW1A 1AA ", "sw1a-1aa"])
def test_s38_a_postcode_is_kept_as_it_is_written(typed: str) -> None:
    assert read(Typed(names="Ivy", reach="x", postcode=typed), TODAY).details.postcode == "SW1A 1AA"


@given(st.dates(date(1906, 11, 24), TODAY))
def test_s38_every_day_of_a_plausible_life_is_taken(born: date) -> None:
    assert birth_date_of(f" {born.day} ", f"{born.month:02}", f"{born.year}", TODAY) == born


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (("24", "11", "2026"), "future"),
        (("23", "11", "1905"), "too-old"),
        (("29", "2", "2025"), "wrong"),
        (("0", "1", "1941"), "wrong"),
        (("first", "1", "1941"), "wrong"),
        (("1", "1", "41"), "year"),
        (("1", "1", "0000"), "wrong"),
        (("1", "", "1941"), "incomplete"),
        (("١", "1", "1941"), "wrong"),
        (("1", "1", "19411"), "wrong"),
    ],
)
def test_s38_an_implausible_birth_date_is_told_why(typed: tuple[str, str, str], why: str) -> None:
    with pytest.raises(InvalidError, match=f"birth_date: {why}"):
        birth_date_of(*typed, TODAY)


def test_s38_nobody_is_more_than_120() -> None:
    assert birth_date_of("23", "11", "1906", TODAY) == date(1906, 11, 23)
    assert birth_date_of("24", "11", "1905", TODAY) == date(1905, 11, 24)  # 121 tomorrow
    assert birth_date_of("", " ", "", TODAY) is None
