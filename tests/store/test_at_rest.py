"""Whoever gets hold of the store's files, or of a copy, learns nothing of anybody; and with another secret nothing opens."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import inspect, text

from poai.actions import people
from poai.actions.office import Office
from poai.actions.records import change_record
from poai.actions.typed_record import Typed
from poai.domain.access import Actor
from poai.domain.account import Grant, Role
from poai.domain.note import Kind
from poai.settings import Settings
from poai.store import Goals, Keys, Notes, People, Store, StoreError, migrate, open_store
from poai.store.migrating import _config
from poai.store.openings import openings
from tests.actions.cast import Cast

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SECRET = "a secret of thirty-two characters"
REASON = "Her neighbour rang: nobody answers"
WHOLE = Typed(
    names="Peregrine Quillfeather",
    preferred_name="Perryboy",
    phone="020 7946 0123",
    other_phone="07700 900456",
    email="quill@feather.example",
    reach="Sundownwards only",
    address="9 Marmalade Mews",
    postcode="SW1A 1AA",
    birth_day="28",
    birth_month="2",
    birth_year="1941",
    nhs_number="999 000 0018",
    adjustments="Elephantine print",
    supporter="Zebedee next door",
    risks="Ferocious goose",
)
PLAIN = [
    "Peregrine", "Quillfeather", "Perryboy", "7946 0123", "02079460123", "900456", "quill@feather", "Sundownwards",
    "Marmalade", "SW1A", "SW1A1AA", "1941-02-28", "9990000018", "999 000 0018", "Elephantine", "Zebedee", "Ferocious",
    "goose", "Humdinger", "Whippersnapper", "neighbour rang", "Quondam",
]  # fmt: skip


def written(folder: Path) -> bytes:
    """Every byte of every file there."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def found(folder: Path) -> list[str]:
    """What of it can be read there, in the ways that text is written."""
    whole = written(folder).lower()
    ways = ("utf-8", "utf-16-le")
    return [plain for plain in PLAIN if any(plain.lower().encode(way) in whole for way in ways)]


def fill(cast: Cast) -> Actor:
    """Somebody with everything about them, changed once, written about, and opened in an emergency."""
    team, other = cast.team("North"), cast.team("South")
    worker = cast.actor("worker", Grant(Role.LINK_WORKER, team.id))
    elsewhere = cast.actor("elsewhere", Grant(Role.LINK_WORKER, other.id))
    typed = replace(WHOLE, names="Peregrine Quondam")
    person = people.add_person(cast.office, worker, typed, team=team.id, now=cast.now)
    change_record(cast.office, worker, person.id, WHOLE, version=1, now=cast.now)
    people.break_glass(cast.office, elsewhere, person.reference, REASON, now=cast.now)
    with cast.store.work() as connection:
        keys = Keys.load(connection, cast.office.secret)
        Notes(connection, keys).add(person.id, Kind.NOTE, "Such a Humdinger", by=worker.id, now=cast.now)
        Goals(connection, keys).add(
            person.id, statement="x", words="Whippersnapper class", importance=5, by=worker.id, now=cast.now
        )
    return worker


def test_s50_neither_the_files_nor_a_copy_of_them_hold_anything_of_anybody(tmp_path: Path) -> None:
    live, copies = tmp_path / "live", tmp_path / "copies"
    copies.mkdir()
    store = open_store(live / "store.db")
    migrate(store, SECRET)
    worker = fill(Cast(store, secret=SECRET))
    assert found(live) == []  # while it is open: what was written last is in a file of its own
    with store.engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw
        raw.execute("VACUUM INTO ?", (str(copies / "copy.db"),))
    store.close()
    assert found(live) == found(copies) == []
    copy = open_store(copies / "copy.db")
    with copy.read() as connection:
        known = People(connection, worker, Keys.load(connection, SECRET))
        rows = connection.execute(text("SELECT id FROM person")).all()
        person = known.get(rows[0].id, NOW)
    copy.close()
    assert person
    assert (person.names, person.details.birth_date) == ("Peregrine Quillfeather", date(1941, 2, 28))


def test_the_search_would_find_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes("… Ferocious goose".encode() + "zebedee".encode("utf-16-le"))
    assert found(tmp_path) == ["Zebedee", "Ferocious", "goose"]


def test_s50_another_secret_does_not_start(tmp_path: Path) -> None:
    variables = {"POAI_DATA": str(tmp_path), "POAI_URL": "https://help.example.org"}
    Office.open(Settings.read({**variables, "POAI_SECRET": "s" * 40})).store.close()
    with pytest.raises(StoreError, match="POAI_SECRET"):
        Office.open(Settings.read({**variables, "POAI_SECRET": "t" * 40}))


def as_it_was(store: Store) -> None:
    """A store of the version before records were sealed, with somebody in it whose record was once opened."""
    with store.work() as connection:
        command.upgrade(_config(connection), "0003_accounts")
        one = {"id": "a" * 36, "team_id": "a" * 36, "made_at": NOW, "until": NOW}
        account = {"email": "w@example.org", "name": "W", "state": "active", "password": ""}
        person = {"reference": "7K2M-9QXA", "names": "Peregrine Quillfeather", "reach": "Sundownwards only"}
        for table, row in (
            ("account", account),
            ("team", {"name": "North", "kind": "locality", "base": "x"}),
            ("person", {**person, "worker_id": "a" * 36, "version": 4}),
            ("person_opening", {"person_id": "a" * 36, "account_id": "a" * 36, "reason": REASON}),
        ):
            names = [column["name"] for column in inspect(connection).get_columns(table)]
            given = {name: {**one, **row}[name] for name in names}
            columns, values = ", ".join(given), ", ".join(f":{name}" for name in given)
            connection.execute(text(f"INSERT INTO {table} ({columns}) VALUES ({values})"), given)


def test_s50_an_earlier_store_is_sealed_when_it_is_brought_up_to_date(empty_store: Store) -> None:
    as_it_was(empty_store)
    with pytest.raises(StoreError, match="secret"):
        migrate(empty_store)
    with empty_store.read() as connection:  # all or nothing
        assert connection.scalar(text("SELECT names FROM person")) == "Peregrine Quillfeather"
    migrate(empty_store, SECRET)
    nora = Actor("a" * 36, "W", frozenset({Grant(Role.LINK_WORKER, "a" * 36)}), "second-factor", "s")
    with empty_store.read() as connection:
        keys = Keys.load(connection, SECRET)
        person = People(connection, nora, keys).get("a" * 36, NOW)
        assert person
        assert (person.names, person.details.reach) == ("Peregrine Quillfeather", "Sundownwards only")
        assert (person.reference, person.version, person.worker) == ("7K2M-9QXA", 4, "a" * 36)
        assert [one.reason for one in openings(connection, keys)] == [REASON]


def test_s50_nothing_of_what_was_plain_stays_in_the_files(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store.db")
    as_it_was(store)
    store.settle()
    migrate(store, SECRET)
    store.close()
    assert found(tmp_path) == []
