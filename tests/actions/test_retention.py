"""What has been kept long enough is forgotten on its day and not before, once, and never under a legal hold."""

from dataclasses import replace
from datetime import datetime, timedelta
from threading import Event

import pytest
import time_machine
from sqlalchemy import func, insert, select, update

from poai.actions.holds import hold_person
from poai.actions.retention import AGE, dry_run, forget_what_is_due, what_is_due
from poai.actions.tick import Clock
from poai.domain import audit
from poai.domain.errors import NotFoundError
from poai.domain.letters import Letter
from poai.domain.person import Person
from poai.domain.referral import Status
from poai.domain.retention import RecordClass
from poai.domain.suggestion import Kind, Said, Suggestion
from poai.store import Keys, Outbox
from poai.store.account_tables import session, throttle, token
from poai.store.audit_tables import outbox
from poai.store.person_tables import conversation, person
from poai.store.referral_tables import once, reply_link
from poai.store.suggestions import Suggestions
from tests.actions.casework import Casework
from tests.actions.cast import NOW

YEARS = 8


def close(work: Casework, one: Person, at: datetime = NOW) -> None:
    with work.cast.store.work() as connection:
        closed = {"state": "closed", "closed_at": at, "worker_id": None}
        connection.execute(update(person).where(person.c.id == one.id).values(closed))


def left(work: Casework) -> set[str]:
    with work.cast.store.read() as connection:
        return set(connection.scalars(select(person.c.id)))


def test_s46_a_closed_record_goes_eight_years_later_and_not_the_day_before(work: Casework) -> None:
    ash = work.person("Ash Southerner", "sami")  # nobody closed this one
    close(work, work.ivy)
    last = NOW.replace(year=NOW.year + YEARS)
    for now, records in ((last - timedelta(days=1), ()), (last + timedelta(days=1), (work.ivy.id,))):
        with time_machine.travel(now, tick=False):
            assert dry_run(work.office, now=now).records == records
            assert forget_what_is_due(work.office, now=now)[RecordClass.RECORD] == len(records)
    assert left(work) == {ash.id}


def test_s46_a_legal_hold_wins_and_so_does_a_referral_that_is_not_over(work: Casework) -> None:
    held, open_still = work.person("Held"), work.person("Open")
    work.referral(Status.IN_PROGRESS, of=open_still)
    hold_person(work.office, work["gus"], held.id, "An inquest has been opened", now=NOW)
    for one in (held, open_still, work.ivy):
        close(work, one)
    late = NOW.replace(year=NOW.year + 20)
    forget_what_is_due(work.office, now=late)
    assert left(work) == {held.id, open_still.id}


def test_s46_forgetting_again_changes_no_row(work: Casework) -> None:
    gone = work.person("Gone")
    close(work, gone)
    fill(work, NOW)
    late = NOW.replace(year=NOW.year + YEARS, month=12)
    first = forget_what_is_due(work.office, now=late)
    rows = work.cast.trail()
    assert all(first.values())
    assert not any(forget_what_is_due(work.office, now=late).values())
    assert work.cast.trail() == rows
    erased, ran = rows[-2:]
    assert (erased.event, erased.thing, erased.detail["why"]) == (
        audit.Event.PERSON_ERASED,
        f"person:{gone.id}",
        AGE,
    )
    assert (ran.event, ran.actor, ran.detail["record"]) == (audit.Event.RETENTION_RUN, "system", "1")


def test_s46_a_dry_run_counts_what_would_go_and_changes_nothing(light: Casework) -> None:
    gone = light.person("Gone")
    close(light, gone)
    fill(light, NOW)
    late = NOW.replace(year=NOW.year + YEARS, month=12)
    rows = light.cast.trail()
    counts = dry_run(light.office, now=late).counts
    assert light.cast.trail() == rows
    assert forget_what_is_due(light.office, now=late) == counts


