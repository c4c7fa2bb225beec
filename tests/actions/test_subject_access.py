"""Somebody who asks is given everything that is kept about them, and nothing of anybody else."""

import json
import re
import stat
from pathlib import Path

import pytest
from html5lib import parse
from sqlalchemy import select

from poai.actions.people import open_person
from poai.actions.subject_access import Everything, everything, everything_from_host
from poai.actions.subject_access_files import as_html, as_json, write
from poai.domain.audit import Event
from poai.domain.errors import NotFoundError
from poai.domain.referral import Name, Party, Status
from poai.store import Keys, Referrals
from poai.store.account_tables import account
from tests.actions.casework import Casework
from tests.actions.cast import NOW
from tests.actions.keeping import filled


def given(work: Casework) -> Everything:
    return everything(work.office, work["gus"], work.ivy.id, now=work.cast.now)


def words(html: str) -> str:
    return " ".join("".join(parse(html, namespaceHTMLElements=False).itertext()).split())


def test_s48_every_fact_of_every_table_is_given_to_read_and_to_a_machine(work: Casework) -> None:
    seeded = filled(work)
    work.referral(Status.ENDED)
    found = given(work)
    page, file = words(as_html(found)), as_json(found)
    facts = [
        *seeded.shown(),
        "Ivy Northerner",
        "by post",
        work.ivy.reference,
        "Please ring her",
        "North team",
    ]
    assert len(facts) > 30
    assert [fact for fact in facts if fact not in page] == []
    assert [fact for fact in facts if fact not in file] == []


def test_s48_nothing_of_anybody_else_is_given(work: Casework) -> None:
    ash = work.person("Ash Southerner", "sami")
    theirs = work.referral(of=ash, listing="drop-in")
    filled(work)
    for name in ("nora", "lena"):
        open_person(work.office, work[name], work.ivy.id, now=NOW)
    open_person(work.office, work["sami"], ash.id, now=NOW)
    found = given(work)
    told = as_html(found) + as_json(found)
    with work.cast.store.read() as connection:
        staff = connection.execute(select(account.c.id, account.c.name, account.c.email)).all()
    others = [ash.id, ash.reference, "Ash Southerner", theirs.id, theirs.reference]
    others += [part for row in staff for part in row]
    assert [other for other in others if re.search(rf"\b{re.escape(other)}\b", told)] == []
    assert not re.search("[0-9a-f]{8}-[0-9a-f]{4}-", told)  # nor any other id


def test_s48_who_looked_at_the_record_is_told_by_what_they_are_here(light: Casework) -> None:
    open_person(light.office, light["nora"], light.ivy.id, now=NOW)
    open_person(light.office, light["lena"], light.ivy.id, now=NOW)
    rows = [(row["Who"], row["What"]) for row in given(light).trail]
    assert rows == [("link worker", "person read"), ("team lead", "person read")]


def test_s48_what_they_did_themselves_is_told_as_theirs(light: Casework) -> None:
    one = light.referral(Status.SENT)
    with light.cast.store.work() as connection:
        keys = Keys.load(connection, light.cast.secret)
        Referrals(connection, None, keys).move(one, Name.WITHDRAW, Party.PERSON, "", now=NOW)
    moves = given(light).sections["How each request went on"]
    assert [(move["What happened"], move["Who"]) for move in moves] == [
        ("send", "link worker"),
        ("withdraw", "you"),
    ]


def test_s48_that_it_was_given_is_in_the_trail(light: Casework) -> None:
    given(light)
    row = light.cast.trail()[-1]
    assert (row.actor, row.event, row.thing) == (
        light["gus"].id,
        Event.SUBJECT_ACCESS_GIVEN,
        f"person:{light.ivy.id}",
    )


def test_s23_nobody_but_the_guardian_is_given_it(light: Casework) -> None:
    for name in ("nora", "lena", "sami", "olga", "stew", "ada"):
        with pytest.raises(NotFoundError):
            everything(light.office, light[name], light.ivy.id, now=NOW)


def test_s48_whoever_runs_the_machine_has_it_in_two_files_that_only_they_can_read(
    light: Casework, tmp_path: Path
) -> None:
    found = everything_from_host(light.office, light.ivy.reference.lower(), now=NOW)
    html, file = write(found, tmp_path / "given")
    file.chmod(0o644)
    write(found, tmp_path / "given")  # again, over one that others could read
    assert stat.S_IMODE(html.stat().st_mode) == stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(html.parent.stat().st_mode) == 0o700
    assert json.loads(file.read_text())["records"]["Who you are, and what we know of you"][0]["Names"] == (
        "Ivy Northerner"
    )
    assert "Ivy Northerner" in words(html.read_text())
    with pytest.raises(NotFoundError):
        everything_from_host(light.office, "0000-0000", now=NOW)


def test_words_are_shown_as_they_were_typed_and_never_as_markup(light: Casework) -> None:
    light.ivy = light.person("<b>Ivy</b> & {Co}")
    page = as_html(given(light))
    assert "<b>Ivy" not in page
    assert "<b>Ivy</b> & {Co}" in words(page)
