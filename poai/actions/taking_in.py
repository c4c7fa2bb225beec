"""Takes listings in from elsewhere: tries it, takes it, and keeps what it did.

Nothing is changed by a file that cannot be read, and one bad row stops no other.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from poai.actions.office import Work
from poai.actions.taking_in_plan import Asked, Line, Plan, Planner, Waiting
from poai.domain.access import Actor, ListingThing, Permission
from poai.domain.audit import Event
from poai.domain.document import Document, to_json
from poai.domain.errors import InvalidError
from poai.interchange.dialects import UnreadableError, read_file
from poai.interchange.dialects_shape import Read
from poai.place import Place
from poai.store import Listings, Organisations
from poai.store.feeds import Feed, Feeds
from poai.store.proposals import Kind, New, Proposals, State

OUTCOMES = ("added", "changed", "unchanged", "conflict", "gone", "skipped")
_SHOWN = ("conflict", "gone", "changed", "added", "skipped")
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST = 60
_WEB = re.compile(r"https?://[^\s<>\"']{3,2000}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a taking did, or `tried`: would do. `lines` are all but what is unchanged."""

    feed: str
    tried: bool
    dialect: str
    counts: dict[str, int]
    notes: tuple[str, ...]
    lines: tuple[Line, ...]

    def document(self) -> Document:
        """As it is kept."""
        return asdict(self)


def report_from(document: Document) -> Report:
    """The report that `document` holds."""
    lines = tuple(Line(**line) for line in document["lines"])
    known = {name: document[name] for name in ("feed", "tried", "dialect", "counts")}
    return Report(**known, notes=tuple(document["notes"]), lines=lines)


def feed_of(place: Place, *, key: str, name: str, url: str, attribution: str = "") -> Feed:
    """A feed as it was typed. Raises InvalidError("key", "name", "url" or "attribution", "missing", "too-long" or "wrong")."""
    key, name, url = key.strip(), " ".join(name.split()), url.strip()
    for field, value, longest in (("key", key, _LONGEST), ("name", name, 200), ("url", url, 2000)):
        if not value:
            raise InvalidError(field, "missing")
        if len(value) > longest:
            raise InvalidError(field, "too-long")
    if not _KEY.fullmatch(key):
        raise InvalidError("key", "wrong")
    if not name.isprintable():
        raise InvalidError("name", "wrong")
    if not _WEB.fullmatch(url) or not url.isprintable():
        raise InvalidError("url", "wrong")
    if attribution and attribution not in {credit.key for credit in place.attributions}:
        raise InvalidError("attribution", "wrong")
    return Feed(key=key, name=name, url=url, attribution=attribution or None)


def may_take(work: Work, actor: Actor, key: str = "") -> None:
    """Refuses, as if there were no such thing, all but stewards of the whole place."""
    work.need(actor, Permission.LISTING_PUBLISH, ListingThing(), f"feed:{key}" if key else "")


def attempt(work: Work, asked: Asked, read: Read, place: Place, needs: Iterable[str]) -> Report:
    """What taking the file would do. Changes nothing. Raises UnreadableError for one with nothing in it."""
    return _report(asked, _plan(work, asked, read, place, needs, lock=False), tried=True)


def take(work: Work, asked: Asked, read: Read, place: Place, needs: Iterable[str]) -> Report:
    """Takes the file. When the unit of work is over, call `office.show()`. Raises UnreadableError for one with nothing in it."""
    plan = _plan(work, asked, read, place, needs, lock=True)
    maker = f"feed:{asked.feed.key}"
    why = f"taken from {asked.feed.name}"
    feeds, listings, proposals = Feeds(work.connection), Listings(work.connection), Proposals(work.connection)
    feeds.put(asked.feed, by=work.by, now=work.now)
    groups = sorted(plan.groups.values(), key=lambda group: group.slug)
    Organisations(work.connection).publish_all(groups, made_by=maker, why=why, now=work.now)
    listings.publish_all(plan.publish, made_by=maker, why=why, now=work.now, keep_others=False)
    for earlier in (*plan.withdraw, *(each.instead for each in plan.propose if each.instead)):
        proposals.decide(earlier, State.WITHDRAWN, by=maker, now=work.now)
    numbers = listings.propose_all(
        (each.listing for each in plan.propose), made_by=maker, why=why, now=work.now
    )
    shown = feeds.listings() if any(each.kind is not Kind.NEW for each in plan.propose) else {}
    proposals.add_all(
        (
            _new(each, numbers[each.listing.id], shown[each.listing.id].published or 0 if shown else 0)
            for each in plan.propose
        ),
        made_by=maker,
        now=work.now,
    )
    rows = ((external, listing.id, to_json(listing)) for external, listing in plan.rows)
    feeds.keep_rows(asked.feed.key, rows, work.now)
    feeds.forget_rows(asked.feed.key, plan.forget)
    report = _report(asked, plan, tried=False)
    counted = {name: str(number) for name, number in report.counts.items()}
    work.record(Event.FEED_TAKEN, f"feed:{asked.feed.key}", **counted)
    return report


def take_file(
    work: Work, asked: Asked, body: bytes, place: Place, needs: Iterable[str], *, dry: bool
) -> Report:
    """Reads a file and takes it, or with `dry` says what that would do. Raises UnreadableError."""
    return (attempt if dry else take)(work, asked, read_file(body), place, needs)


def _plan(work: Work, asked: Asked, read: Read, place: Place, needs: Iterable[str], *, lock: bool) -> Plan:
    if not read.items and not read.skipped:
        raise UnreadableError("There is no listing in the file")
    planner = Planner(work.connection, asked, place, needs, url=work.office.url, now=work.now, lock=lock)
    return planner.plan(read)


def _new(waiting: Waiting, number: int, base: int) -> New:
    listing = waiting.listing
    return New(
        listing.id,
        number,
        0 if waiting.kind is Kind.NEW else base,
        waiting.kind,
        listing.locality,
        listing.organization,
    )


def _report(asked: Asked, plan: Plan, *, tried: bool) -> Report:
    counted = Counter(line.outcome for line in plan.lines)
    return Report(
        feed=asked.feed.key,
        tried=tried,
        dialect=plan.dialect,
        counts={name: counted[name] for name in OUTCOMES},
        notes=tuple(plan.notes),
        lines=tuple(line for name in _SHOWN for line in plan.lines if line.outcome == name),
    )
