"""Everybody in a demo could be recorded on the real form, and nobody's numbers can be anybody's."""

from datetime import date

import pytest

from poai.actions.demo_groups import GROUPS
from poai.actions.demo_people import LIVES, PLANTS, typed
from poai.actions.typed_record import read

TODAY = date(2026, 9, 1)


@pytest.mark.parametrize("number", range(len(PLANTS)))
def test_a_form_for_each_can_be_read(number: int) -> None:
    known = read(typed(number), TODAY)
    assert known.names.endswith(" Fictional")
    assert known.details.nhs_number[:3] in ("", "999")
    assert known.details.reach


def test_nobody_is_there_twice() -> None:
    everybody = [read(typed(number), TODAY) for number in range(len(PLANTS))]
    for found in (
        [one.names for one in everybody],
        [one.details.phone for one in everybody],
        [one.details.nhs_number for one in everybody if one.details.nhs_number],
    ):
        assert len(set(found)) == len(found)


def test_what_suits_them_is_offered() -> None:
    offered = {offer.slug for group in GROUPS for offer in group.offers}
    assert {slug for life in LIVES for slug in life.offers} <= offered
