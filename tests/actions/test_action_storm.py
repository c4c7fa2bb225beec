"""kill -9 in the middle of any action: no record without its row of the trail, and no row without its record."""

import subprocess
import sys
from collections import Counter

import pytest
from sqlalchemy import Column, select

from poai.domain.account import Grant, Role
from poai.domain.audit import Event
from poai.domain.letters import Letter
from poai.store.account_tables import account, token
from poai.store.audit import verify
from poai.store.audit_tables import outbox
from poai.store.person_tables import opening, person
from tests.actions.cast import ADMINISTRATOR, GUARDIAN, Cast
from tests.source import ROOT

KILLS = 20


@pytest.mark.slow
def test_s41_actions_that_are_killed_leave_all_of_what_they_do_or_nothing(cast: Cast) -> None:
    team = cast.team("North")
    cast.account("gus", GUARDIAN)
    staff = [
        cast.account("ada", ADMINISTRATOR),
        cast.account("worker", Grant(Role.LINK_WORKER, team.id)),
        cast.account("elsewhere", Grant(Role.LINK_WORKER, "elsewhere")),
    ]
    before = {each.id for each in staff}
    tokens = [cast.signed_in(each) for each in staff]
    where = cast.store.engine.url.render_as_string(hide_password=False)
    done = subprocess.run(
        [sys.executable, "-m", "tests.actions.action_storm", where, str(KILLS), team.id, *tokens],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr

    with cast.store.read() as connection:
        found = verify(connection, cast.office.key("audit"))
        assert found.good, found

        def ids(column: Column[str]) -> set[str]:
            return set(connection.scalars(select(column)))

        def letters(letter: Letter) -> int:
            return len(connection.scalars(select(outbox.c.id).where(outbox.c.letter == letter)).all())

        trail = [(row.event, row.thing) for row in cast.trail()]
        told = Counter(event for event, _ in trail)

        def things(event: Event) -> list[str]:
            return [thing.partition(":")[2] for each, thing in trail if each == event]

        people = ids(person.c.id)
        assert len(people) >= KILLS, "they were at work"
        assert sorted(things(Event.PERSON_ADDED)) == sorted(people)
        assert set(things(Event.PERSON_READ)) <= people
        assert sorted(things(Event.GLASS_BROKEN)) == sorted(connection.scalars(select(opening.c.person_id)))
        assert letters(Letter.GLASS_BROKEN) == told[Event.GLASS_BROKEN]
        gus = connection.scalar(select(account.c.id).where(account.c.email == "gus@example.org"))
        added = ids(account.c.id) - before - {gus}
        assert sorted(things(Event.ACCOUNT_ADDED)) == sorted(added)
        assert sorted(things(Event.INVITATION_SENT)) == sorted(added)
        assert letters(Letter.INVITATION) == len(added)
        out = set(connection.scalars(select(account.c.id).where(account.c.state == "disabled")))
        assert sorted(things(Event.ACCOUNT_DISABLED)) == sorted(out)
        assert letters(Letter.ACCOUNT_DISABLED) == len(out)
        # Whoever is out has no link any more, and whoever is not has one.
        invited = set(connection.scalars(select(token.c.account_id).where(token.c.kind == "invitation")))
        assert invited == added - out
        assert letters(Letter.RESET) == told[Event.RESET_ASKED]
        assert letters(Letter.EMAIL_CONFIRM) == told[Event.EMAIL_CHANGE_ASKED]
        assert set(told) <= {
            *(Event.PERSON_ADDED, Event.PERSON_READ, Event.GLASS_BROKEN, Event.ACCOUNT_ADDED),
            *(Event.ROLE_GIVEN, Event.INVITATION_SENT, Event.ACCOUNT_DISABLED),
            *(Event.RESET_ASKED, Event.EMAIL_CHANGE_ASKED),
        }
