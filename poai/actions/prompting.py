"""Asks groups whether their listings are right, and sees to what becomes of those that nobody confirms.

It may be done as often as one likes, in several processes at once: nobody gets more than one letter a day, and each step is
taken once. Listings that were found elsewhere are asked about only where the place has decided to write to such groups
(POAI_ASK).
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from poai.actions.changing import thing_of
from poai.actions.office import Office, Work
from poai.actions.once import once
from poai.actions.surveying import Surveyed, survey
from poai.domain.access import Actor, Permission, may
from poai.domain.account import Account, Role
from poai.domain.audit import SYSTEM, Event
from poai.domain.letters import Letter
from poai.domain.prompting import LINK_DAYS, WARNED_DAYS, Stage, asks_again, to_hide, to_warn
from poai.store import Accounts, Listings
from poai.store.listing_clock import ListingClock, Standing
from poai.store.prompts import Kind, Prompts

MOST_A_DAY = 100  # letters: a place that begins to ask must not look like a sender of rubbish
_NAMED = 3  # listings in a letter: the page that it leads to has them all

_LOG = logging.getLogger("poai.tick")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was done: letters to groups, and listings of which stewards were warned, that were hidden, and that are no longer
    held against their groups; `failed` is what could not be done."""

    letters: int = 0
    warned: int = 0
    hidden: int = 0
    cleared: int = 0
    failed: int = 0


def stale(work: Work, actor: Actor, now: datetime) -> list[Surveyed]:
    """The listings that the actor may publish and that somebody should confirm, or whose group does not answer; the worst first,
    then those that were never confirmed, then the longest ago. `now` is local time."""
    order = list(Stage)

    def worst(one: Surveyed) -> tuple[int, str, str]:
        return -order.index(one.stage), one.since.isoformat() if one.since else "", one.listing.slug

    found = [
        each
        for each in survey(replace(work, now=now))
        if each.stage is not Stage.RIGHT and may(actor, Permission.LISTING_PUBLISH, thing_of(each.listing))
    ]
    return sorted(found, key=worst)


def would_ask(work: Work) -> int:
    """How many groups would have a letter now."""
    return len(_plan(work).together)


