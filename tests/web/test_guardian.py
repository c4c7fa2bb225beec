"""The guardian sees who did what to whose record, and never what is in it."""

import re
from datetime import timedelta

import pytest

from poai.actions.people import break_glass, history, open_person
from poai.domain.audit import Event
from poai.store import Audit
from tests.actions.cast import ADDRESS
from tests.web.staff import Hands
from tests.web.staffed import REASON, Staffed

SECRETS = ("Ivy Northerner", "Hazel Unassigned", "Ash Southerner", "by post")


@pytest.fixture
def gus(staffed: Staffed) -> Hands:
    return staffed.hands("gus")


def reads(staffed: Staffed, name: str) -> None:
    cast = staffed.cast
    open_person(cast.office, staffed.actor(name), staffed.northerner.id, now=cast.now, address=ADDRESS)


def glass(staffed: Staffed, name: str = "sami") -> None:
    cast, reference = staffed.cast, staffed.northerner.reference
    break_glass(cast.office, staffed.actor(name), reference, REASON, now=cast.now, address=ADDRESS)


def test_the_trail_names_who_did_what_and_holds_nobodys_words(staffed: Staffed, gus: Hands) -> None:
    reads(staffed, "nora")
    glass(staffed)
    gus.sees("/guardian/trail")
    for words in ("Read a person’s record", "Nora", "Broke the glass to open a record", "Sami"):
        assert words in gus.seen.text
    assert "Monday 23 November 2026" in gus.seen.text
    assert not [
        secret for secret in (*SECRETS, REASON, staffed.northerner.reference) if secret in gus.seen.html
    ]


def test_every_kind_of_row_has_words(staffed: Staffed, gus: Hands) -> None:
    cast = staffed.cast
    with cast.store.work() as connection:
        for event in Event:
            Audit(connection, cast.office.key("audit")).record(now=cast.now, actor="system", event=event)
    gus.sees("/guardian/trail")
    gus.sees(f"/guardian/trail?what={Event.EXPORTED}")
    assert "Made a letter or a file" in gus.seen.text
    names = {value for value in Event if f'<option value="{value}"' in gus.seen.html}
    assert names == set(Event)
    for event in Event:
        assert f">{event}<" not in gus.seen.html


def test_the_trail_is_narrowed_to_who_what_and_when(staffed: Staffed, gus: Hands) -> None:
    reads(staffed, "nora")
    staffed.cast.later(minutes=5)
    reads(staffed, "lena")
    gus.sees(f"/guardian/trail?who={staffed['nora'].id}")
    assert gus.seen.text.count("Read a person’s record") == 2  # the row, and the choice
    gus.sees(f"/guardian/trail?what=signed-out&who={staffed['nora'].id}")
    assert "No row matches" in gus.seen.text
    gus.sees("/guardian/trail?since=24/11/2026")
    assert "No row matches" in gus.seen.text
    gus.sees("/guardian/trail?since=23+11+2026&until=2026-11-23&what=person-read")
    assert gus.seen.html.count('class="app-log__time"') == 2
    form = gus.seen.form("/guardian/trail")
    assert (form.value("since"), form.value("until")) == ("23 11 2026", "2026-11-23")


@pytest.mark.parametrize(
    "query", ["since=yesterday", "until=2026-02-30", "until=30/2/2026", "since=%00", "until=9" * 50]
)
def test_a_day_that_is_none_is_said(gus: Hands, query: str) -> None:
    assert "Enter a date such as 23/11/2026" in gus.sees(f"/guardian/trail?{query}", 422).text


@pytest.mark.parametrize(
    "query",
    [
        "before=-1",
        "before=x",
        "before=" + "9" * 90,
        "who=%27--",
        "what=king",
        "until=9999-12-31",
        "since=0001-01-01",
    ],
)
def test_an_address_made_up_by_hand_is_no_fault(gus: Hands, query: str) -> None:
    gus.sees(f"/guardian/trail?{query}")


