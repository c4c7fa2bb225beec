"""What the store holds of somebody is known table by table, column by column."""

from sqlalchemy import Column, Integer, MetaData, Table, func, select

from poai.actions.subject_access import LABELS
from poai.store import Keys, Store, traces
from poai.store.tables import Sealed, metadata
from poai.store.traces import TRACES, WITHOUT
from tests.actions.cast import Cast
from tests.store.seeding import seed


def test_s48_every_table_leads_to_a_person_or_is_known_to_hold_nothing_of_one() -> None:
    assert traces.traced() == []
    assert {trace.table.name for trace in TRACES} & WITHOUT.keys() == set()
    assert WITHOUT.keys() <= metadata.tables.keys()


def test_s48_a_new_table_that_nobody_thought_of_is_named() -> None:
    added = Table("diary", MetaData(), Column("id", Integer, primary_key=True))
    assert traces.traced([*metadata.sorted_tables, added]) == ["diary"]


def test_s48_every_column_that_somebody_is_shown_has_a_name() -> None:
    shown = {name for trace in TRACES for name in trace.shown}
    assert shown <= LABELS.keys()


def test_s48_nothing_that_is_sealed_is_withheld_from_whom_it_is_about() -> None:
    for trace in TRACES:
        sealed = {column.name for column in trace.table.c if isinstance(column.type, Sealed)}
        assert sealed <= set(trace.shown), trace.table.name


def test_s50_every_sealed_column_is_of_a_table_with_an_id_of_its_own() -> None:
    for table in metadata.sorted_tables:
        if any(isinstance(column.type, Sealed) for column in table.c):
            assert [column.name for column in table.primary_key] == ["id"], table.name


def test_s47_everything_of_one_person_goes_and_nothing_of_another(store: Store) -> None:
    cast = Cast(store)
    team = cast.team("North team")
    nora = cast.actor("nora")
    ivy, ash = (cast.person(nora, names, team) for names in ("Ivy", "Ash"))
    with store.work() as connection:
        keys = Keys.load(connection, cast.secret)
        for one in (ivy, ash):
            seed(connection, keys, one.id, account=nora.id, team=team.id)
    with store.work() as connection:
        assert traces.erase(connection, ivy.id) == len(TRACES)
        for trace in TRACES:
            assert connection.scalar(select(func.count()).select_from(trace.table)) == 1, trace.table.name
            assert connection.execute(select(trace.table).where(trace.of(ash.id))).all(), trace.table.name


def test_every_id_that_leads_to_a_person_is_known_with_its_kind(store: Store) -> None:
    cast = Cast(store)
    team, nora = cast.team("North team"), cast.actor("nora")
    ivy = cast.person(nora, "Ivy", team)
    with store.work() as connection:
        seeded = seed(connection, Keys.load(connection, cast.secret), ivy.id, account=nora.id, team=team.id)
        found = traces.identities(connection, ivy.id)
    expected = {
        identity: table
        for table, identity in seeded.ids.items()
        if table not in ("account", "team", "person_phone")
    }
    assert found == expected
    assert f"referral:{seeded.ids['referral']}" in traces.things(found)
