"""A legal hold has a reason, which is sealed, and is the guardian's to put on and to take away."""

import pytest
from sqlalchemy import select

from poai.actions.holds import hold_of, hold_person, release_person, standing_holds
from poai.domain.audit import Event
from poai.domain.errors import InvalidError, NotFoundError, RepeatedError, StaleError
from poai.store.person_tables import hold, person
from tests.actions.casework import Casework
from tests.actions.cast import NOW

WHY, ENDED = "An inquest has been opened", "The inquest has been closed"


def held(work: Casework) -> bool | None:
    with work.cast.store.read() as connection:
        return connection.scalar(select(person.c.held).where(person.c.id == work.ivy.id))


def test_s46_a_hold_stands_until_it_is_taken_away_and_both_are_in_the_trail(work: Casework) -> None:
    gus = work["gus"]
    hold_person(work.office, gus, work.ivy.id, WHY, now=NOW)
    (found,) = standing_holds(work.office, gus, now=NOW)
    assert found == hold_of(work.office, gus, work.ivy.id, now=NOW)
    assert (found.person, found.reference, found.why, found.by) == (
        work.ivy.id,
        work.ivy.reference,
        WHY,
        gus.id,
    )
    assert held(work)
    with pytest.raises(StaleError):
        hold_person(work.office, gus, work.ivy.id, WHY, now=NOW)
    release_person(work.office, gus, work.ivy.id, ENDED, now=NOW)
    assert standing_holds(work.office, gus, now=NOW) == []
    assert not held(work)
    with pytest.raises(StaleError):
        release_person(work.office, gus, work.ivy.id, ENDED, now=NOW)
    rows = [row.event for row in work.cast.trail() if row.thing == f"person:{work.ivy.id}"]
    assert rows == [Event.PERSON_HELD, Event.PERSON_RELEASED]


def test_s50_the_reasons_are_sealed(light: Casework) -> None:
    hold_person(light.office, light["gus"], light.ivy.id, WHY, now=NOW)
    release_person(light.office, light["gus"], light.ivy.id, ENDED, now=NOW)
    with light.cast.store.read() as connection:
        row = connection.execute(select(hold)).one()
    assert WHY.encode() not in row.why
    assert ENDED.encode() not in row.released_why


def test_a_hold_needs_a_reason(light: Casework) -> None:
    for why, reason in (("", "missing"), ("So", "too-short"), ("x" * 1001, "too-long")):
        with pytest.raises(InvalidError) as refused:
            hold_person(light.office, light["gus"], light.ivy.id, why, now=NOW)
        assert (refused.value.field, refused.value.reason) == ("why", reason)
    assert not held(light)


def test_s54_the_same_form_holds_once_and_another_under_its_key_is_refused(light: Casework) -> None:
    for _ in range(2):
        hold_person(light.office, light["gus"], light.ivy.id, WHY, now=NOW, once="key")
    with pytest.raises(RepeatedError):
        hold_person(light.office, light["gus"], light.ivy.id, f"{WHY} again", now=NOW, once="key")
    assert light.cast.count(Event.PERSON_HELD) == 1


def test_s23_nobody_but_the_guardian_holds_releases_or_sees_that_there_is_a_hold(light: Casework) -> None:
    for name in ("nora", "lena", "sami", "olga", "stew", "ada"):
        for act in (
            lambda actor: hold_person(light.office, actor, light.ivy.id, WHY, now=NOW),
            lambda actor: release_person(light.office, actor, light.ivy.id, WHY, now=NOW),
            lambda actor: hold_of(light.office, actor, light.ivy.id, now=NOW),
            lambda actor: standing_holds(light.office, actor, now=NOW),
        ):
            with pytest.raises(NotFoundError):
                act(light[name])
    assert not held(light)
