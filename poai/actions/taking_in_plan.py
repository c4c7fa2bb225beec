"""What taking in a file would do, worked out without changing anything.

What was last taken of each row is the base: a field that only the feed has changed since is taken, what somebody changed
here is kept, and what both changed becomes a proposal for the steward.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Connection

from poai.actions.drafting import TAKEN
from poai.actions.taking_in_base import Tables
from poai.actions.taking_in_new import Making, identity_of
from poai.actions.taking_in_place import Finder
from poai.catalogue.public import HIDDEN
from poai.domain.facts import Facts
from poai.domain.listing import Listing, Organisation, Status
from poai.domain.merging import changed_between, merge
from poai.interchange.dialects_shape import Item, Read, Skipped, text_of
from poai.interchange.oruk_in import Row, row_of
from poai.place import Place
from poai.store.do_not_list import DoNotList
from poai.store.feeds import Feed, FeedRow, Feeds, Standing
from poai.store.proposals import Kind, Proposal, Proposals

MANY = 10  # rows of a feed, of which more than half gone at once look like another file
CLOSED: Status = "inactive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A feed, and how to take it: `show` new listings at once, else they wait for a steward; a `whole` feed is all there is, so
    what is no longer in it is proposed to be taken down; `everywhere`: what is outside the place serves all of it."""

    feed: Feed
    show: bool = False
    whole: bool = False
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the report. `outcome` is added, changed, conflict, gone, unchanged or skipped; `why` in plain words."""

    outcome: str
    where: str
    name: str
    slug: str = ""
    field: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A listing to propose, from revision `base` that stands now (0: none); `instead` is the id of an earlier proposal."""

    listing: Listing
    kind: Kind
    instead: str = ""


@dataclass(slots=True)
class Plan:
    """All of it: what to publish and to propose, the proposals to withdraw, and the rows to keep and to forget."""

    groups: dict[str, Organisation] = field(default_factory=dict)
    publish: list[Listing] = field(default_factory=list)
    propose: list[Waiting] = field(default_factory=list)
    withdraw: list[str] = field(default_factory=list)
    rows: list[tuple[str, Listing]] = field(default_factory=list)
    forget: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    dialect: str = ""