def ask_groups(office: Office, now: datetime) -> Asked:
    """Does all that is due. `now` is local time at the place, on a working day. What fails is left for the next time."""
    with office.work(now, SYSTEM, reading=True) as work:
        untidy = Prompts(work.connection).has_to_tidy(now)
    if untidy:
        with office.work(now, SYSTEM) as work:
            Prompts(work.connection).tidy(now)
    with office.work(now, SYSTEM, reading=True) as work:
        plan = _plan(work)
    failed: list[str] = []
    letters = warned = hidden = cleared = 0
    for slug in plan.moving:
        moved = _try(lambda slug=slug: _move(office, now, slug), failed)  # type: ignore[misc]
        hidden, cleared = hidden + (moved == _HIDDEN), cleared + (moved == _CLEARED)
    for slugs in plan.together:
        if letters >= plan.left:
            break
        letters += _try(lambda slugs=slugs: _write(office, now, slugs), failed)  # type: ignore[misc]
    if plan.warns:
        warned = _try(lambda: _warn(office, now), failed)
    if plan.moving:
        office.show()
    return Asked(letters, warned, hidden, cleared, len(failed))


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be done: the listings about which one letter each is to be written, by slug, of which `left` may be today; those
    that are to stand otherwise; and whether stewards are to be warned."""

    together: list[set[str]]
    left: int
    moving: list[str]
    warns: bool


def _plan(work: Work) -> _Plan:
    found = survey(work)
    midnight = datetime.combine(work.now.date(), time(), work.now.tzinfo)
    together: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for one in found:
        if _kind(work, one):
            together[one.addresses].add(one.listing.slug)
    return _Plan(
        list(together.values()),
        MOST_A_DAY - len(Prompts(work.connection).written_since(midnight)),
        [one.listing.slug for one in found if _moved(work, one) != (one.clock or Standing())],
        any(_warns(work, one) for one in found),
    )


_HIDDEN, _CLEARED, _SUNK = 1, 2, 3


def _try(do: Callable[[], int], failed: list[str]) -> int:
    try:
        return do()
    except Exception as error:  # noqa: BLE001 - whatever it is, other groups must still be asked
        _LOG.error("tick: asking about a listing failed: %s", type(error).__name__)
        failed.append(type(error).__name__)
        return 0


def _locked(work: Work, slugs: Iterable[str]) -> list[Surveyed]:
    """How these stand, which nobody else changes until the unit of work ends."""
    for slug in sorted(slugs):
        Listings(work.connection).head(slug)
    return survey(work, frozenset(slugs))


def _kind(work: Work, one: Surveyed) -> Kind | None:
    """What a letter today would ask of a listing; None if there is to be none."""
    asking, today = work.office.asking, work.now.date()
    if not one.addresses or not (one.joined or asking.found) or one.stage is Stage.HIDDEN:
        return None
    last = one.clock.asked_on if one.clock else None
    rested = last is None or last <= asking.again.before(today)
    if one.due and rested and asks_again(one.letters, asking, today):
        return Kind.CHECK
    return Kind.ROOM if one.ended and (last is None or last <= one.ended) else None


def _write(office: Office, now: datetime, slugs: Iterable[str]) -> int:
    """One letter to each address of a group, about all of its listings that are due. Says how many letters."""
    with office.work(now, SYSTEM) as work:
        asked = {one.listing.id: (one, kind) for one in _locked(work, slugs) if (kind := _kind(work, one))}
        if not asked:
            return 0
        about = [one for one, _ in asked.values()]
        rows = {
            identity: (kind, one.letters.rounds + 1 if kind is Kind.CHECK else 0)
            for identity, (one, kind) in asked.items()
        }
        sent = [address for address in about[0].addresses if _send(work, address, rows, about)]
        for one in about if sent else ():
            old = one.clock if one.clock and one.letters.first else Standing()
            after = replace(old, asked_on=now.date())
            ListingClock(work.connection).set(one.listing.id, one.clock, after)
            work.record(Event.PROMPT_SENT, f"listing:{one.listing.id}", kind=asked[one.listing.id][1])
        return len(sent)


def _send(work: Work, address: str, rows: dict[str, tuple[Kind, int]], about: list[Surveyed]) -> bool:
    """A letter to one address, unless it has had one today."""

    def send() -> str:
        until = work.now + timedelta(days=LINK_DAYS)
        token, letter = Prompts(work.connection).issue(address, rows, until=until, now=work.now)
        work.send(
            Letter.LISTING_CHECK,
            address,
            about=letter,
            link=work.office.link(f"check/{token}"),
            days=str(LINK_DAYS),
            listing=_named(about),
        )
        return ""

    return once(work, f"listing letter {address} {work.now.date()}", (), send)[1]


def _moved(work: Work, one: Surveyed) -> Standing:
    """How a listing is to stand from now on, but for the warning."""
    asking, today, old = work.office.asking, work.now.date(), one.clock or Standing()
    if one.letters.first is None or not asking.hides:
        return replace(old, unanswered=None, warned_on=None, hidden_on=None)
    silent = one.letters.first <= asking.again.before(today)
    hidden = old.hidden_on
    if not hidden and to_hide(one.letters, old.warned_on, asking, today):
        hidden = today
    return replace(old, unanswered=one.letters.first if silent else None, hidden_on=hidden)


def _move(office: Office, now: datetime, slug: str) -> int:
    with office.work(now, SYSTEM) as work:
        for one in _locked(work, [slug]):
            old, after = one.clock or Standing(), _moved(work, one)
            if after == old:
                continue
            ListingClock(work.connection).set(one.listing.id, one.clock, after)
            if after.hidden_on and not old.hidden_on:
                work.record(Event.LISTING_HIDDEN, f"listing:{one.listing.id}")
                return _HIDDEN
            if old.hidden_on and not after.hidden_on:
                work.record(Event.LISTING_SHOWN, f"listing:{one.listing.id}")
            return _SUNK if after.unanswered else _CLEARED
    return 0


def _warns(work: Work, one: Surveyed) -> bool:
    warned = one.clock and one.clock.warned_on
    return not warned and to_warn(one.letters, work.office.asking, work.now.date())


def _warn(office: Office, now: datetime) -> int:
    """One letter a day to each steward about all of theirs that will be hidden. What has no steward is not hidden."""
    with office.work(now, SYSTEM) as work:
        done, _ = once(work, f"listing warnings {now.date()}", (), lambda: str(_tell_stewards(work)))
        return int(done)


def _tell_stewards(work: Work) -> int:
    stewards = Accounts(work.connection).holding(Role.STEWARD)
    told: dict[str, list[Surveyed]] = defaultdict(list)
    warned = 0
    for one in (each for each in survey(work) if _warns(work, each)):
        theirs = [each.email for each in stewards if _is_stewards(each, one)]
        for email in theirs:
            told[email].append(one)
        if theirs:
            after = replace(one.clock or Standing(), warned_on=work.now.date())
            ListingClock(work.connection).set(one.listing.id, one.clock, after)
            warned += 1
    for email, about in told.items():
        link, days = work.office.link("steward/listings"), str(WARNED_DAYS)
        work.send(Letter.LISTING_UNANSWERED, email, link=link, listing=_named(about), days=days)
    return warned


def _is_stewards(account: Account, one: Surveyed) -> bool:
    return any(
        grant.role is Role.STEWARD and grant.scope in ("", one.listing.locality) for grant in account.grants
    )


def _named(about: list[Surveyed]) -> str:
    names = [" ".join(one.listing.name.split()) for one in about]
    return ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
