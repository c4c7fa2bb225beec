"""Takes what people tell us on public pages, without an account and without puzzles.

What looks like an advertisement is kept apart and never lost; the same words about the same thing are taken once.
"""

import base64
import binascii
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from poai.actions.office import Office, Work
from poai.actions.proof import network, throttled
from poai.actions.texts import line_of, words_of
from poai.domain.audit import VISITOR, Event
from poai.domain.errors import InvalidError, NotFoundError
from poai.domain.suggestion import (
    LONGEST,
    OLDEST,
    QUICKEST,
    Kind,
    Said,
    Suggestion,
    Wrong,
    advertises,
)
from poai.sealing import UnsealError, seal, unseal
from poai.store import Listings
from poai.store.suggestions import Suggestions

FROM_ONE = 8  # from one network address, in poai.store.throttles.WINDOW
ABOUT_ONE = 20  # about one listing or group, in the same time
_OFTEN = 2  # the same words about so many others before: somebody sends them everywhere
_FORM = "suggestion form"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """How a form came: the `stamp` that `stamped` gave it, what is in the field that nobody sees, and from where."""

    stamp: str
    trap: str
    address: str


def stamped(office: Office, now: datetime, before: str = "") -> str:
    """What a form carries to tell when it was first shown. `before` is what it carried, kept as long as it counts."""
    shown = _shown_at(office, before)
    if shown and now - shown <= OLDEST:
        return before
    sealed = seal(office.key("suggestion-form"), now.isoformat().encode(), _FORM)
    return base64.urlsafe_b64encode(sealed).decode()


def suggest_change(
    office: Office,
    slug: str,
    *,
    about: str,
    words: str,
    name: str,
    reach: str,
    urgent: bool,
    sent: Sent,
    now: datetime,
) -> None:
    """Somebody says what is wrong with a listing. Raises NotFoundError, ThrottledError; InvalidError for "about", "words",
    "name", "reach" (missing, too-long, wrong) or "stamp" (fast, old)."""
    wrong = _wrong(about)
    said = Said(about=wrong, words=words_of(words, "words", shortest=1, longest=LONGEST), urgent=urgent)
    who, how = optional(name, "name"), optional(reach, "reach")
    check_pace(office, sent, now)
    with office.work(now, VISITOR, sent.address) as work:
        head = Listings(work.connection).head(slug)
        if head is None or head.published is None:
            raise NotFoundError("no such listing")
        limit(work, f"listing {head.id}", sent)
        listing = head.record
        keep(
            work,
            Suggestion(
                id=str(uuid4()),
                kind=Kind.CHANGE,
                listing_id=head.id,
                slug=slug,
                organisation=listing.organization,
                locality=listing.locality,
                said=said,
                name=who,
                reach=how,
                made_at=now,
            ),
            sent,
        )


def tell_of_group(
    office: Office,
    *,
    group: str,
    words: str,
    where: str,
    contact: str,
    locality: str,
    name: str,
    reach: str,
    urgent: bool,
    sent: Sent,
    now: datetime,
) -> None:
    """Somebody says that a group is missing. Raises as `suggest_change`, for "group", "words", "where", "contact", "name",
    "reach" or "stamp"."""
    said = Said(
        group=line_of(group, "group"),
        words=words_of(words, "words", shortest=1, longest=LONGEST),
        where=optional(where, "where"),
        contact=optional(contact, "contact"),
        urgent=urgent,
    )
    who, how = optional(name, "name"), optional(reach, "reach")
    check_pace(office, sent, now)
    with office.work(now, VISITOR, sent.address) as work:
        limit(work, "new group", sent)
        new = Suggestion(
            id=str(uuid4()),
            kind=Kind.NEW,
            listing_id=None,
            slug=None,
            organisation=None,
            locality=locality,
            said=said,
            name=who,
            reach=how,
            made_at=now,
        )
        keep(work, new, sent)


def optional(typed: str, field: str) -> str:
    """One line that may be left empty. Raises InvalidError(field, "too-long" or "wrong")."""
    return line_of(typed, field) if typed.strip() else ""


def check_pace(office: Office, sent: Sent, now: datetime) -> None:
    """Raises InvalidError("stamp", "fast") for what nobody can have typed in the time, "old" for a form of long ago."""
    shown = _shown_at(office, sent.stamp)
    if shown is None or now - shown > OLDEST:
        raise InvalidError("stamp", "old")
    if now - shown < QUICKEST:
        raise InvalidError("stamp", "fast")


def limit(work: Work, about: str, sent: Sent) -> None:
    """Refuses with ThrottledError whoever sends very much, or about one thing. Others who wait, wait their turn."""
    throttled(work, f"suggest {about}", "", "", most=ABOUT_ONE, event=Event.REFUSED)
    if sent.address:
        subject = f"suggest from {network(sent.address)}"
        throttled(work, subject, "", "", most=FROM_ONE, event=Event.REFUSED)


def keep(work: Work, new: Suggestion, sent: Sent) -> Suggestion | None:
    """What is kept, or None where the same was said of the same before and still waits."""
    suggestions = Suggestions(work.connection, work.keys())
    texts = (*new.said.texts(), new.name, new.reach)
    mark = suggestions.mark((new.kind, *texts))
    alike = suggestions.alike(mark)
    if any(one.open and one.about == (new.listing_id, new.organisation) for one in alike):
        return None
    kept = replace(new, apart=bool(sent.trap.strip()) or advertises(texts) or len(alike) >= _OFTEN)
    suggestions.add(kept, mark=mark)
    work.record(Event.SUGGESTION_MADE, f"suggestion:{kept.id}", kind=kept.kind)
    return kept


def _wrong(about: str) -> Wrong:
    try:
        return Wrong(about)
    except ValueError as error:
        raise InvalidError("about", "missing") from error


def _shown_at(office: Office, stamp: str) -> datetime | None:
    try:
        opened = unseal(office.key("suggestion-form"), base64.urlsafe_b64decode(stamp.encode()), _FORM)
        return datetime.fromisoformat(opened.decode())
    except (UnsealError, binascii.Error, ValueError):
        return None
