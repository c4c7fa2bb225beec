"""The parts of a service as facts: places, costs, numbers, languages, ages."""

import math
import re
from collections.abc import Iterable
from typing import Any, get_args

from poai.domain.document import Document
from poai.domain.listing import Attending, Contact, CostOption, Location, Phone, ServiceArea
from poai.interchange.dialects_shape import rows_of, text_of
from poai.interchange.oruk_in_values import (
    MOST,
    Note,
    Words,
    day_of,
    email_of,
    languages,
    phones_of,
)

_WAYS = get_args(Attending)
_WAY_WORDS = {
    "online": ("online", "virtual", "video"),
    "phone": ("phone", "telephone"),
    "home": ("your home", "home visit", "at home"),
    "venue": ("in person", "in-person", "venue", "physical", "face to face", "face-to-face"),
}


class Parts:
    """Reads the parts of one service. What cannot be a fact is left out, and `note` is told the field and why."""

    def __init__(self, service: Document, words: Words, note: Note, *, ours: bool) -> None:
        self._service = service
        self._words = words
        self._note = note
        self._ours = ours
        self._strict = service.get("poai_strict") is True
        self.hidden: frozenset[int] = frozenset()

    def age(self, name: str) -> int | None:
        """Whole years; None for none, and for the -1 that stands for none."""
        text = text_of(self._service.get(name)).removesuffix(".0")
        if text in ("", "-1"):
            return None
        if not re.fullmatch(r"\d{1,3}", text) or int(text) > 120:
            self._note(name, f"{text[:40]!r} is not an age in whole years, 0 to 120")
            return None
        return int(text)

    def locations(self) -> tuple[Location, ...]:
        """Each place with its address."""
        found: list[Location] = []
        hidden: set[int] = set()
        for at in rows_of(self._service.get("service_at_locations"))[:MOST]:
            for known in rows_of(at.get("location"))[:1]:
                place = self._location(known)
                if place and (self._ours or place not in found):
                    if known.get("poai_hidden") is True:
                        hidden.add(len(found))
                    found.append(place)
        self.hidden = frozenset(hidden)
        return tuple(found)

    def _location(self, known: Document) -> Location | None:
        address = (rows_of(known.get("addresses")) or [{}])[0]
        street = ", ".join(
            filter(None, (self._words.line(address.get(name)) for name in ("address_1", "address_2")))
        )
        named = known.get("poai_address_1") if self._ours else None
        access = rows_of(known.get("accessibility"))
        words = text_of(known.get("poai_accessibility")) or "; ".join(
            filter(
                None, (self._words.text(each.get("description") or each.get("details")) for each in access)
            )
        )
        name = self._words.line(known.get("name"))
        given: dict[str, Any] = {
            "name": name or street or self._words.line(address.get("postal_code")),
            "address_1": (self._words.line(named) or None) if self._exact else street or None,
            "city": self._words.line(address.get("city") or known.get("poai_city")) or None,
            "postal_code": self._words.line(address.get("postal_code") or known.get("poai_postal_code"))
            or None,
            "ward": self._words.line(known.get("poai_ward")) or None,
            "accessibility": (None if self._exact and not known.get("poai_accessibility") else words) or None,
            "wheelchair": self._wheelchair(known.get("poai_wheelchair")),
        }
        if not given["name"]:
            return None
        point = self._point(known)
        try:
            return Location(**given, **point)
        except ValueError as error:
            self._note("latitude", str(error))
            return Location(**given)

    @property
    def _exact(self) -> bool:
        """Whether another directory of our kind says more exactly what the standard has no place for."""
        return self._ours and not self._strict

    def _wheelchair(self, value: Any) -> bool | None:
        if isinstance(value, bool) or value is None:
            return value
        self._note("wheelchair", "It has to be yes or no, or empty")
        return None

    def _point(self, known: Document) -> dict[str, Any]:
        try:
            point = {name: float(text_of(known.get(name))) for name in ("latitude", "longitude")}
        except ValueError:
            return {}
        return point if all(map(math.isfinite, point.values())) and any(point.values()) else {}

    def costs(self) -> tuple[CostOption, ...]:
        """What it costs."""
        return tuple(filter(None, map(self._cost, rows_of(self._service.get("cost_options"))[:MOST])))

    def _cost(self, known: Document) -> CostOption | None:
        text = text_of(known.get("amount")).removeprefix("£").replace(",", "").strip()
        words = self._words.text(known.get("amount_description")) or None
        amount: float | None = None
        if text and text_of(known.get("currency")) not in ("", "GBP"):
            words = words or f"{text} {text_of(known.get('currency'))}"
        elif text:
            try:
                amount = float(text)
            except ValueError:
                words = words or text[:200]
        option = self._words.text(known.get("option")) or None
        if amount is None and not (words or option):
            return None
        try:
            return CostOption(
                option=option,
                amount=amount,
                amount_description=words,
                valid_from=day_of(known.get("valid_from")),
            )
        except ValueError as error:
            self._note("cost_options", str(error))
            return None

    def phones(self) -> tuple[Phone, ...]:
        """Its numbers, and those of contacts for which no role is said."""
        others = [
            phone
            for each in rows_of(self._service.get("contacts"))[:MOST]
            if not self._words.line(each.get("title"))
            for phone in phones_of(each.get("phones"), self._words)
        ]
        found = phones_of(self._service.get("phones"), self._words)
        return (*found, *dict.fromkeys(phone for phone in others if phone not in found))

    def contacts(self) -> tuple[Contact, ...]:
        """Roles to ask for. The names of people are not taken."""
        found = []
        for each in rows_of(self._service.get("contacts"))[:MOST]:
            title = self._words.line(each.get("title"))[:200]
            email = email_of(each.get("email"), "contacts", self._note)
            numbers = phones_of(each.get("phones"), self._words)
            if title and (email or numbers or self._ours):
                found.append(Contact(title=title, email=email, phone=numbers[0].number if numbers else None))
        return tuple(found)

    def service_areas(self) -> tuple[ServiceArea, ...]:
        """Whom it serves by place."""
        names = (
            self._words.line(each.get("name")) for each in rows_of(self._service.get("service_areas"))[:MOST]
        )
        return tuple(ServiceArea(name=name) for name in names if name)

    def spoken(self) -> tuple[str, ...]:
        """Codes of ISO 639."""
        found = []
        for each in rows_of(self._service.get("languages"))[:MOST]:
            said = text_of(each.get("code")) or text_of(each.get("name"))
            code = (
                said.casefold()
                if re.fullmatch("[A-Za-z]{2,3}(-[A-Za-z]+)?", said) and text_of(each.get("code"))
                else ""
            )
            code = code or languages().get(said.casefold(), "")
            if code:
                found.append(code)
            elif said:
                self._note("languages", f"{said[:40]!r} is not a language that we know")
        return tuple(dict.fromkeys(found))

    def tags(self) -> tuple[str, ...]:
        """Other words for it: those that it came with, or the names of what it is classified by."""
        own = self._service.get("poai_tags")
        if isinstance(own, list) or self._ours:
            words = [text_of(each) for each in own or []]
        else:
            words = [text_of(term.get("name") or term.get("label")) for term in self._terms()]
        return tuple(dict.fromkeys(self._words.line(word, 80) for word in words if word))[:MOST]

    def needs(self) -> tuple[str, ...]:
        """Keys that a directory of our kind gives it."""
        own = self._service.get("poai_needs")
        if isinstance(own, list):
            return tuple(dict.fromkeys(filter(None, map(text_of, own))))
        if not self._ours:
            return ()
        named = [
            text_of(term.get("term")) for term in self._terms() if text_of(term.get("taxonomy")) == "Needs"
        ]
        return tuple(dict.fromkeys(filter(None, named)))

    def _terms(self) -> Iterable[Document]:
        for each in rows_of(self._service.get("attributes"))[:MOST]:
            yield from rows_of(each.get("taxonomy_term"))
        if not self._ours:
            for name in ("service_taxonomys", "taxonomies", "taxonomy_terms"):
                for each in rows_of(self._service.get(name))[:MOST]:
                    yield from rows_of(each.get("taxonomy")) or [each]

    def attending(self) -> tuple[Attending, ...]:
        """How it reaches people."""
        own = self._service.get("poai_attending")
        if isinstance(own, list) and (own or self._ours):
            wrong = [text_of(each) for each in own if each not in _WAYS]
            if wrong:
                self._note("attending", f"{wrong[0][:40]!r} is not venue, home, online or phone")
            known: list[Any] = [each for each in own if isinstance(each, str) and each in _WAYS]
            return tuple(dict.fromkeys(known))
        if self._ours:
            return ()
        said = [text_of(self._service.get("attending_type"))]
        said += [text_of(each.get("attending_type")) for each in rows_of(self._service.get("schedules"))]
        told = " ".join(said).casefold()
        found = [way for way, words in _WAY_WORDS.items() if any(word in told for word in words)]
        if not found and rows_of(self._service.get("service_at_locations")):
            found = ["venue"]
        return tuple(way for way in _WAYS if str(way) in found)
