"""Reminding a group that has not answered: rarely, politely, and not once more when it has acted.

A group is reminded once when the day has passed by which it was to answer; if it has looked since and still said
nothing, once more. After that its link worker hears of it.
"""

from datetime import date, datetime, tzinfo
from enum import StrEnum

from poai.actions.moving import ANSWER_WITHIN
from poai.actions.notices import ask_group, members, send_link
from poai.actions.office import Office, Work
from poai.domain.audit import SYSTEM, Event
from poai.domain.letters import Letter
from poai.domain.referral import UNANSWERED, Referral
from poai.domain.working_days import working_days_after
from poai.store.reminders import MOST, Reminder, Reminders
from poai.store.snoozes import Snoozes


class Kind(StrEnum):
    """How a group was chased."""

    MEMBERS = "members"  # those who sign in for it
    LINK = "link"  # a fresh link to the address that it publishes
    NOBODY = "nobody"  # there is no way to reach it by letter: its link worker must


def overdue(work: Work) -> list[str]:
    """The referrals whose group is to be chased now, by id."""
    found = Reminders(work.connection).overdue(work.now.date())
    return [identity for identity in found if _to_chase(work, identity)]


def chase(office: Office, referral_id: str, *, now: datetime) -> Kind | None:
    """Chases a group, unless it has acted, or somebody else has chased it, in the meantime: then None."""
    with office.work(now, SYSTEM) as work:
        reminders = Reminders(work.connection)
        reminders.lock(referral_id)
        one = _to_chase(work, referral_id)
        if one is None:
            return None
        kind = _remind(work, one)
        reminders.add(one.id, kind, on=now.date(), version=one.version)
        work.record(Event.REFERRAL_CHASED, f"referral:{one.id}", kind=kind, number=str(one.version))
        return kind


def chase_after(one: Referral, before: list[Reminder], zone: tzinfo | None = None) -> date | None:
    """The day after which a group is to be chased about a referral that was chased as in `before`; None if never.

    `zone` is that of the place.
    """
    if one.status not in UNANSWERED or one.answer_by is None or len(before) >= MOST:
        return None
    if any(reminder.version == one.version for reminder in before):
        return None
    sent = (one.sent_at or one.made_at).astimezone(zone)
    if any(reminder.on >= sent.date() for reminder in before):
        # It has looked since it was chased: it has as long again as it had at first.
        return working_days_after(one.moved_at.astimezone(zone).date(), ANSWER_WITHIN)
    return one.answer_by


def _to_chase(work: Work, referral_id: str) -> Referral | None:
    referrals, today = work.referrals_of_nobody(), work.now.date()
    one, thing = referrals.any(referral_id), referrals.thing(referral_id, work.now)
    if one is None or thing is None or not thing.shared:  # there is nothing that the group could read
        return None
    after = chase_after(one, Reminders(work.connection).of(referral_id), work.now.tzinfo)
    put_off = Snoozes(work.connection, work.keys()).latest(referral_id)
    if after is None or after >= today or (put_off and put_off.until > today):
        return None
    return one


def _remind(work: Work, one: Referral) -> Kind:
    if members(work, one.organisation):
        ask_group(work, one, Letter.REFERRAL_REMINDER)
        return Kind.MEMBERS
    return Kind.LINK if send_link(work, one) else Kind.NOBODY