def test_s46_every_class_goes_at_its_age(work: Casework) -> None:
    fill(work, NOW)
    ages = {
        RecordClass.CONVERSATION: 365,
        RecordClass.REPLY_LINK: 30,
        RecordClass.SUGGESTION: 365,
        RecordClass.LETTER: 30,
        RecordClass.FORM: 2,
        RecordClass.SESSION: 1,
        RecordClass.LINK: 1,
        RecordClass.FAILURE: 1,
    }
    assert {*ages, RecordClass.RECORD} == set(RecordClass)
    for which, days in ages.items():
        at = NOW + timedelta(days=days)
        assert dry_run(work.office, now=at - timedelta(minutes=1)).counts[which] == 0, which
        assert dry_run(work.office, now=at + timedelta(minutes=1)).counts[which] > 0, which


def test_s46_a_draft_of_whoever_is_held_stays(light: Casework) -> None:
    fill(light, NOW)
    hold_person(light.office, light["gus"], light.ivy.id, "An inquest has been opened", now=NOW)
    forget_what_is_due(light.office, now=NOW + timedelta(days=800))
    with light.cast.store.read() as connection:
        for table, count in ((conversation, 2), (reply_link, 1)):
            assert connection.scalar(select(func.count()).select_from(table)) == count, table.name


def test_only_the_guardian_sees_what_would_be_forgotten(light: Casework) -> None:
    close(light, light.ivy)
    late = NOW.replace(year=NOW.year + 20)
    assert what_is_due(light.office, light["gus"], now=late).records == (light.ivy.id,)
    for name in ("nora", "lena", "olga", "stew", "ada"):
        with pytest.raises(NotFoundError):
            what_is_due(light.office, light[name], now=late)


def test_s46_the_clock_forgets_only_where_it_was_asked_to(light: Casework) -> None:
    close(light, light.ivy)
    late = NOW.replace(year=NOW.year + YEARS, month=12)
    for forgets in (False, True):
        office, asked = replace(light.office, forgets=forgets), Event()

        def now(asked: Event = asked) -> datetime:
            asked.set()
            return late

        clock = Clock(lambda office=office: office, now, seconds=3600)  # type: ignore[misc]
        clock.start()
        assert asked.wait(10)
        clock.stop()  # once what is in hand is done
        assert left(light) == (set() if forgets else {light.ivy.id})


def claim(at: datetime) -> Suggestion:
    """What somebody told us then."""
    about = {"listing_id": None, "slug": None, "organisation": "harbour-trust", "locality": "north-end"}
    who = {"said": Said(role="Chair"), "name": "Cleo", "reach": "cleo@example.org"}
    return Suggestion(id="claim", kind=Kind.CLAIM, made_at=at, **about, **who)  # type: ignore[arg-type]


def fill(work: Casework, at: datetime) -> None:
    """One of each class but a record, as of that moment, and beside some of them one that must stay."""
    referral, nora = work.referral(Status.ENDED), work["nora"].id
    with work.cast.store.work() as connection:
        keys = Keys.load(connection, work.cast.secret)
        for state in ("draft", "done"):
            written = {"id": state, "state": state, "made_at": at, "changed_at": at, "version": 1}
            sealed = keys.seal("{}", "conversation.document", state)
            connection.execute(
                insert(conversation).values(person_id=work.ivy.id, document=sealed, by=nora, **written)
            )
        link = {"referral_id": referral.id, "hash": "h", "email": "olga@example.org", "until": at}
        connection.execute(insert(reply_link).values(id="l", **link))
        connection.execute(insert(once).values(id="o", key="k", body="b", answer="x", at=at))
        connection.execute(insert(throttle).values(id="t", subject="s", at=at))
        way_in = {"hash": "h", "kind": "reset", "email": "nora@example.org", "until": at}
        connection.execute(insert(token).values(account_id=nora, **way_in))
        connection.execute(update(session).values(seen_at=at))
        suggestions = Suggestions(connection, keys)
        suggestions.add(claim(at), mark="m")
        suggestions.ask("claim", "olga@example.org", until=at, now=at)
        letters = Outbox(connection, work.office.key("outbox"))
        one, _ = (letters.put(to="nora@example.org", letter=Letter.EMAIL_CHANGED, now=at) for _ in range(2))
        connection.execute(update(outbox).where(outbox.c.id == one).values(state="sent", sealed=None))
