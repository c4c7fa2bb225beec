"""The cast of a demo is whole, plainly invented, and came in by the doors that staff use."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from poai.actions import people, publish, teams
from poai.actions.demo import Demo, begun_anew, enter, everybody
from poai.actions.demo_cast import make_cast
from poai.actions.office import Office
from poai.actions.sign_in import current
from poai.actions.verify_audit import verify_audit
from poai.domain.access import Actor
from poai.domain.account import Role, State
from poai.domain.audit import Event
from poai.place import load_place
from poai.progress import progress
from poai.settings import Settings
from poai.store import Audit, Organisations
from poai.store.outbox import standing
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
    make_cast(demo, load_place(settings.directory), NOW)
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
    assert can == dict.fromkeys(Role, 1) | {Role.LINK_WORKER: 2, Role.ORGANISATION_MEMBER: 2}
    assert {each.state for each in cast} == set(State)
    scopes = [grant.scope for each in cast for grant in each.grants if each.state is State.ACTIVE]
    assert len({scope for scope in scopes if scope}) == 5  # two teams, an area, two groups


def test_the_groups_of_members_are_in_the_directory(demo: Demo) -> None:
    grants = {grant for each in everybody(demo) for grant in each.grants}
    slugs = {grant.scope for grant in grants if grant.role is Role.ORGANISATION_MEMBER}
    with demo.office.store.read() as connection:
        assert all(Organisations(connection).get(slug) for slug in slugs)


def test_nobody_can_take_the_cast_for_real(demo: Demo) -> None:
    assert all(each.name.endswith(" Example") for each in everybody(demo))
    assert all(each.email.endswith("@example.org") for each in everybody(demo))
    for name in ("Jay", "Phoebe", "Wren"):
        for person in people.caseload(demo.office, acting(demo, name), now=NOW):
            assert person.names.endswith(" Fictional")


def test_workers_have_people_and_the_lead_has_one_to_give_away(demo: Demo) -> None:
    jay, phoebe, wren = (acting(demo, name) for name in ("Jay", "Phoebe", "Wren"))
    assert len(people.caseload(demo.office, jay, now=NOW)) == 3
    assert len(people.caseload(demo.office, phoebe, now=NOW)) == 2
    team = teams.own_teams(demo.office, wren)[0]
    assert [p.worker for p in people.team_people(demo.office, wren, team.id, now=NOW)].count("") == 1


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


def test_letters_wait_for_whoever_was_invited_and_alerted(demo: Demo) -> None:
    with demo.office.store.read() as connection:
        waiting = Counter((each.letter, each.recipient) for each in standing(connection, "waiting"))
    assert waiting["invitation", "linnet@example.org"] == 1
    assert waiting["glass-broken", "merle@example.org"] == 1


def test_a_second_start_makes_the_same_cast(tmp_path: Path, demo: Demo) -> None:
    settings = Settings.read(
        {
            "POAI_DEMO": "1",
            "POAI_DATA": str(tmp_path / "demo"),
            "POAI_DIRECTORY": str(DIRECTORY),
            "POAI_CONTENT": str(CONTENT),
        }
    )
    found = []
    for _ in range(2):
        with begun_anew(settings):
            again = made(settings)
            found.append([(each.name, each.state, each.roles()) for each in everybody(again)])
            again.office.store.close()
    assert found[0] == found[1] == [(each.name, each.state, each.roles()) for each in everybody(demo)]
