"""Keys are changed while the place runs, and nothing is lost, left behind or opened by another secret."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import insert, select, text, update

from poai.actions.office import Office
from poai.actions.rotating import key_ages, rotate
from poai.domain.audit import Event
from poai.sealing import UnsealError
from poai.store import Keys, Store, StoreError, make_keys
from poai.store.person_tables import data_key, note, person
from poai.store.tables import Sealed, metadata
from tests.actions.casework import Casework
from tests.actions.cast import NOW
from tests.actions.keeping import filled


def texts(store: Store, secret: str) -> tuple[dict[str, str], set[int]]:
    """Every sealed text, opened, by table, column and row; and the numbers of the keys that sealed them."""
    opened, numbers = {}, set()
    with store.read() as connection:
        keys = Keys.load(connection, secret)
        for table in metadata.sorted_tables:
            for column in (column for column in table.c if isinstance(column.type, Sealed)):
                for identity, sealed in connection.execute(select(table.c.id, column)):
                    if sealed:
                        where = f"{table.name}.{column.name}"
                        opened[f"{where} {identity}"] = keys.unseal(bytes(sealed), where, identity)
                        numbers.add(int.from_bytes(bytes(sealed)[:4], "big"))
    return opened, numbers


def test_s50_changing_keys_seals_every_text_anew_and_none_is_lost(work: Casework) -> None:
    seeded, store, secret = filled(work), work.cast.store, work.cast.secret
    before, old = texts(store, secret)
    done = rotate(work.office, now=NOW)
    after, new = texts(store, secret)
    assert after == before
    assert set(seeded.sealed.values()) <= set(after.values())
    assert (old, new) == ({1}, {2})
    assert (done.number, done.count) == (2, len(before))


def test_s50_the_old_key_is_gone_and_what_it_sealed_opens_no_more(work: Casework) -> None:
    filled(work)
    with work.cast.store.read() as connection:
        kept = connection.execute(select(note.c.id, note.c.words)).one()
    rotate(work.office, now=NOW)
    assert list(key_ages(work.office)) == [2]
    with work.cast.store.read() as connection, pytest.raises(UnsealError, match="key that is gone"):
        Keys.load(connection, work.cast.secret).unseal(bytes(kept.words), "note.words", kept.id)


def test_s50_what_is_found_by_its_fingerprint_is_still_found(light: Casework) -> None:
    with light.cast.store.read() as connection:
        before = Keys.load(connection, light.cast.secret).blind("nhs", "9000000009")
    rotate(light.office, now=NOW)
    with light.cast.store.read() as connection:
        assert Keys.load(connection, light.cast.secret).blind("nhs", "9000000009") == before


def test_s50_a_text_that_was_passed_off_as_anothers_is_refused_and_no_key_is_changed(light: Casework) -> None:
    ash = light.person("Ash Southerner", "sami")
    store = light.cast.store
    with store.work() as connection:
        theirs = connection.scalar(select(person.c.details).where(person.c.id == ash.id))
        connection.execute(update(person).where(person.c.id == light.ivy.id).values(details=theirs))
    with store.read() as connection, pytest.raises(UnsealError):
        Keys.load(connection, light.cast.secret).unseal(bytes(theirs or b""), "person.details", light.ivy.id)
    with pytest.raises(UnsealError):
        rotate(light.office, now=NOW)
    assert list(key_ages(light.office)) == [1]
    assert light.cast.count(Event.KEYS_CHANGED) == 0


def test_s50_another_secret_opens_nothing_from_the_start(light: Casework) -> None:
    rotate(light.office, now=NOW)
    with pytest.raises(StoreError, match="POAI_SECRET"):
        make_keys(light.cast.store, "another secret of thirty-two letters")
    other = Office(light.cast.store, "another secret of thirty-two letters", "https://help.example.org")
    with pytest.raises(StoreError, match="POAI_SECRET"):
        rotate(other, now=NOW)


def test_s50_a_store_whose_keys_are_gone_is_refused(light: Casework) -> None:
    with light.cast.store.work() as connection:
        connection.execute(data_key.delete().where(data_key.c.number == 1))
    with pytest.raises(StoreError, match="no keys"):
        make_keys(light.cast.store, light.cast.secret)


def test_s50_what_is_written_while_keys_change_can_be_read_afterwards(work: Casework) -> None:
    store, secret = work.cast.store, work.cast.secret

    def write(number: int) -> None:
        identity = f"{number:036}"
        with store.work() as connection:
            words = Keys.load(connection, secret).seal(f"note {number}", "note.words", identity)
            row = {"kind": "note", "words": words, "at": NOW, "by": work["nora"].id}
            connection.execute(insert(note).values(id=identity, person_id=work.ivy.id, **row))

    with ThreadPoolExecutor(3) as hands:
        written = hands.map(write, range(30))
        changed = [rotate(work.office, now=NOW).number for _ in range(3)]
        list(written)
    opened, _ = texts(store, secret)
    assert changed == [2, 3, 4]
    assert {text for where, text in opened.items() if where.startswith("note.words")} == {
        f"note {number}" for number in range(30)
    }


def test_a_row_that_an_earlier_version_left_empty_stays_empty(work: Casework) -> None:
    seeded = filled(work)
    with work.cast.store.work() as connection:
        connection.execute(
            text("UPDATE person_opening SET why = :nothing WHERE id = :id"),
            {"nothing": b"", "id": seeded.ids["person_opening"]},
        )
    rotate(work.office, now=NOW)
    with work.cast.store.read() as connection:
        assert bytes(connection.scalar(text("SELECT why FROM person_opening"))) == b""


def test_keys_are_changed_again_and_again_which_is_in_the_trail_with_their_ages_known(
    light: Casework,
) -> None:
    rotate(light.office, now=NOW + timedelta(days=1))
    rotate(light.office, now=NOW + timedelta(days=2))
    assert key_ages(light.office) == {3: NOW + timedelta(days=2)}
    row = light.cast.trail()[-1]
    assert (row.actor, row.event, row.detail["number"]) == ("system", Event.KEYS_CHANGED, "3")
