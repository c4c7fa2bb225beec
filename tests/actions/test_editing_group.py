"""What is typed of a group is read as it is meant, and all that is wrong is told at once."""

from dataclasses import replace
from datetime import date

import pytest

from poai.actions.editing import Sent, WrongError
from poai.actions.editing_group import group_fields, group_of
from poai.domain.listing import Organisation, Phone

CHOIR = Organisation(
    id="6f1c9a50-0000-4000-8000-00000000000d",
    slug="choir",
    name="Choir",
    url="https://choir.example.org",
    email="a@example.org",
    phones=(Phone(number="call the hall", description="In the week"),),
)
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("own", [False, True])
def test_what_a_form_shows_is_read_as_the_same(own: bool) -> None:
    assert group_of(Sent(group_fields(CHOIR), TODAY), CHOIR, own=own) == CHOIR


def test_a_group_by_itself_says_only_how_it_is_reached() -> None:
    typed = {"name": ["Mine"], "phone_1": ["01632960001"], "email": [""]}
    assert group_of(Sent(typed, TODAY), CHOIR, own=True) == replace(
        CHOIR, email=None, phones=(Phone(number="01632 960001"),)
    )


def test_everything_that_is_wrong_is_told() -> None:
    typed = {"url": ["javascript:alert(1)"], "phone_1": ["12"], "email": ["nobody"]}
    with pytest.raises(WrongError) as caught:
        group_of(Sent(typed, TODAY), CHOIR, own=False)
    assert set(caught.value.wrong) == {"name", "url", "phone_1", "email"}
