"""A form as a typed record, or what is wrong with it in words; what nobody asked for is not there."""

from collections.abc import Callable
from typing import Annotated, Literal

import pytest
from starlette.requests import Request

from poai.domain.errors import InvalidError
from poai.domain.passwords import Weakness
from poai.web import staffing
from poai.web.forms import N_, WEAK, Asks, Errors, Form, invalid, read
from tests.web.staff import StaffSite
from tests.web.visiting import application_in

Send = Callable[..., staffing.GuestVisit]


class Tea(Form):
    """How somebody takes it."""

    name: Annotated[str, Asks(N_("Enter a name"))]
    sugar: Annotated[
        Literal["none", "one", "two"], Asks(N_("Choose how much sugar"), N_("Choose one of the three"))
    ]
    biscuits: tuple[str, ...] = ()
    note: str = ""


@pytest.fixture
def sent(site: StaffSite) -> Send:
    """Sends fields to the site and gives back the visit that a handler would see."""

    def send(*fields: tuple[str, str]) -> staffing.GuestVisit:
        scope = {
            "type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": [],
            "app": application_in(site.app), "language": application_in(site.app).state.speak("/")[0],
        }  # fmt: skip
        return staffing._guest(Request(scope), list(fields))

    return send


def test_what_was_typed_becomes_a_record(sent: Send) -> None:
    visit = sent(("name", "Ada"), ("sugar", "two"), ("biscuits", "a"), ("biscuits", "b"), ("role", "queen"))
    assert read(Tea, visit) == Tea(name="Ada", sugar="two", biscuits=("a", "b"))


def test_the_last_of_several_values_counts_where_one_is_asked_for(sent: Send) -> None:
    found = read(Tea, sent(("name", "Ada"), ("name", "Eve"), ("sugar", "one")))
    assert isinstance(found, Tea)
    assert found.name == "Eve"


def test_what_is_missing_and_what_cannot_be_are_told_apart(sent: Send) -> None:
    assert read(Tea, sent()) == {"name": "Enter a name", "sugar": "Choose how much sugar"}
    assert read(Tea, sent(("name", " \t"), ("sugar", "two"))) == {"name": "Enter a name"}
    wrong = read(Tea, sent(("name", "Ada"), ("sugar", "seven")))
    assert isinstance(wrong, Errors)
    assert wrong == {"sugar": "Choose one of the three"}


def test_every_reason_against_a_password_has_words(sent: Send) -> None:
    said = {invalid(sent(), InvalidError("password", why), WEAK)["password"] for why in Weakness}
    assert len(said) == len(Weakness)


def test_a_reason_without_words_is_a_fault(sent: Send) -> None:
    with pytest.raises(KeyError):
        invalid(sent(), InvalidError("name", "odd"), WEAK)
