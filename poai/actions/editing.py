"""What a form about a listing sent, read field by field; all that is wrong with it is told at once."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import TypeVar

from poai.actions.texts import line_of, words_of
from poai.domain.errors import InvalidError, PoaiError

Fields = Mapping[str, Sequence[str]]
"""The values of each field, in order."""

T = TypeVar("T")

_LINE, _WORDS = 200, 2000  # characters, at most
_FARTHEST = 20 * 366  # days ahead that somebody can mean


class WrongError(PoaiError):
    """What was typed cannot be taken: by field, why (in a word for programs), and what of it."""

    def __init__(self, wrong: Mapping[str, tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{field}: {reason}" for field, (reason, _) in wrong.items()))
        self.wrong = wrong


class Sent:
    """A form that was sent, and what is wrong with it so far. `today` is the day at the place."""

    def __init__(self, fields: Fields, today: date) -> None:
        self._fields = fields
        self.today = today
        self.wrong: dict[str, tuple[str, str]] = {}

    def raw(self, name: str) -> str:
        """The last value of a field without spaces round it; "" if there is none."""
        values = self._fields.get(name, ())
        return values[-1].strip() if values else ""

    def ticked(self, name: str, known: Collection[str]) -> tuple[str, ...]:
        """Those of `known` that were ticked, in the order of `known`."""
        values = set(self._fields.get(name, ()))
        return tuple(each for each in known if each in values)

    def chosen(self, name: str, known: Collection[str]) -> str:
        """The one that was chosen; "" and an error if none was."""
        value = self.raw(name)
        if value in known:
            return value
        self.blame(name, "missing")
        return ""

    def line(self, name: str, *, needed: bool = False, longest: int = _LINE) -> str | None:
        """One line of text; None if nothing was typed."""
        return self._text(name, needed, lambda typed: line_of(typed, name, longest=longest))

    def words(self, name: str, *, needed: bool = False, longest: int = _WORDS) -> str | None:
        """Several lines of text; None if nothing was typed."""
        return self._text(name, needed, lambda typed: words_of(typed, name, shortest=1, longest=longest))

    def number(self, name: str, least: int, most: int) -> int | None:
        """A whole number from `least` to `most`; None if nothing was typed."""
        typed = self.raw(name)
        if not typed:
            return None
        if re.fullmatch("[0-9]{1,6}", typed) and least <= int(typed) <= most:
            return int(typed)
        self.blame(name, "wrong")
        return None

    def day(self, name: str, *, needed: bool = False, coming: bool = False) -> date | None:
        """The day in <name>_day, _month and _year; None if nothing was typed. With `coming`, today or later."""
        typed = [self.raw(f"{name}_{part}") for part in ("day", "month", "year")]
        if not any(typed):
            if needed:
                self.blame(f"{name}_day", "missing")
            return None
        try:
            day, month, year = (int(part) for part in typed)
            found = date(year, month, day)
        except (ValueError, OverflowError):
            self.blame(f"{name}_day", "wrong")
            return None
        if abs((found - self.today).days) > _FARTHEST:
            self.blame(f"{name}_day", "wrong")
        elif coming and found < self.today:
            self.blame(f"{name}_day", "past")
        return found

    def taken(self, name: str, read: Callable[[], T], otherwise: T) -> T:
        """What `read` makes of a field; `otherwise`, and an error beside it, if it raises InvalidError."""
        try:
            return read()
        except InvalidError as error:
            self.blame(name, error.reason)
            return otherwise

    def blame(self, name: str, reason: str, what: str = "") -> None:
        """Says what is wrong with a field; the first that is said counts."""
        self.wrong.setdefault(name, (reason, what))

    def right(self) -> None:
        """Raises WrongError if anything was wrong."""
        if self.wrong:
            raise WrongError(self.wrong)

    def _text(self, name: str, needed: bool, read: Callable[[str], str]) -> str | None:
        typed = self.raw(name)
        if not typed and not needed:
            return None
        return self.taken(name, lambda: read(typed), None)


def day_fields(name: str, day: date | None) -> dict[str, tuple[str, ...]]:
    """A day as its three fields show it."""
    return {f"{name}_{part}": (str(getattr(day, part)),) if day else () for part in ("day", "month", "year")}
