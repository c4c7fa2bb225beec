"""The form with all that is recorded of somebody; what two people change at once, the second is shown."""

import re
from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType

from poai.actions import records
from poai.actions.duplicates import DoubleError, Doubles
from poai.actions.nhs_numbers import written
from poai.actions.records import Record
from poai.actions.typed_record import Known, Typed, WrongError
from poai.domain.errors import StaleError
from poai.web import record_words, referral_words
from poai.web.page import Go, Page
from poai.web.staffing import StaffVisit

_FINE: Mapping[str, str] = MappingProxyType({})
_FIELDS = tuple(field.name for field in fields(Typed))
_BORN = ("birth_day", "birth_month", "birth_year")


def typed_record(visit: StaffVisit) -> Typed:
    """The record as it was typed into a form of ours; fields that no form has are ignored."""
    return Typed(**{name: visit.form.get(name, "") for name in _FIELDS})


def doubled(visit: StaffVisit, doubles: Doubles, action: str) -> Page:
    """Asks whether somebody is one of those who are known. The form goes to `action` with all that was typed."""
    words = visit.language.words
    seen = [
        {
            "id": one.id,
            "names": one.names,
            "reference": one.reference,
            "born": words.partial_date(one.details.birth_date.isoformat()) if one.details.birth_date else "",
        }
        for one in doubles.seen
    ]
    view = {
        "action": action,
        "fields": {
            name: value for name, value in visit.form.items() if name not in ("csrf", "apart", "back")
        },
        "seen": seen,
        "hidden": bool(doubles.hidden),
        "same_number": doubles.same_number,
        "key": doubles.key,
    }
    return Page("cases/double.html", view, 409)


def ask(visit: StaffVisit) -> Page:
    """The form, as the record is."""
    record = _open(visit)
    # What was kept of a form whose session had ended is still of the version that was seen then.
    version = _number(visit.typed("version", str(record.person.version)))
    return _form(visit, record, _typed(visit, _plain(_now(record))), version=version)


def change(visit: StaffVisit) -> Page | Go:
    """Saves what was typed."""
    identity = visit.params["id"]
    version = _number(visit.form.get("version", ""))
    if visit.form.get("back"):
        return _again(visit, version)
    try:
        records.change_record(
            visit.office,
            visit.actor,
            identity,
            typed_record(visit),
            version=version,
            now=visit.now,
            address=visit.address,
            key=visit.form.get("once", ""),
            apart=visit.form.get("apart", ""),
        )
    except WrongError as error:
        return _again(visit, version, record_words.wrong(visit, error))
    except DoubleError as error:
        return doubled(visit, error.doubles, f"/cases/{identity}/details")
    except StaleError:
        return _stale(visit, version)
    return Go(f"/cases/{identity}?done=changed")


def _number(version: str) -> int:
    return int(version) if re.fullmatch("[0-9]{1,9}", version) else 0


def _again(visit: StaffVisit, version: int, errors: Mapping[str, str] = _FINE) -> Page:
    record = _open(visit)
    return _form(visit, record, _typed(visit, _plain(_now(record))), version=version, errors=errors)


def _stale(visit: StaffVisit, version: int) -> Page:
    """Both texts, and a form with the one that was typed wherever it was changed."""
    record = _open(visit, version)
    now, seen = _plain(_now(record)), _plain(record.seen)
    sent = {name: _lines(visit.form.get(name, "")) for name in _FIELDS}
    value = {name: sent[name] if sent[name] != _lines(seen[name]) else now[name] for name in _FIELDS}
    words = visit.language.words
    differing = [
        [referral_words.part(words, part), _said(now, part), _said(sent, part)]
        for part in dict.fromkeys("birth_date" if name in _BORN else name for name in _FIELDS)
        if _lines(_said(now, part)) != _said(sent, part)
    ]
    return _form(
        visit, record, value, version=record.person.version, differing=differing, status=409, stale=True
    )


def _open(visit: StaffVisit, version: int = 0) -> Record:
    return records.open_record(
        visit.office,
        visit.actor,
        visit.params["id"],
        version=version,
        now=visit.now,
        address=visit.address,
    )


def _form(
    visit: StaffVisit,
    record: Record,
    value: Mapping[str, str],
    *,
    version: int,
    errors: Mapping[str, str] = _FINE,
    differing: list[list[str]] | None = None,
    stale: bool = False,
    status: int = 200,
) -> Page:
    words = visit.language.words
    return Page(
        "cases/details.html",
        {
            "person": record.person,
            "value": value,
            "version": str(version),
            "practices": record.practices,
            "tongues": record_words.languages(words),
            "leave": [
                {"value": "yes", "text": words.gettext("Yes")},
                {"value": "no", "text": words.gettext("No")},
                {"value": "", "text": words.gettext("Nobody has asked yet")},
            ],
            "stale": stale,
            "differing": differing or [],
            "errors": errors,
        },
        422 if errors else status,
    )


def _now(record: Record) -> Known:
    return Known(record.person.names, record.person.details, record.person.practice)


def _plain(known: Known) -> dict[str, str]:
    """A record as its form shows it."""
    details, born = known.details, known.details.birth_date
    plain = {
        "names": known.names,
        "practice": known.practice,
        "nhs_number": written(details.nhs_number),
        "birth_day": str(born.day) if born else "",
        "birth_month": str(born.month) if born else "",
        "birth_year": str(born.year) if born else "",
    }
    return {name: plain[name] if name in plain else getattr(details, name) for name in _FIELDS}


def _typed(visit: StaffVisit, otherwise: Mapping[str, str]) -> dict[str, str]:
    return {name: visit.typed(name, otherwise[name]) for name in _FIELDS}


def _said(record: Mapping[str, str], part: str) -> str:
    return " ".join(record[name] for name in _BORN).strip() if part == "birth_date" else record[part]


def _lines(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().splitlines())
