"""A day in three fields, as templates/cases/date.html asks for it: <name>_day, <name>_month and <name>_year."""

from collections.abc import Mapping
from datetime import date

from poai.domain.errors import InvalidError
from poai.web.staffing import GuestVisit, StaffVisit

_PARTS = ("day", "month", "year")


def day_in(form: Mapping[str, str], name: str) -> date:
    """The day that was typed. Raises InvalidError("<name>_day", "missing" or "wrong")."""
    typed = [form.get(f"{name}_{part}", "").strip() for part in _PARTS]
    if not any(typed):
        raise InvalidError(f"{name}_day", "missing")
    try:
        day, month, year = (int(part) for part in typed)
        return date(year, month, day)
    except (ValueError, OverflowError) as error:
        raise InvalidError(f"{name}_day", "wrong") from error


def beside(error: InvalidError, name: str) -> InvalidError:
    """What an action found wrong with the day, said beside the first of its fields."""
    return InvalidError(f"{name}_day", error.reason) if error.field == name else error


def day_shown(visit: GuestVisit, name: str, day: date | None = None) -> dict[str, str]:
    """What the fields show: what was typed into them, or `day`. Another form of the same page leaves them as they are."""
    typed = dict(visit.form) or (dict(visit.kept) if isinstance(visit, StaffVisit) else {})
    if any(f"{name}_{part}" in typed for part in _PARTS):
        return {part: typed.get(f"{name}_{part}", "") for part in _PARTS}
    return {part: str(getattr(day, part)) if day else "" for part in _PARTS}