def test_older_rows_are_a_link_away_and_the_narrowing_stays(staffed: Staffed, gus: Hands) -> None:
    cast = staffed.cast
    with cast.store.work() as connection:
        for _ in range(60):
            Audit(connection, cast.office.key("audit")).record(
                now=cast.now, actor="system", event=Event.EXPORTED
            )
    gus.sees("/guardian/trail?what=exported")
    first = gus.seen.html.count("app-log__time")
    gus.sees(gus.seen.link("Show older rows"))
    assert (first, gus.seen.html.count("app-log__time")) == (50, 10)
    gus.sees(gus.seen.link("Back to the newest"))
    assert gus.answer.url.query == b"what=exported"
    assert gus.seen.html.count("app-log__time") == 50


def test_s24_every_opening_is_reported_with_its_reason(staffed: Staffed, gus: Hands) -> None:
    gus.sees("/guardian/openings")
    assert "Nobody has opened a record in an emergency" in gus.seen.text
    glass(staffed)
    gus.sees("/guardian/openings")
    for words in ("Sami", REASON, "Still open", "Monday 23 November 2026"):
        assert words in gus.seen.text
    assert not [secret for secret in SECRETS if secret in gus.seen.html]
    staffed.cast.later(minutes=61)
    gus = staffed.hands("gus")
    gus.sees("/guardian/openings")
    assert "Still open" not in gus.seen.text
    gus.sees(gus.seen.link_beginning("See everything"))
    assert "Broke the glass" in gus.seen.text


def test_s43_the_history_of_a_record_is_what_was_done_with_it_in_order(staffed: Staffed, gus: Hands) -> None:
    order = ("nora", "neil", "lena") * 6 + ("nora", "neil")
    for name in order:
        reads(staffed, name)
        staffed.cast.later(seconds=20)
    gus.sees(f"/guardian/people/{staffed.northerner.id}/history")
    body = gus.seen.html.partition("<main")[2]
    assert re.findall(r"<bdi>(Nora|Neil|Lena)</bdi>", body) == [name.title() for name in order]
    assert body.count("Read a person’s record") == 20
    assert not [secret for secret in SECRETS if secret in gus.seen.html]


def test_s41_that_the_guardian_looked_is_in_the_trail_before_the_page_is_shown(
    staffed: Staffed, gus: Hands
) -> None:
    cast = staffed.cast
    for path, thing in (
        ("/guardian/trail", "trail:"),
        ("/guardian/openings", "openings:"),
        (f"/guardian/people/{staffed.northerner.id}/history", f"person:{staffed.northerner.id}"),
    ):
        gus.sees(path)
        row = cast.trail()[-1]
        assert (row.actor, row.event, row.thing) == (staffed["gus"].id, "trail-read", thing)
    found = history(
        cast.office, staffed.actor("gus"), staffed.northerner.id, now=cast.now + timedelta(seconds=1)
    )
    assert [row.event for row in found] == ["trail-read"]


@pytest.mark.parametrize("identity", ["x", "1", "A" * 36, "00000000000040008000000000000000"])
def test_an_id_of_no_kind_has_no_history(gus: Hands, identity: str) -> None:
    gus.sees(f"/guardian/people/{identity}/history", 404)


def test_s43_somebody_asks_who_looked_at_their_record_and_is_shown(staffed: Staffed, gus: Hands) -> None:
    reads(staffed, "nora")
    gus.sees("/guardian/trail")
    gus.sees(gus.seen.link("See what was done with one person’s record"))
    gus.sends("/guardian/people", 422)
    assert gus.seen.text.count("Enter the person’s reference") == 2
    gus.sends("/guardian/people", 422, reference="0000-0000")
    assert gus.seen.text.count("Nobody has this reference") == 2
    gus.sends("/guardian/people", reference=staffed.northerner.reference.lower().replace("-", " "))
    assert gus.answer.url.path == f"/guardian/people/{staffed.northerner.id}/history"
    assert "Nora" in gus.seen.text
