"""Who gets in where, and to whose record: what is forbidden looks like what is not there."""

import re
from itertools import product
from uuid import uuid4

import pytest

from poai.domain.access import Permission
from poai.domain.person import Person
from poai.web.page import Policy
from poai.web.routes import ROUTES
from tests.web.access_table import FILE, IN, MISSING, table, verdict, without_address
from tests.web.staffed import NOBODY, Staffed

UUID4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def missing_page(staffed: Staffed) -> str:
    return without_address(staffed.get("/no/such/page", NOBODY))


@pytest.mark.slow
def test_s19_every_address_answers_each_role_as_the_table_says(staffed: Staffed) -> None:
    found = list(table(staffed))
    assert found == FILE.read_text().splitlines(), "read it, then run `python -m tests.web.access_table`"


def test_s19_no_route_is_without_a_policy_and_those_with_records_ask_for_a_permission() -> None:
    for entry in ROUTES:
        assert isinstance(entry.allow, Permission | Policy), entry.path
        if entry.path.startswith(("/admin", "/guardian", "/cases", "/staff")):
            assert isinstance(entry.allow, Permission), entry.path
            assert entry.allow is not Permission.SECOND_STEP


# Whose record opens to whom. Columns: the person; rows: who asks. Nobody else sees anything of it.
READS = {
    "nora": {"northerner", "unassigned"},
    "neil": {"northerner", "unassigned"},
    "lena": {"northerner", "unassigned"},
    "sami": {"southerner"},
}
MOVES = {"lena": {"northerner", "unassigned"}}
LISTS = {"nora": {"north"}, "neil": {"north"}, "lena": {"north"}, "sami": {"south"}}
PEOPLE = ("northerner", "unassigned", "southerner")


def people(staffed: Staffed) -> dict[str, Person]:
    return {name: getattr(staffed, name) for name in PEOPLE}


@pytest.mark.slow
def test_s20_every_record_opens_to_whom_it_should_and_to_nobody_else(staffed: Staffed) -> None:
    missing = missing_page(staffed)
    names = {person.names for person in people(staffed).values()}
    for who, (which, person) in product(staffed.staff, people(staffed).items()):
        token = staffed.token(who)
        read = staffed.get(f"/cases/{person.id}", token)
        moved = staffed.post(f"/cases/{person.id}/move", token, {"worker": "", "version": "0"})
        expected = which in READS.get(who, ()), which in MOVES.get(who, ())
        assert (verdict(read, missing) == IN, verdict(moved, missing) == IN) == expected, (who, which)
        for answer, allowed in zip((read, moved), expected, strict=True):
            shown = {name for name in names if name in answer.text}
            assert shown == ({person.names} if allowed else set()), (who, which)


def test_s20_every_team_lists_its_people_to_itself_alone(staffed: Staffed) -> None:
    missing = missing_page(staffed)
    for who, team in product(staffed.staff, ("north", "south")):
        token = staffed.token(who)
        identity = getattr(staffed, team).id
        listed = staffed.get(f"/cases/team/{identity}", token)
        fields = {"names": "Fern New", "reach": "By post", "team": identity}
        added = staffed.post("/cases/new", token, fields)
        allowed = team in LISTS.get(who, ())
        assert (verdict(listed, missing) == IN, added.status_code == 303) == (allowed, allowed), (who, team)


def test_s20_break_glass_opens_what_is_outside_ones_teams_and_nothing_else(staffed: Staffed) -> None:
    for who, (which, person) in product(staffed.staff, people(staffed).items()):
        fields = {"reference": person.reference, "reason": "She may come to harm tonight."}
        answer = staffed.post("/cases/break-glass", staffed.token(who), fields)
        worker = who in READS
        expected = (303 if which not in READS[who] else 422) if worker else 404
        assert answer.status_code == expected, (who, which)


def test_s20_what_is_forbidden_is_what_is_not_there_byte_for_byte(staffed: Staffed) -> None:
    """For every kind of thing: one that belongs to others, one that never was, and an address of no kind at all."""
    others = {
        "/cases/{}": staffed.southerner.id,
        "/cases/team/{}": staffed.south.id,
        "/guardian/people/{}/history": staffed.northerner.id,
        "/admin/accounts/{}": staffed["sami"].id,
        "/admin/accounts/{}/roles": staffed["sami"].id,
        "/admin/teams/{}": staffed.north.id,
    }
    token, missing = staffed.token("nora"), staffed.get("/no/such/page", NOBODY)
    for pattern, identity in others.items():
        for thing in (identity, str(uuid4()), "../../etc/passwd", "x" * 300):
            answer = staffed.get(pattern.format(thing), token)
            assert (answer.status_code, without_address(answer)) == (404, without_address(missing)), pattern
            same = ("cache-control", "content-type", "vary")
            assert [answer.headers[name] for name in same] == [missing.headers[name] for name in same]
            assert "set-cookie" not in answer.headers
    moved = [
        staffed.post(f"/cases/{identity}/move", staffed.token("lena"), {"worker": "", "version": "1"})
        for identity in (staffed.southerner.id, str(uuid4()))
    ]
    assert {without_address(answer) for answer in moved} == {without_address(missing)}


def test_s20_a_reference_of_nobody_is_told_as_one_that_is_open_anyway(staffed: Staffed) -> None:
    token = staffed.token("nora")
    pages = []
    for reference in (staffed.northerner.reference, "0000-0000"):
        fields = {"reference": reference, "reason": "She may come to harm tonight."}
        answer = staffed.post("/cases/break-glass", token, fields)
        assert answer.status_code == 422
        pages.append(answer.text.replace(reference, ""))
    assert pages[0] == pages[1]


def test_s22_every_id_in_an_address_is_random(staffed: Staffed) -> None:
    seen = set()
    for who, page in (
        ("ada", "/admin/accounts"),
        ("ada", "/admin/teams"),
        ("lena", f"/cases/team/{staffed.north.id}"),
        ("lena", "/cases"),
        ("gus", "/guardian/trail"),
    ):
        for address in staffed.hands(who).sees(page).inside:
            parts = address.removeprefix("https://help.example.org").split("?")[0].split("/")
            if parts[1] in ("admin", "cases", "guardian"):
                ids = [part for part in parts if any(char.isdigit() for char in part)]
                assert all(UUID4.fullmatch(part) for part in ids), address
                seen.update(ids)
    assert len(seen) >= len(staffed.staff)


def test_s23_a_change_of_team_counts_from_the_next_request_on(staffed: Staffed) -> None:
    nora, ada = staffed.token("nora"), staffed.token("ada")
    page = f"/cases/{staffed.northerner.id}"
    assert staffed.get(page, nora).status_code == 200
    changed = staffed.post(f"/admin/accounts/{staffed['nora'].id}/roles", ada, [("worker", staffed.south.id)])
    assert changed.status_code == 303
    assert staffed.get(page, nora).headers["location"].startswith("/sign-in")
    again = staffed.token("nora")
    assert verdict(staffed.get(page, again), missing_page(staffed)) == MISSING
    assert staffed.get(f"/cases/team/{staffed.south.id}", again).status_code == 200
