"""Somebody who is erased is gone from every table, from the file, and from what was to be sent about them."""

from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import insert, select, update

from poai.actions.erasing import Why, erase_person, kept_record
from poai.actions.holds import hold_person, release_person
from poai.domain.audit import Event
from poai.domain.errors import InvalidError, NotFoundError
from poai.domain.letters import Letter
from poai.domain.person import Person
from poai.domain.referral import OPEN, Status
from poai.store import Keys, Outbox, traces
from poai.store.audit_tables import outbox
from poai.store.holds import Holds
from poai.store.keeping import kept
from poai.store.referral_tables import once, reply_link
from poai.store.sessions import hashed
from tests.actions.casework import Casework
from tests.actions.cast import NOW
from tests.actions.keeping import filled


def erase(work: Casework, of: Person, by: str = "gus", reference: str = "", why: str = Why.ASKED) -> None:
    erase_person(
        work.office, work[by], of.id, reference=reference or of.reference, why=why, now=work.cast.now
    )


def test_s47_nothing_that_leads_to_the_person_is_left_but_the_id_in_the_trail(work: Casework) -> None:
    ash = work.person("Ash Southerner", "sami")
    filled(work, work.ivy)
    theirs = filled(work, ash)
    erase(work, work.ivy)
    with work.cast.store.read() as connection:
        assert kept(connection, identity=work.ivy.id) is None
        assert kept(connection, identity=ash.id) is not None
        assert set(traces.identities(connection, ash.id)) >= {theirs.ids["note"], theirs.ids["referral"]}
        for trace in traces.TRACES:
            assert connection.execute(select(trace.table).where(trace.of(work.ivy.id))).all() == []
    row = work.cast.trail()[-1]
    assert (row.event, row.thing, row.detail["why"]) == (
        Event.PERSON_ERASED,
        f"person:{work.ivy.id}",
        "asked",
    )


def test_s47_no_byte_of_the_file_or_its_journal_holds_what_was_sealed_or_who_it_was(
    tmp_path: Path, light: Casework
) -> None:
    store = light.cast.store
    seeded = filled(light, light.ivy)
    found: list[bytes] = [light.ivy.reference.encode()]
    with store.read() as connection:
        for trace in traces.TRACES:
            for row in connection.execute(select(trace.table).where(trace.of(light.ivy.id))):
                found += [bytes(value)[8:40] for value in row if isinstance(value, bytes | memoryview)]
    found += [fact.encode() for fact in seeded.plain.values() if len(fact) > 5]
    files = list(tmp_path.glob("store.db*"))
    store.settle()  # what is looked for must be where it is looked for
    assert all(any(mark in file.read_bytes() for file in files) for mark in found)
    erase(light, light.ivy)
    left = [mark for mark in found for file in tmp_path.glob("store.db*") if mark in file.read_bytes()]
    assert left == []
    words = [b"Ivy Northerner", *(fact.encode() for fact in seeded.sealed.values())]
    assert not any(word in file.read_bytes() for word in words for file in tmp_path.glob("store.db*"))


def test_s47_what_was_to_be_sent_about_them_is_not_sent(work: Casework) -> None:
    seeded, office = filled(work, work.ivy), work.office
    ash = work.person("Ash Southerner", "sami")
    with work.cast.store.work() as connection:
        letters = Outbox(connection, office.key("outbox"))
        stays = letters.put(
            to="nora@example.org",
            letter=Letter.REFERRAL_MOVED,
            values={"link": office.link(f"cases/{ash.id}")},
            now=NOW,
        )
        connection.execute(update(reply_link).values(hash=hashed("a-token")))
        for values, letter, about in (
            ({"link": office.link(f"referrals/{seeded.ids['referral']}")}, Letter.REFERRAL_MOVED, ""),
            ({"link": office.link("reply/a-token"), "days": "14"}, Letter.REFERRAL_ASKED, ""),
            ({"reference": seeded.plain["referral.reference"]}, Letter.REFERRAL_STOPPED, ""),
            ({"link": office.link("inbox")}, Letter.REFERRAL_SENT, f"referral:{seeded.ids['referral']}"),
        ):
            letters.put(to="olga@example.org", letter=letter, values=values, now=NOW, about=about)
    erase(work, work.ivy)
    with work.cast.store.read() as connection:
        assert connection.scalars(select(outbox.c.id)).all() == [stays]


