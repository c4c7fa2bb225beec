"""Put off reminders of a referral for some working days, and say why: a group that is known to be away, say."""

from datetime import datetime

from poai.actions.found import referral_of
from poai.actions.office import Office
from poai.actions.once import once
from poai.actions.texts import words_of
from poai.domain.access import Actor, Permission
from poai.domain.audit import Event
from poai.domain.errors import InvalidError
from poai.domain.referral import OPEN, Referral
from poai.domain.working_days import working_days_after
from poai.store.snoozes import Snooze, Snoozes

DAYS = (1, 3, 5, 10, 20)  # working days, to choose from
_LONGEST = 1000


def put_off(
    office: Office,
    actor: Actor,
    referral_id: str,
    *,
    days: int,
    why: str,
    now: datetime,
    key: str = "",
    address: str = "",
) -> None:
    """Nobody is reminded of the referral for `days` working days, one of DAYS. `key` is the form's own.

    Raises NotFoundError; InvalidError for "days" (wrong) or "why" (missing, too-long, wrong); RepeatedError.
    """
    with office.work(now, actor.id, address) as work:
        one = referral_of(work, actor, Permission.REFERRAL_WORK, referral_id)
        if days not in DAYS or one.status not in OPEN:
            raise InvalidError("days", "wrong")
        words = words_of(why, "why", shortest=1, longest=_LONGEST)

        def do() -> str:
            until = working_days_after(now.date(), days)
            made = Snoozes(work.connection, work.keys()).add(
                one.id, until=until, words=words, by=actor.id, now=now
            )
            work.record(Event.REFERRAL_SNOOZED, f"referral:{one.id}", until=until.isoformat())
            return made.id

        once(work, key, (one.id, str(days), words), do)


def look(
    office: Office, actor: Actor, referral_id: str, *, now: datetime, address: str = ""
) -> tuple[Referral, Snooze | None]:
    """The referral, and what is put off of it until after today, if anything is. Raises NotFoundError."""
    with office.work(now, actor.id, address) as work:
        one = referral_of(work, actor, Permission.REFERRAL_WORK, referral_id)
        work.record(Event.REFERRAL_READ, f"referral:{one.id}")
        found = Snoozes(work.connection, work.keys()).latest(one.id)
        return one, found if found and found.until > now.date() else None
