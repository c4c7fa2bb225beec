"""The cast of a demo is whole, plainly invented, and came in by the doors that staff use."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from poai.actions import people, publish
from poai.actions.demo import Demo, begun_anew, enter, everybody
from poai.actions.demo_cast import FEWEST, make_cast
from poai.actions.demo_groups import GROUPS
from poai.actions.office import Office
from poai.actions.sign_in import current
from poai.actions.steward_desk import Waits, desk
from poai.actions.verify_audit import verify_audit
from poai.content import load_content
from poai.domain.access import Actor, Permission
from poai.domain.account import Role, State
from poai.domain.audit import Event
from poai.domain.person import Person
from poai.domain.working_days import is_working_day
from poai.place import load_place
from poai.progress import progress
from poai.settings import Settings
from poai.store import Audit, Keys, Organisations, People
from poai.store.outbox import standing
from poai.store.person_tables import (
    consent,
    conversation,
    goal,
    goal_progress,
    measure,
    note,
    opening,
    person,
)
from poai.store.referral_tables import (
    concern,
    contact,
    message,
    referral,
    referral_move,
    reply_link,
    signpost,
)
from tests.exampleton.files import CONTENT, DIRECTORY

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings.read(
        {
            "POAI_DEMO": "1",
            "POAI_DATA": str(tmp_path_factory.mktemp("demo")),
            "POAI_DIRECTORY": str(DIRECTORY),
            "POAI_CONTENT": str(CONTENT),
        }
    )


def made(settings: Settings) -> Demo:
    publish.prepare(settings, progress)
    demo = Demo.of(Office.open(settings))
    place, content = load_place(settings.directory), load_content(settings.content)
    make_cast(demo, place, content, NOW, many=FEWEST)
    return demo


@pytest.fixture(scope="module")
def demo(settings: Settings) -> Iterator[Demo]:
    with begun_anew(settings):
        demo = made(settings)
        yield demo
        demo.office.store.close()


def acting(demo: Demo, name: str) -> Actor:
    account = next(each for each in everybody(demo) if each.name == f"{name} Example")
    present = current(demo.office, enter(demo, account.id, now=NOW, address="127.0.0.1").token, now=NOW)
    assert present
    return present.actor


def test_there_is_one_of_each_role_and_every_state(demo: Demo) -> None:
    cast = everybody(demo)
    can = Counter(role for each in cast if each.state is State.ACTIVE for role in each.roles())
    members = sum(bool(group.member) for group in GROUPS)
    assert can == dict.fromkeys(Role, 1) | {
        Role.LINK_WORKER: 2,
        Role.STEWARD: 2,
        Role.ORGANISATION_MEMBER: members,
    }
    assert {each.state for each in cast} == set(State)
    scopes = [grant.scope for each in cast for grant in each.grants if each.state is State.ACTIVE]
    assert len({scope for scope in scopes if scope}) == 3 + members  # two teams, an area, and the groups


def test_referrals_go_to_invented_groups_only(demo: Demo) -> None:
    invented = {group.slug for group in GROUPS}
    with demo.office.store.read() as connection:
        asked = {row.organisation for row in connection.execute(select(referral))}
        named = {slug: Organisations(connection).get(slug) for slug in asked}
    assert len(asked) >= 4
    assert asked <= invented
    assert all(group and group.name.startswith("Example ") for group in named.values())


def test_nobody_can_take_the_cast_for_real(demo: Demo) -> None:
    assert all(each.name.endswith(" Example") for each in everybody(demo))
    assert all(each.email.endswith("@example.org") for each in everybody(demo))
    for one in helped(demo):
        known = one.details
        assert one.names.endswith(" Fictional")
        assert re.fullmatch("07700 900[0-9]{3}|020 7946 0[0-9]{3}", known.phone)
        assert known.nhs_number == "" or known.nhs_number.startswith("999")
        assert known.postcode == ""


def helped(demo: Demo) -> list[Person]:
    with demo.office.store.read() as connection:
        keys = Keys.load(connection, demo.office.secret)
        return [
            one
            for name in ("Jay", "Phoebe", "Wren")
            for one in People(connection, acting(demo, name), keys).visible(Permission.PERSON_WRITE, NOW)
        ]


def test_everybody_has_a_worker_but_the_one_whom_the_lead_has_to_give_away(demo: Demo) -> None:
    with demo.office.store.read() as connection:
        keys = Keys.load(connection, demo.office.secret)
        jay, phoebe = (
            People(connection, acting(demo, name), keys).visible(Permission.CASELOAD_READ, NOW)
            for name in ("Jay", "Phoebe")
        )
    assert len(jay) == 2  # one of them was Drake's
    assert len(phoebe) == 1
    assert [one.worker for one in helped(demo)].count("") >= 1


def test_every_page_has_something_to_show(demo: Demo) -> None:
    tables = (
        *(consent, note, goal, goal_progress, measure, conversation, referral, referral_move),
        *(message, contact, signpost, concern, opening, reply_link),
    )
    with demo.office.store.read() as connection:
        empty = [table.name for table in tables if connection.execute(select(table).limit(1)).first() is None]
        assert empty == []
        stages = Counter(row.status for row in connection.execute(select(referral)))
        assert len(stages) >= 8
        assert connection.scalars(
            select(person.c.follow_up_on).where(person.c.follow_up_on.is_not(None))
        ).all()


def test_what_was_done_was_done_on_working_days_before_today(demo: Demo) -> None:
    with demo.office.store.read() as connection:
        moved = list(connection.scalars(select(referral_move.c.at)))
    assert max(moved) < NOW
    assert (NOW - min(moved)).days > 30
    assert all(is_working_day(at.date()) for at in moved)


def test_the_guardian_has_something_to_look_into(demo: Demo, settings: Settings) -> None:
    merle = acting(demo, "Merle")
    opened = people.broken_glass(demo.office, merle, now=NOW)
    assert len(opened) == 1
    seen = people.history(demo.office, merle, opened[0].person, now=NOW)
    assert [Event(row.event) for row in seen][-2:] == [Event.GLASS_BROKEN, Event.PERSON_READ]
    assert verify_audit(settings, "").good


def test_the_trail_is_in_the_order_of_time(demo: Demo) -> None:
    with demo.office.store.read() as connection:
        rows = Audit(connection, demo.office.key("audit")).rows(limit=10_000)
    times = [row.at for row in reversed(rows)]
    assert times == sorted(times)


def test_few_letters_wait_and_the_invitation_is_among_them(demo: Demo) -> None:
    with demo.office.store.read() as connection:
        waiting = Counter((each.letter, each.recipient) for each in standing(connection, "waiting"))
    assert waiting["invitation", "linnet@example.org"] == 1
    assert waiting["glass-broken", "merle@example.org"] == 1
    assert waiting.total() < 20


def test_a_second_start_makes_the_same_cast(tmp_path: Path, demo: Demo) -> None:
    settings = Settings.read(
        {
            "POAI_DEMO": "1",
            "POAI_DATA": str(tmp_path / "demo"),
            "POAI_DIRECTORY": str(DIRECTORY),
            "POAI_CONTENT": str(CONTENT),
        }
    )
    with begun_anew(settings):
        again = made(settings)
        assert same(again) == same(demo)
        again.office.store.close()


def same(demo: Demo) -> list[object]:
    """What must be the same each time: all but ids, references and keys."""
    with demo.office.store.read() as connection:
        rows = connection.execute(select(referral).order_by(referral.c.made_at, referral.c.listing))
        referrals = [(row.listing, row.status, row.made_at, row.moved_at, row.answer_by) for row in rows]
    return [*((each.name, each.state, each.roles()) for each in everybody(demo)), *referrals]


def test_a_steward_has_something_of_everything_to_look_at(demo: Demo) -> None:
    tern = next(each for each in everybody(demo) if each.name == "Tern Example")
    actor = Actor(tern.id, tern.name, tern.grants, "second-factor", "a session")
    waits = {pile.kind for pile in desk(demo.office, actor, now=NOW).piles}
    assert waits >= {Waits.CLAIMS, Waits.PROPOSALS, Waits.SUGGESTIONS, Waits.DOUBLES}