def test_s47_what_was_answered_to_forms_about_them_is_gone(light: Casework) -> None:
    seeded = filled(light, light.ivy)
    with light.cast.store.work() as connection:
        for number, answer in enumerate((light.ivy.id, f"ok {seeded.ids['note']}", "another")):
            connection.execute(
                insert(once).values(id=str(number), key=str(number), body="", answer=answer, at=NOW)
            )
    erase(light, light.ivy)
    with light.cast.store.read() as connection:
        assert connection.scalars(select(once.c.answer)).all() == ["another"]


def test_somebody_with_a_referral_that_is_not_over_is_not_erased(work: Casework) -> None:
    for status in Status:
        one = work.person("Ivy Again")
        work.referral(status, of=one)
        if status in OPEN:
            with pytest.raises(InvalidError) as refused:
                erase(work, one)
            assert (refused.value.field, refused.value.reason) == ("record", "open"), status
            assert kept_record(work.office, work["gus"], one.id, now=NOW).open == 1
        else:
            erase(work, one)
            with pytest.raises(NotFoundError):
                kept_record(work.office, work["gus"], one.id, now=NOW)


def test_s46_somebody_under_a_legal_hold_is_not_erased_until_it_is_taken_away(light: Casework) -> None:
    hold_person(light.office, light["gus"], light.ivy.id, "An inquest has been opened", now=NOW)
    with pytest.raises(InvalidError) as refused:
        erase(light, light.ivy)
    assert (refused.value.field, refused.value.reason) == ("record", "held")
    release_person(light.office, light["gus"], light.ivy.id, "The inquest has been closed", now=NOW)
    erase(light, light.ivy)


def test_erasing_is_confirmed_by_the_reference_and_has_one_of_the_reasons(light: Casework) -> None:
    for field, wrong in (("reference", {"reference": "0000-0000"}), ("reason", {"why": "Ivy asked me to"})):
        with pytest.raises(InvalidError) as refused:
            erase(light, light.ivy, **wrong)
        assert (refused.value.field, refused.value.reason) == (field, "wrong")
    erase(light, light.ivy, reference=light.ivy.reference.lower().replace("-", " "))


def test_s23_only_the_guardian_erases_and_that_another_tried_is_in_the_trail(light: Casework) -> None:
    for name in ("nora", "lena", "sami", "olga", "stew", "ada"):
        with pytest.raises(NotFoundError):
            erase(light, light.ivy, name)
        row = light.cast.trail()[-1]
        assert (row.event, row.actor, row.thing) == (
            Event.REFUSED,
            light[name].id,
            f"person:{light.ivy.id}",
        ), name


def test_s46_a_hold_that_is_put_on_a_record_in_the_moment_of_erasing_keeps_it(work: Casework) -> None:
    refused: list[Exception] = []

    def erasing() -> None:
        try:
            erase(work, work.ivy)
        except InvalidError as error:
            refused.append(error)

    other = Thread(target=erasing)
    with work.cast.store.work() as connection:
        holds = Holds(connection, Keys.load(connection, work.cast.secret))
        holds.add(work.ivy.id, why="a court has asked for it", by=work["gus"].id, now=NOW)
        other.start()
        other.join(0.3)  # it waits, or would have done its worst by now
    other.join()
    assert [str(error) for error in refused] == ["record: held"]
    with work.cast.store.read() as connection:
        assert [
            hold.person for hold in Holds(connection, Keys.load(connection, work.cast.secret)).standing()
        ] == [work.ivy.id]
