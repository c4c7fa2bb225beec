"""The trail grows and nothing else; whatever is done to it behind the program's back is found."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Executable, delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from poai.domain.audit import START, Event, Head, Verdict
from poai.store import Audit, Store, migrate, open_store
from poai.store.audit import head, verify
from poai.store.audit_tables import audit

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
KEY = b"k" * 32
EMPTY = {"at": NOW, **dict.fromkeys(("actor", "event", "thing", "origin", "detail", "mac"), "")}


def record(store: Store, *things: str, actor: str = "ann", event: Event = Event.PERSON_READ) -> None:
    """A row for each thing, a minute apart, each in a unit of work of its own."""
    for thing in things:
        with store.work() as connection:
            at = NOW + timedelta(minutes=head(connection).number)
            Audit(connection, KEY).record(now=at, actor=actor, event=event, thing=thing)


@pytest.fixture
def ten(store: Store) -> Store:
    """A store with a trail of ten rows."""
    record(store, *(f"person:{number}" for number in range(1, 11)))
    return store


def verdict(store: Store, kept: Head | None = None, key: bytes = KEY) -> Verdict:
    with store.read() as connection:
        return verify(connection, key, kept)


def end(store: Store) -> Head:
    with store.read() as connection:
        return head(connection)


def tamper(store: Store, *statements: str) -> None:
    """What somebody does who may do anything to the database, but does not have the key."""
    with store.work() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE audit DISABLE TRIGGER ALL"))
        else:
            triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'"
            for name in connection.scalars(text(triggers)).all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        for statement in statements:
            connection.execute(text(statement))


def test_s41_a_row_says_who_did_what_to_what_when_and_from_where(store: Store) -> None:
    with store.work() as connection:
        number = Audit(connection, KEY).record(
            now=NOW,
            actor="ann",
            event=Event.ROLE_GIVEN,
            thing="account:bob",
            origin="0123abc",
            detail={"role": "steward", "scope": "north-end"},
        )
    assert number == 1
    with store.read() as connection:
        (row,) = Audit(connection, KEY).rows()
    assert (row.number, row.at, row.actor, row.event) == (1, NOW, "ann", "role-given")
    assert (row.thing, row.origin) == ("account:bob", "0123abc")
    assert row.detail == {"role": "steward", "scope": "north-end"}


def test_s41_a_row_is_kept_with_what_it_tells_of_or_not_at_all(ten: Store) -> None:
    before = end(ten)

    def fail() -> None:
        with ten.work() as connection:
            Audit(connection, KEY).record(now=NOW, actor="ann", event=Event.PERSON_READ)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert end(ten) == before
    record(ten, "person:11")
    assert verdict(ten) == Verdict(11)


@pytest.mark.parametrize("field", ["actor", "thing", "origin"])
def test_s51_the_trail_takes_no_words_or_addresses(store: Store, field: str) -> None:
    said = {"actor": "ann", "thing": "", "origin": "", field: "ann@example.org"}
    with pytest.raises(ValueError, match="ids, keys"), store.work() as connection:
        Audit(connection, KEY).record(
            now=NOW,
            event=Event.SIGNED_IN,
            actor=said["actor"],
            thing=said["thing"],
            origin=said["origin"],
        )


@pytest.mark.parametrize("detail", [{"why": "she fell over"}, {"Mrs Example": "1"}])
def test_s51_the_detail_of_a_row_takes_no_words(store: Store, detail: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="ids, keys"), store.work() as connection:
        Audit(connection, KEY).record(now=NOW, actor="ann", event=Event.SIGNED_IN, detail=detail)


def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="time zone"), store.work() as connection:
        Audit(connection, KEY).record(now=NOW.replace(tzinfo=None), actor="ann", event=Event.SIGNED_IN)


def test_s42_the_database_itself_refuses_to_change_or_remove_a_row(ten: Store) -> None:
    statements: list[Executable] = [
        update(audit).values(actor="bob"),
        delete(audit),
        delete(audit).where(audit.c.number == 10),
    ]
    if ten.engine.dialect.name == "postgresql":
        statements.append(text("TRUNCATE audit"))
    else:
        statements.append(insert(audit).prefix_with("OR REPLACE").values(number=3, **EMPTY))
    for statement in statements:
        with pytest.raises(DBAPIError, match=r"append-only|without gaps"), ten.work() as connection:
            connection.execute(statement)
    assert verdict(ten) == Verdict(10)


def test_s42_the_database_itself_refuses_a_gap(ten: Store) -> None:
    for number in (0, 10, 12):
        with pytest.raises(DBAPIError), ten.work() as connection:
            connection.execute(insert(audit).values(number=number, **EMPTY))


def test_s42_a_trail_as_it_was_written_is_good(store: Store) -> None:
    assert verdict(store) == Verdict(0)
    assert end(store) == START
    record(store, "person:1", "person:2")
    assert verdict(store) == Verdict(2)
    assert verdict(store, kept=START) == Verdict(2)


@pytest.mark.parametrize(
    "change",
    [
        "actor = 'bob'",
        "event = 'signed-in'",
        "thing = 'person:99'",
        "origin = 'elsewhere'",
        """detail = '{"a": "b"}'""",
        "at = (SELECT at FROM audit WHERE number = 8)",
        f"mac = '{'0' * 64}'",
        "mac = (SELECT mac FROM audit WHERE number = 8)",
    ],
)
@pytest.mark.parametrize("number", [1, 7, 10])
def test_s42_a_row_that_was_edited_is_named(ten: Store, change: str, number: int) -> None:
    tamper(ten, f"UPDATE audit SET {change} WHERE number = {number}")
    found = verdict(ten)
    assert (found.bad, found.rows, found.good) == (number, number - 1, False)
    assert f"row {number}" in found.why


@pytest.mark.parametrize("number", [1, 5, 9])
def test_s42_a_row_that_was_removed_is_named(ten: Store, number: int) -> None:
    tamper(ten, f"DELETE FROM audit WHERE number = {number}")
    found = verdict(ten)
    assert (found.bad, found.why) == (number, f"row {number} is missing")


def test_s42_a_row_that_was_removed_and_the_rest_numbered_anew_is_named(ten: Store) -> None:
    closing = [f"UPDATE audit SET number = {number - 1} WHERE number = {number}" for number in range(6, 11)]
    tamper(ten, "DELETE FROM audit WHERE number = 5", *closing)
    assert verdict(ten).bad == 5


def test_s42_rows_that_changed_places_are_named(ten: Store) -> None:
    moves = ((4, 99), (6, 4), (99, 6))
    tamper(ten, *(f"UPDATE audit SET number = {new} WHERE number = {old}" for old, new in moves))
    assert verdict(ten).bad == 4


def test_s42_a_row_that_was_slipped_in_is_named(ten: Store) -> None:
    columns = "at, actor, event, thing, origin, detail, mac"
    tamper(ten, f"INSERT INTO audit (number, {columns}) SELECT 11, {columns} FROM audit WHERE number = 10")
    assert verdict(ten).bad == 11


def test_s42_a_row_of_another_past_is_named(ten: Store) -> None:
    """One that was written with the key, under the same number, before the end was cut off and written anew."""
    tamper(
        ten, "CREATE TABLE kept AS SELECT * FROM audit WHERE number = 8", "DELETE FROM audit WHERE number > 6"
    )
    record(ten, "person:a", "person:b", "person:c")
    assert verdict(ten) == Verdict(9)
    tamper(ten, "DELETE FROM audit WHERE number = 8", "INSERT INTO audit SELECT * FROM kept")
    assert verdict(ten).bad == 8


def test_s42_rows_cut_off_the_end_are_missed_by_a_head_that_was_kept(ten: Store) -> None:
    kept = end(ten)
    tamper(ten, "DELETE FROM audit WHERE number > 7")
    assert verdict(ten) == Verdict(7), "nothing in the database itself shows it"
    found = verdict(ten, kept)
    assert (found.bad, found.rows) == (8, 7)
    assert "cut off" in found.why


def test_s42_a_trail_that_was_emptied_is_missed_by_a_head_that_was_kept(ten: Store) -> None:
    kept = end(ten)
    tamper(ten, "DELETE FROM audit")
    assert verdict(ten, kept).bad == 1


def test_s42_an_end_that_was_cut_off_and_written_anew_is_not_the_one_that_was_kept(ten: Store) -> None:
    kept = end(ten)
    tamper(ten, "DELETE FROM audit WHERE number = 10")
    record(ten, "person:other", "person:11")
    assert verdict(ten) == Verdict(11), "whoever has the key can write a trail that hangs together"
    found = verdict(ten, kept)
    assert (found.bad, found.rows) == (10, 9)


def test_s42_a_head_that_was_kept_stays_good_while_the_trail_grows(ten: Store) -> None:
    kept = end(ten)
    record(ten, "person:11")
    assert verdict(ten, kept) == Verdict(11)
    assert verdict(ten, Head.read(str(kept))) == Verdict(11)


def test_s42_nobody_without_the_key_writes_a_row_that_passes(ten: Store) -> None:
    with ten.work() as connection:
        Audit(connection, b"x" * 32).record(now=NOW, actor="ann", event=Event.SIGNED_IN)
    assert verdict(ten).bad == 11
    assert verdict(ten, key=b"x" * 32).bad == 1


def test_moments_mean_the_same_in_every_zone(store: Store) -> None:
    summer = datetime(2026, 7, 1, 10, 0, 0, 123456, tzinfo=ZoneInfo("Europe/London"))
    with store.work() as connection:
        Audit(connection, KEY).record(now=summer, actor="ann", event=Event.SIGNED_IN)
        (row,) = Audit(connection, KEY).rows()
    assert row.at.isoformat() == "2026-07-01T09:00:00.123456+00:00"
    assert verdict(store) == Verdict(1)


def test_s42_writers_at_the_same_time_make_one_trail_without_gaps(store: Store) -> None:
    failed: list[BaseException] = []

    def writer(name: str) -> None:
        try:
            record(store, *(f"person:{name}{number}" for number in range(10)), actor=name)
        except BaseException as error:  # noqa: BLE001 -- shown by the assertion below
            failed.append(error)

    threads = [threading.Thread(target=writer, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert verdict(store) == Verdict(40)


def test_several_rows_of_one_unit_of_work_follow_each_other(store: Store) -> None:
    with store.work() as connection:
        trail = Audit(connection, KEY)
        numbers = [trail.record(now=NOW, actor="ann", event=Event.PERSON_READ) for _ in range(3)]
    assert numbers == [1, 2, 3]
    assert verdict(store) == Verdict(3)


def test_s43_the_access_history_of_a_person_is_every_view_in_order(store: Store) -> None:
    for number in range(20):
        record(store, "person:1", actor=f"worker-{number}")
        record(store, "person:2", "person:11")
    with store.read() as connection:
        rows = Audit(connection, KEY).rows(thing="person:1", limit=100)
    assert [row.actor for row in rows] == [f"worker-{number}" for number in reversed(range(20))]


@pytest.mark.parametrize(
    ("ask", "numbers"),
    [
        (lambda trail: trail.rows(), [6, 5, 4, 3, 2, 1]),
        (lambda trail: trail.rows(actor="bob"), [4]),
        (lambda trail: trail.rows(events=[Event.SIGNED_IN, Event.EXPORTED]), [6, 5]),
        (lambda trail: trail.rows(actor="ann", thing="person:2"), [2]),
        (
            lambda trail: trail.rows(since=NOW + timedelta(minutes=1), until=NOW + timedelta(minutes=3)),
            [3, 2],
        ),
        (lambda trail: trail.rows(limit=2), [6, 5]),
        (lambda trail: trail.rows(limit=2, before=5), [4, 3]),
        (lambda trail: trail.rows(before=1), []),
        (lambda trail: trail.rows(actor="ann' OR 1=1 --"), []),
    ],
)
def test_the_trail_is_read_newest_first_by_who_what_and_when(
    store: Store, ask: Callable[[Audit], list[object]], numbers: list[int]
) -> None:
    record(store, "person:1", "person:2", "person:3")
    record(store, "person:1", actor="bob")
    record(store, "", actor="cat", event=Event.SIGNED_IN)
    record(store, "", actor="cat", event=Event.EXPORTED)
    with store.read() as connection:
        rows = ask(Audit(connection, KEY))
    assert [row.number for row in rows] == numbers  # type: ignore[attr-defined]


def test_the_filters_of_the_trail_use_an_index(tmp_path: Path) -> None:
    """On SQLite, which says how; PostgreSQL plans by how many rows there are."""
    store = open_store(tmp_path / "store.db")
    migrate(store)
    with store.read() as connection:
        for column in ("actor", "thing"):
            query = f"SELECT * FROM audit WHERE {column} = 'x' ORDER BY number DESC LIMIT 50"
            plan = [row.detail for row in connection.execute(text(f"EXPLAIN QUERY PLAN {query}"))]
            assert f"ix_audit_{column}" in plan[0]
            assert len(plan) == 1, "no sorting"
    store.close()


def test_an_event_of_another_version_can_be_read(store: Store) -> None:
    with store.work() as connection:
        Audit(connection, KEY).record(now=NOW, actor="ann", event="danced")  # type: ignore[arg-type]
        assert [row.event for row in Audit(connection, KEY).rows()] == ["danced"]
        assert connection.scalar(select(audit.c.event)) == "danced"
