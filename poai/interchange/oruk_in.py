"""Facts of listings, made of services in the shape of poai/interchange/dialects_shape.py.

What is missing stays unknown, placeholders ("http://www.example.com", an age of -1) are missing, and HTML becomes plain
text. A value that cannot be a fact is left out and noted; a service without a name is not taken.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from poai.domain.document import Document
from poai.domain.listing import SLUG, Confirmation, Listing, Phone, Source
from poai.interchange.dialects_shape import Item, Skipped, rows_of, text_of
from poai.interchange.oruk_in_parts import Parts
from poai.interchange.oruk_in_times import Times
from poai.interchange.oruk_in_values import Words, day_of, email_of, phones_of, web_of

LONGEST_NAME = 200
LONGEST_ID = 400
_STATUS = ("active", "inactive", "defunct", "temporarily closed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Who runs it, as the feed knows them. `id` is "" where it says none."""

    id: str
    name: str
    slug: str = ""
    description: str | None = None
    url: str | None = None
    email: str | None = None
    phones: tuple[Phone, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A service as facts: `fields` are those of a Listing that it says, all but who it is, whose, where from and in which part
    of the place. `hidden` are the numbers of the locations whose address is nobody's business.

    `slug`, `locality`, `needs` and `source` are what another directory of our kind says of it, `credit` the words that it owes its
    source; `modified` is when it last changed there. A `table` row is of a table that was saved here.
    `notes` say what was left out, by field.
    """

    where: str
    id: str
    group: Group
    fields: dict[str, Any]
    slug: str = ""
    locality: str = ""
    source: Source | None = None
    credit: str = ""
    needs: tuple[str, ...] = ()
    hidden: frozenset[int] = frozenset()
    modified: str = ""
    assured: date | None = None
    table: bool = False
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        return str(self.fields["name"])


@dataclass(slots=True)
class _Notes:
    """What was left out, as field and reason."""

    found: list[tuple[str, str]] = field(default_factory=list)

    def add(self, name: str, reason: str) -> None:
        self.found.append((name, reason))


def row_of(item: Item) -> Row | list[Skipped]:
    """The facts of a service, or why it is not taken."""
    service = item.service
    words = words_for(service)
    name = words.line(service.get("name"), LONGEST_NAME + 1)
    identity = text_of(service.get("id"))
    if not name:
        return [Skipped(item.where, identity, "It has no name", "name")]
    if len(name) > LONGEST_NAME:
        return [
            Skipped(item.where, f"{name[:80]}…", f"Its name is longer than {LONGEST_NAME} letters", "name")
        ]
    if len(identity) > LONGEST_ID:
        return [Skipped(item.where, name, f"Its id is longer than {LONGEST_ID} letters", "id")]
    notes = _Notes()
    group = _group(service, name, words)
    strict = service.get("poai_strict") is True
    if strict and not text_of((rows_of(service.get("organization")) or [{}])[0].get("name")):
        notes.add("organization_name", "Say which group runs it")
    ours = bool(text_of(service.get("poai_slug"))) or service.get("poai_kept") is True
    parts = Parts(service, words, notes.add, ours=ours)
    times = Times(service, words, notes.add, ours=ours)
    fields = _fields(service, name, group, parts, words, notes, strict=strict)
    fields |= {"schedules": times.schedules(), **times.now()}
    if strict and notes.found:
        return [Skipped(item.where, name, reason, field) for field, reason in notes.found]
    assured = day_of(service.get("assured_date"))
    by = text_of(service.get("poai_assured_by")) or ("the group" if service.get("poai_kept") else "")
    if assured and by:
        fields["confirmed"] = Confirmation(date=assured, by=by[:LONGEST_NAME])
    slug = text_of(service.get("poai_slug"))
    return Row(
        where=item.where,
        id=identity or f"{group.id or group.name}/{name}"[:LONGEST_ID],
        group=group,
        fields=fields,
        slug=slug if SLUG.fullmatch(slug) and len(slug) <= 80 else "",
        locality=text_of(service.get("poai_locality")),
        source=_source(service),
        credit=_said(service, "attribution_text"),
        needs=parts.needs(),
        hidden=parts.hidden,
        modified=text_of(service.get("last_modified")),
        assured=assured,
        table=service.get("poai_kept") is True,
        notes=tuple(notes.found),
    )


def _fields(
    service: Document, name: str, group: Group, parts: Parts, words: Words, notes: _Notes, *, strict: bool
) -> dict[str, Any]:
    status = text_of(service.get("status")).casefold() or "active"
    if status not in _STATUS:
        notes.add("status", f"{status[:40]!r} is not active, inactive, defunct or temporarily closed")
        status = "active"
    description = words.text(service.get("description"))
    if not description and strict:
        notes.add("description", "Say what it is")
    elif not description:
        notes.add("description", "It says nothing, so the group's words or the name stand there")
    joining = text_of(service.get("poai_joining"))
    if joining and joining not in ("drop-in", "contact", "book", "referral"):
        notes.add("joining", f"{joining[:40]!r} is not drop-in, contact, book or referral")
        joining = ""
    return {
        "name": name,
        "description": description or group.description or name,
        "status": status,
        "alert": words.text(service.get("alert")) or None,
        "url": web_of(service.get("url"), "url", notes.add),
        "email": email_of(service.get("email"), "email", notes.add),
        "joining": joining or None,
        "application_process": words.text(service.get("application_process")) or None,
        "eligibility_description": words.text(service.get("eligibility_description")) or None,
        "fees_description": words.text(service.get("fees")) or None,
        "minimum_age": parts.age("minimum_age"),
        "maximum_age": parts.age("maximum_age"),
        "locations": parts.locations(),
        "attending": parts.attending(),
        "tags": parts.tags(),
        "languages": parts.spoken(),
        "cost_options": parts.costs(),
        "phones": parts.phones(),
        "contacts": parts.contacts(),
        "service_areas": parts.service_areas(),
    }


def _group(service: Document, name: str, words: Words) -> Group:
    found = rows_of(service.get("organization"))
    known: Document = found[0] if found else {}
    called = words.line(known.get("name"), LONGEST_NAME)
    description = words.text(known.get("description"))
    slug = text_of(known.get("poai_slug"))
    return Group(
        id=text_of(known.get("id") or service.get("organization_id"))[:LONGEST_ID],
        name=called or name,
        slug=slug if SLUG.fullmatch(slug) and len(slug) <= 80 else "",
        description=description if description not in ("", called) else None,
        url=web_of(known.get("website") or known.get("url"), "", lambda *_: None),
        email=email_of(known.get("email"), "", lambda *_: None),
        phones=phones_of(known.get("phones"), words),
    )


def _source(service: Document) -> Source | None:
    """Where another directory of our kind has it from."""
    known = service.get("poai_source")
    if not isinstance(known, dict):
        return None
    words: dict[str, Any] = {
        name: text_of(known.get(name)) or None for name in ("date", "date_note", "attribution")
    }
    judged: dict[str, Any] = {
        name: known[name] for name in ("confidence", "standing") if known.get(name) in _JUDGED[name]
    }
    name, url, seen = text_of(known.get("name")), text_of(known.get("url")), day_of(known.get("seen"))
    try:
        return Source(name=name, url=url, seen=seen, **words, **judged) if name and seen else None
    except ValueError:
        return None


_JUDGED = {"confidence": ("high", "medium", "low"), "standing": ("current", "unconfirmed", "at-risk")}


def _said(service: Document, name: str) -> str:
    known = service.get("poai_source")
    return text_of(known.get(name)) if isinstance(known, dict) else ""


def words_for(service: Document) -> Words:
    """How the words of a service are meant."""
    return Words(bool(text_of(service.get("poai_slug"))) or service.get("poai_strict") is True)


def listing_of(row: Row, **own: Any) -> Listing:
    """The listing of a row; `own` are the fields that the place decides. Raises ValueError."""
    return Listing(**{**row.fields, **own})


_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def modified_on(row: Row) -> str | None:
    """The day on which it last changed, where it came from."""
    found = _DATE.match(row.modified)
    return found[0] if found and day_of(found[0]) else None