class Planner:
    """Plans one taking, within a unit of work. With `lock`, nobody else changes listings until it is over."""

    def __init__(
        self,
        connection: Connection,
        asked: Asked,
        place: Place,
        needs: Iterable[str],
        *,
        url: str,
        now: datetime,
        lock: bool = False,
    ) -> None:
        feeds = Feeds(connection)
        self._asked = asked
        self._standing = feeds.listings(lock=lock)
        self._known = feeds.rows(asked.feed.key)
        self._refusals = DoNotList(connection).refusals(place.closed)
        self._finder = Finder(place, everywhere=asked.everywhere)
        taken = {each.record.slug for each in self._standing.values()} | feeds.led_elsewhere() | TAKEN
        self._making = Making(
            asked.feed, place, frozenset(needs), feeds.organisations(), taken, url=url, now=now
        )
        proposals = Proposals(connection).open_by(f"feed:{asked.feed.key}")
        self._open = {each.listing_id: each for each in proposals}
        self._tables = Tables(connection, place, url)
        self._seen: dict[str, str] = {}
        self._plan = Plan()

    def plan(self, read: Read) -> Plan:
        """What to do with a file."""
        plan = self._plan
        plan.dialect, plan.notes = read.dialect, list(read.notes)
        for skipped in read.skipped:
            self._skip(skipped)
        for item in read.items:
            self._item(item)
        if self._asked.whole:
            self._gone()
        plan.groups = self._making.groups
        return plan

    def _item(self, item: Item) -> None:
        row = row_of(item)
        if isinstance(row, Row):
            self._row(row)
            return
        self._seen.setdefault(text_of(item.service.get("id")), item.where)
        for skipped in row:
            self._skip(skipped)

    def _row(self, row: Row) -> None:
        first = self._seen.setdefault(row.id, row.where)
        if first != row.where:
            self._skip(Skipped(row.where, row.name, f"It has the same id as {first}", "id"))
            return
        known = self._known.get(row.id)
        identity = known.listing.id if known else identity_of(self._asked.feed.key, "listing", row.id)
        codes = frozenset(place.postal_code for place in row.fields["locations"] if place.postal_code)
        barred = self._refusals.of(
            row.name, codes, listing_id=identity, feed=self._asked.feed.key, external_id=row.id
        )
        if barred:
            self._skip(Skipped(row.where, row.name, f"It is on the do-not-list: {barred.reason}"))
            return
        where = self._finder.of(row)
        if isinstance(where, str):
            self._skip(Skipped(row.where, row.name, where, "postal_code"))
            return
        standing = self._standing.get(identity)
        try:
            new = self._making.listing(row, where, identity, standing.record if standing else None)
        except ValueError as error:
            self._skip(Skipped(row.where, row.name, str(error)))
            return
        self._plan.rows.append((row.id, new))
        if standing is None:
            self._new(row, new)
        elif standing.published is None:
            self._unseen(row, new, standing, known)
        else:
            table = self._tables.before_and_after(row, new, standing.record)
            base, wanted = table or ((known.listing if known else None), new)
            self._merge(row, wanted, standing.record, base)

    def _new(self, row: Row, new: Listing, instead: str = "") -> None:
        if self._asked.show:
            self._plan.publish.append(new)
            self._plan.withdraw += [instead] if instead else []
        else:
            self._plan.propose.append(Waiting(new, Kind.NEW, instead))
        self._line("added", row, new, _left_out(row))

    def _unseen(self, row: Row, new: Listing, standing: Standing, known: FeedRow | None) -> None:
        """One that is here and that nobody sees: it waits for a steward, or was taken down."""
        waiting = self._open.get(new.id)
        if standing.state != "proposed" or waiting is None:
            del self._plan.rows[-1]
            reason = "A steward sent it back" if standing.state == "proposed" else "It was taken down here"
            self._skip(Skipped(row.where, row.name, reason))
        elif self._asked.show or known is None or changed_between(known.listing, new):
            self._new(row, new, waiting.id)
        else:
            self._line("unchanged", row, new, "It waits for a steward")

    def _merge(self, row: Row, new: Listing, here: Listing, base: Listing | None) -> None:
        waiting = self._open.get(new.id)
        if waiting and waiting.kind is Kind.CHANGE:  # it was gone, and has come back
            self._plan.withdraw.append(waiting.id)
            waiting = None
        if base is None:  # it came from elsewhere first: what differs is for a person to decide
            fields = tuple(name for name in changed_between(here, new) if getattr(new, name))
            merged = here
        else:
            found = merge(base, new, here)
            merged, fields = found.listing, found.conflicts
            if not row.table and here.source.name == base.source.name and changed_between(base, new):
                merged = replace(merged, source=replace(new.source, notes=here.source.notes))
            merged = _checked(merged, new)
        changed = changed_between(here, merged)
        if changed or merged.checked != here.checked:
            self._plan.publish.append(merged)
        if fields:
            wanted = replace(merged, **{name: getattr(new, name) for name in fields})
            self._plan.propose.append(Waiting(wanted, Kind.CONFLICT, waiting.id if waiting else ""))
            why = "Changed here as well, or here from elsewhere: a steward decides"
            self._plan.lines.append(Line("conflict", row.where, row.name, here.slug, ", ".join(fields), why))
        elif changed:
            self._plan.lines.append(
                Line("changed", row.where, row.name, here.slug, ", ".join(changed), _left_out(row))
            )
        else:
            self._line("unchanged", row, here)

    def _gone(self) -> None:
        """What was in the feed and is no longer."""
        gone = [known for identity, known in self._known.items() if identity not in self._seen]
        if not self._seen or (len(self._known) >= MANY and len(gone) * 2 > len(self._known)):
            self._plan.notes.append(
                f"{len(gone)} of the {len(self._known)} listings of this feed are not in this file. That looks like"
                " another file, so nothing is proposed to be taken down"
            )
            return
        for known in gone:
            standing = self._standing.get(known.listing.id)
            if standing is None or standing.record.status in HIDDEN:
                continue
            waiting: Proposal | None = self._open.get(known.listing.id)
            if standing.published is None:
                self._plan.withdraw += [waiting.id] if waiting else []
            elif waiting is None:
                closed = replace(standing.record, status=CLOSED)
                self._plan.propose.append(Waiting(closed, Kind.CHANGE))
                self._plan.forget.append(known.external_id)  # a steward who says no is not asked again
                line = Line("gone", "", standing.record.name, standing.record.slug, "status", _GONE)
                self._plan.lines.append(line)

    def _line(self, outcome: str, row: Row, listing: Listing, why: str = "") -> None:
        self._plan.lines.append(Line(outcome, row.where, row.name, listing.slug, "", why))

    def _skip(self, skipped: Skipped) -> None:
        line = Line("skipped", skipped.where, skipped.name[:200], "", skipped.field, skipped.reason)
        self._plan.lines.append(line)


_GONE = "No longer in the feed: a steward decides whether it is taken down"


def _checked(merged: Listing, new: Listing) -> Listing:
    """With the newer of what was checked, for each kind of facts."""
    known = {each.facts: each for each in merged.checked}
    for each in new.checked:
        if each.facts not in known or known[each.facts].date < each.date:
            known[each.facts] = each
    return replace(merged, checked=tuple(known[facts] for facts in Facts if facts in known))


def _left_out(row: Row) -> str:
    return "; ".join(f"{name}: {reason}" if name else reason for name, reason in row.notes)[:1000]
