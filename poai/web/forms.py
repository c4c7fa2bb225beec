"""What was typed into a form as a typed record, or what is wrong with it in plain words beside each field.

A form is a pydantic model whose fields say, by `Asks`, what to tell somebody who left them empty or wrong.
What the model does not name is ignored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from poai.domain.errors import InvalidError
from poai.web.staffing import GuestVisit


def N_(message: str) -> str:  # noqa: N802 - translators' tools know it by this name
    """Marks a message for translators; it is translated when it is shown."""
    return message


class Form(BaseModel):
    """What a form asks for: text as it was typed (actions trim it), or several values as a tuple of texts."""

    model_config = ConfigDict(extra="ignore", frozen=True)


@dataclass(frozen=True, slots=True)
class Asks:
    """What to tell somebody who left a field empty, or gave something that cannot be."""

    missing: str
    wrong: str = ""


class Errors(dict[str, str]):
    """What is wrong, by the field's name, in the reader's language."""


T = TypeVar("T", bound=Form)


def read(model: type[T], visit: GuestVisit) -> T | Errors:
    """The form that was sent, as `model`, or what is wrong with it. A field with `Asks` must not be empty."""
    given: dict[str, object] = {}
    errors = Errors()
    for name, about in model.model_fields.items():
        several = "tuple" in str(about.annotation)
        sent = visit.forms.get(name, ())
        if sent:
            given[name] = sent if several else sent[-1]
        asks = _asks(model, name)
        if asks and not any(value.strip() for value in sent):
            errors[name] = visit.language.words.gettext(asks.missing)
    try:
        return errors or model.model_validate(given)
    except ValidationError as error:
        for problem in error.errors():
            name = str(problem["loc"][0])
            asks = _asks(model, name)
            message = (asks.wrong or asks.missing) if asks else _WRONG
            errors.setdefault(name, visit.language.words.gettext(message))
        return errors


def invalid(visit: GuestVisit, error: InvalidError, messages: Mapping[tuple[str, str], str]) -> Errors:
    """What an action would not take, in words: `messages` by field and reason. Raises KeyError for one without words."""
    message = messages[error.field, error.reason]
    return Errors({error.field: visit.language.words.gettext(message)})


_WRONG = N_("Check this and try again")


def _asks(model: type[Form], name: str) -> Asks | None:
    return next((found for found in model.model_fields[name].metadata if isinstance(found, Asks)), None)


# Why a new password is refused (poai.domain.passwords.Weakness).
WEAK = {
    ("password", "too-short"): N_("Your password must have 12 characters or more"),
    ("password", "too-long"): N_("Your password must have 128 characters or fewer"),
    ("password", "common"): N_(
        "This password is easy to guess. Choose another, such as three words that do not belong together"
    ),
    ("password", "personal"): N_(
        "Your password must not be made of your name, your email address or the name of this place. Choose another"
    ),
}
