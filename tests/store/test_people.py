"""What is known of somebody is changed without losing what was known before, and doubles are found by fingerprint alone."""

from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text, update

from poai.domain.access import Actor
from poai.domain.account import Grant, Role
from poai.domain.errors import StaleError
from poai.domain.person import Details, Person
from poai.sealing import UnsealError
from poai.store import Keys, People, Store, StoreError
from poai.store.person_details import packed, unpacked
from poai.store.person_tables import person, person_phone
from tests.actions.cast import Cast

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
KNOWN = Details(
    reach="afternoons only",
    birth_date=date(1941, 2, 28),
    nhs_number="9990000018",
    phone="020 7946 0000",
    other_phone="07700 900123",
)


@dataclass
class Records:
    """A worker of one team, and somebody whom they work with."""

    store: Store
    actor: Actor
    team: str
    secret: str
    person: Person

    def keys(self) -> Keys:
        with self.store.read() as connection:
            return Keys.load(connection, self.secret)

    def add(self, details: Details, names: str = "Somebody Else") -> Person:
        with self.store.work() as connection:
            return People(connection, self.actor, self.keys()).add(
                names=names, details=details, team=self.team, worker=self.actor.id, now=NOW
            )

    def now(self) -> Person:
        with self.store.read() as connection:
            found = People(connection, self.actor, self.keys()).get(self.person.id, NOW)
        assert found
        return found

    def change(self, version: int, **changed: Any) -> int:
        was = self.now()
        names, practice = changed.pop("names", was.names), changed.pop("practice", was.practice)
        with self.store.work() as connection:
            return People(connection, self.actor, self.keys()).change(
                was.id,
                names=names,
                details=replace(was.details, **changed),
                practice=practice,
                version=version,
                by=self.actor.id,
                now=NOW + timedelta(minutes=version),
            )

    def like(self, **details: Any) -> set[str]:
        with self.store.read() as connection:
            return {one.id for one in People(connection, self.actor, self.keys()).like(Details(**details))}


@pytest.fixture
def records(store: Store) -> Records:
    cast = Cast(store)
    team = cast.team("North")
    actor = cast.actor("worker", Grant(Role.LINK_WORKER, team.id))
    some = Records(store, actor, team.id, cast.office.secret, cast.person(actor, "Mrs Example", team))
    some.change(1, **{field.name: getattr(KNOWN, field.name) for field in fields(KNOWN)})
    return some


def test_s49_each_earlier_value_is_kept_with_who_changed_it_and_when(records: Records) -> None:
    records.change(2, phone="020 7946 0001", practice="Example Surgery")
    records.change(3, names="Mrs Example-Jones")
    with records.store.read() as connection:
        earlier = People(connection, records.actor, records.keys()).earlier(records.person.id)
    assert [(one.version, one.names, one.details.phone, one.practice) for one in earlier] == [
        (3, "Mrs Example", "020 7946 0001", "Example Surgery"),
        (2, "Mrs Example", "020 7946 0000", ""),
        (1, "Mrs Example", "", ""),
    ]
    assert {one.by for one in earlier} == {records.actor.id}
    assert [one.at for one in earlier] == [NOW + timedelta(minutes=number) for number in (3, 2, 1)]


CHANGES = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "names": st.text("abcdé 👵", min_size=1, max_size=20),
            "practice": st.sampled_from(("", "Example Surgery", "Another Practice")),
            "phone": st.sampled_from(("", "020 7946 0000", "+33 1 42 68 53 00")),
            "birth_date": st.none() | st.dates(date(1910, 1, 1), date(2026, 1, 1)),
            "risks": st.text(max_size=30),
            "needs": st.lists(st.sampled_from(("food", "company"))).map(tuple),
        },
    ),
    max_size=6,
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES)
def test_s49_undoing_the_history_gives_the_first_value(
    records: Records, changes: list[dict[str, Any]]
) -> None:
    first, version = records.now(), records.now().version
    seen = [first]
    for change in changes:
        version = records.change(version, **change)
        seen.append(records.now())
    with records.store.read() as connection:
        earlier = People(connection, records.actor, records.keys()).earlier(records.person.id)
    undone = earlier[: len(changes)][::-1]
    assert [(one.version, one.names, one.details, one.practice) for one in undone] == [
        (one.version, one.names, one.details, one.practice) for one in seen[:-1]
    ]


def test_s55_a_change_of_a_version_that_is_gone_changes_nothing(records: Records) -> None:
    records.change(2, phone="020 7946 0001")
    with pytest.raises(StaleError):
        records.change(2, phone="020 7946 0002", other_phone="")
    assert records.now().details.phone == "020 7946 0001"
    assert records.now().version == 3
    assert records.like(phone="07700 900123") == {records.person.id}


def test_the_same_number_day_or_telephone_is_found_however_it_is_spaced(records: Records) -> None:
    other = records.add(Details(birth_date=KNOWN.birth_date, phone="+33 1 42 68 53 00"))
    assert records.like(nhs_number=KNOWN.nhs_number) == {records.person.id}
    assert records.like(birth_date=KNOWN.birth_date) == {records.person.id, other.id}
    assert records.like(phone="07700900123") == {records.person.id}
    assert records.like(other_phone="+33142685300") == {other.id}
    assert records.like(reach="afternoons only") == set()


def test_fingerprints_follow_every_change(records: Records) -> None:
    records.change(2, nhs_number="", birth_date=None, phone="", other_phone="020 7946 0009")
    for gone in ("nhs_number", "birth_date", "phone", "other_phone"):
        assert records.like(**{gone: getattr(KNOWN, gone)}) == set(), gone
    assert records.like(phone="020 7946 0009") == {records.person.id}
    with records.store.read() as connection:
        assert len(connection.execute(select(person_phone)).all()) == 1


def test_one_number_given_twice_is_one_number(records: Records) -> None:
    records.change(2, other_phone=KNOWN.phone)
    assert records.like(phone=KNOWN.phone) == {records.person.id}


def test_s50_what_is_sealed_of_one_person_cannot_be_passed_off_as_anothers(records: Records) -> None:
    other = records.add(Details(reach="mornings", nhs_number="9990000026"))
    with records.store.work() as connection:
        theirs = connection.execute(select(person).where(person.c.id == other.id)).one()
        connection.execute(
            update(person).where(person.c.id == records.person.id).values(details=theirs.details)
        )
    with pytest.raises(UnsealError):
        records.now()


def test_s50_nor_one_column_for_another(records: Records) -> None:
    with records.store.work() as connection:
        mine = connection.execute(select(person).where(person.c.id == records.person.id)).one()
        connection.execute(update(person).values(sealed_names=mine.details))
    with pytest.raises(UnsealError):
        records.now()


def test_s50_another_secret_opens_nothing(records: Records) -> None:
    with records.store.read() as connection, pytest.raises(StoreError, match="POAI_SECRET"):
        Keys.load(connection, "another secret of thirty-two signs")


def test_s50_the_columns_hold_no_plain_number_or_day(records: Records) -> None:
    with records.store.read() as connection:
        rows = [
            str([bytes(v) if isinstance(v, memoryview) else v for v in row])
            for table in ("person", "person_phone", "person_version")
            for row in connection.execute(text(f"SELECT * FROM {table}"))
        ]
    for plain in ("9990000018", "1941-02-28", "79460000", "020 7946", "afternoons", "Example"):
        assert not any(plain in row for row in rows), plain


def test_details_are_packed_without_what_is_not_known() -> None:
    assert packed(Details(reach="by post")) == '{"reach": "by post"}'
    assert unpacked(packed(KNOWN)) == KNOWN
    assert unpacked("{}") == Details()
