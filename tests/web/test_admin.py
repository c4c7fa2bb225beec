"""Administrators invite, change and shut out others, never themselves, and see nobody's record."""

import pytest
from sqlalchemy import text

from poai.domain.account import Grant, Role, State
from poai.domain.audit import Event
from poai.store import Accounts
from tests.actions.cast import PASSWORD
from tests.web.staff import Hands
from tests.web.staffed import Staffed
from tests.web.visiting import Seen


def account(staffed: Staffed, email: str) -> tuple[str, str, frozenset[Grant]]:
    """Somebody's id, state and grants."""
    with staffed.cast.store.read() as connection:
        found = Accounts(connection).by_email(email)
    assert found
    return found.id, found.state, found.grants


def page_of(staffed: Staffed, name: str) -> str:
    return f"/admin/accounts/{staffed[name].id}"


def listed(hands: Hands) -> list[str]:
    return [
        words
        for words, address in hands.seen.links
        if "/admin/accounts/" in address and "/new" not in address
    ]


def test_everybody_else_is_listed_by_name_with_their_roles(staffed: Staffed) -> None:
    ada = staffed.hands("ada")
    ada.sees("/admin/accounts")
    assert listed(ada) == ["Gus", "Lena", "Neil", "Nora", "Olga", "Omar", "Sami", "Stew", "Wilma"]
    assert "Team lead: North team" in ada.seen.text
    assert "Directory steward: North End" in ada.seen.text


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"who": " LEN "}, ["Lena"]),
        ({"who": "sami@EXAMPLE.org"}, ["Sami"]),
        ({"role": "link-worker"}, ["Neil", "Nora", "Sami"]),
        ({"role": "link-worker", "who": "n"}, ["Neil", "Nora"]),
        ({"state": "disabled"}, []),
        ({"role": "king"}, []),
    ],
)
def test_accounts_are_searched_by_a_form_that_leaves_nothing_in_an_address(
    staffed: Staffed, wanted: dict[str, str], found: list[str]
) -> None:
    ada = staffed.hands("ada")
    ada.sees("/admin/accounts")
    ada.posts("/admin/accounts", **{"csrf": ada.seen.form("/admin/accounts").value("csrf"), **wanted})  # type: ignore[arg-type]
    assert listed(ada) == found
    assert ada.answer.url.query == b""
    assert "No account matches" in ada.seen.text or found
    assert ada.seen.form("/admin/accounts").value("who") == wanted.get("who", "")


def test_somebody_is_invited_comes_in_and_has_the_roles_that_were_given(staffed: Staffed) -> None:
    ada = staffed.hands("ada")
    ada.sees("/admin/accounts")
    ada.sees(ada.seen.link("Invite somebody"))
    ada.sends(
        "/admin/accounts/new",
        name="Fern New",
        email=" Fern@Example.org",
        worker=[staffed.north.id],
        lead=[staffed.south.id],
        steward=["*"],
        another=staffed.groups[0],
        place=["guardian"],
    )
    assert ada.heading() == "Fern New"
    assert "We have sent an invitation" in ada.seen.text
    _, state, grants = account(staffed, "fern@example.org")
    assert state is State.INVITED
    assert grants == {
        Grant(Role.LINK_WORKER, staffed.north.id),
        Grant(Role.TEAM_LEAD, staffed.south.id),
        Grant(Role.STEWARD),
        Grant(Role.ORGANISATION_MEMBER, staffed.groups[0]),
        Grant(Role.GUARDIAN),
    }
    (letter,) = (each for each in staffed.cast.letters() if each.letter == "invitation")
    assert (letter.to, letter.letter) == ("fern@example.org", "invitation")
    fern = staffed.site.hands()
    fern.sees(f"/invitation/{letter.token}")
    assert "fern@example.org" in fern.seen.text


def test_what_is_wrong_with_an_invitation_is_said_at_once_and_what_was_typed_stays(staffed: Staffed) -> None:
    ada = staffed.hands("ada")
    ada.sees("/admin/accounts/new")
    ada.sends("/admin/accounts/new", 422)
    for said in ("Enter their name", "Enter their email address", "Choose at least one role"):
        assert ada.seen.text.count(said) == 2, said  # in the summary and at the field
    assert ada.seen.title.startswith("Error: ")
    ada.sends("/admin/accounts/new", 422, name="Fern", email="fern at example", place=["guardian"])
    assert "Enter an email address such as" in ada.seen.text
    form = ada.seen.form("/admin/accounts/new")
    assert (form.value("name"), form.value("email")) == ("Fern", "fern at example")
    assert ("place", "guardian") in form.fields
    ada.sends("/admin/accounts/new", 422, email="nora@example.org")
    assert "Somebody has an account with this email address" in ada.seen.text
    assert staffed.cast.letters() == []


@pytest.mark.parametrize(
    "boxes",
    [
        {"worker": "no-such-team"},
        {"steward": "no-such-area"},
        {"organisation": "no-such-group"},
        {"place": "link-worker"},
        {"place": "king"},
        {"lead": "*"},
    ],
)
def test_a_role_for_what_there_is_not_is_refused(staffed: Staffed, boxes: dict[str, str]) -> None:
    answer = staffed.post(f"{page_of(staffed, 'nora')}/roles", staffed.token("ada"), boxes)
    assert answer.status_code == 422
    assert account(staffed, "nora@example.org")[2] == staffed["nora"].grants


def test_roles_are_shown_as_they_stand_and_changed_as_they_are_ticked(staffed: Staffed) -> None:
    ada = staffed.hands("ada")
    ada.sees(page_of(staffed, "olga"))
    ada.sees(ada.seen.link("Change Roles"))
    form = ada.seen.form("/roles")
    ticked = [(name, value) for name, value in form.fields if name not in ("csrf", "another")]
    assert ticked == [("organisation", staffed.groups[0])]
    ada.sends("/roles", organisation=[], another=staffed.groups[1], lead=[staffed.north.id])
    assert "The roles are changed" in ada.seen.text
    wanted = {
        Grant(Role.ORGANISATION_MEMBER, staffed.groups[1]),
        Grant(Role.TEAM_LEAD, staffed.north.id),
    }
    assert account(staffed, "olga@example.org")[2] == wanted
    ada.sees(f"{page_of(staffed, 'olga')}/roles")
    ada.sends("/roles", 422, organisation=[], lead=[])
    assert "Choose at least one role" in ada.seen.text
    assert account(staffed, "olga@example.org")[2] == wanted


def test_somebody_is_renamed(staffed: Staffed) -> None:
    ada = staffed.hands("ada")
    ada.sees(page_of(staffed, "nora"))
    ada.sees(ada.seen.link("Change Name"))
    ada.sends("/name", 422, name=" ")
    assert "Enter their name" in ada.seen.text
    ada.sends("/name", name="Nora Renamed")
    assert ada.heading() == "Nora Renamed"


def test_s17_whoever_is_shut_out_is_out_at_once_and_comes_back_when_let_in(staffed: Staffed) -> None:
    nora, ada = staffed.hands("nora"), staffed.hands("ada")
    nora.sees("/cases")
    ada.sees(page_of(staffed, "nora"))
    ada.sends("/disable")
    assert "The account is disabled" in ada.seen.text
    assert nora.goes("/cases").startswith("/sign-in")
    nora.sees("/sign-in")
    nora.sends("/sign-in", 422, email="nora@example.org", password=PASSWORD)
    ada.sends("/enable")
    assert "They can sign in again" in ada.seen.text
    assert nora.goes("/cases").startswith("/sign-in")  # the old session stays dead
    again = staffed.site.signs_in(staffed["nora"])
    assert again.sees("/cases").title.startswith("Your caseload")


def test_s17_an_administrator_ends_all_of_somebodys_sessions(staffed: Staffed) -> None:
    first, second, ada = staffed.hands("nora"), staffed.hands("nora"), staffed.hands("ada")
    ada.sees(page_of(staffed, "nora"))
    ada.sends("/sessions/end")
    assert "signed out everywhere" in ada.seen.text
    assert {first.goes("/cases"), second.goes("/cases")} == {"/sign-in?back=/cases"}


def test_who_lost_their_telephone_sets_up_codes_anew(staffed: Staffed) -> None:
    ada = staffed.hands("ada")
    ada.sees(page_of(staffed, "nora"))
    ada.sends("/factor/remove")
    assert "Their codes are removed" in ada.seen.text
    nora = staffed.site.half(staffed["nora"])
    assert nora.heading() not in ("Your work", "Enter your code")
    assert [letter.letter for letter in staffed.cast.letters()] == ["factor-changed"]


def test_an_invitation_is_sent_again_and_the_first_no_longer_counts(staffed: Staffed) -> None:
    ada = staffed.hands("ada")
    ada.sees("/admin/accounts/new")
    ada.sends("/admin/accounts/new", name="Fern", email="fern@example.org", place=["guardian"])
    staffed.cast.later(seconds=1)
    ada.sends("/invite")
    first, second = (letter.token for letter in staffed.cast.letters() if letter.letter == "invitation")
    staffed.site.hands().sees(f"/invitation/{first}", 404)
    staffed.site.hands().sees(f"/invitation/{second}")
    answer = staffed.post(f"{page_of(staffed, 'nora')}/invite", staffed.token("ada"))
    assert answer.headers["location"].endswith("?done=not-invited")
    assert staffed.cast.letters() == []


def test_s16_boxes_that_were_ticked_when_the_session_ended_come_back(staffed: Staffed) -> None:
    ada = staffed.hands("ada")
    ada.sees(f"{page_of(staffed, 'nora')}/roles")
    staffed.cast.later(minutes=21)
    ada.sends("/roles", 403, worker=[staffed.south.id], place=["guardian"])
    ada.sends("/sign-in", email="ada@example.org", password=PASSWORD)
    ada.sends("/sign-in/code", code=staffed.cast.code())
    ada.sends("/session/resume")
    assert ada.heading() == "Roles of Nora"
    ticked = [pair for pair in ada.seen.form("/roles").fields if pair[0] in ("worker", "place")]
    assert ticked == [("worker", staffed.south.id), ("place", "guardian")]


def test_s25_an_administrator_has_no_page_for_themselves_and_gives_themselves_nothing(
    staffed: Staffed,
) -> None:
    token, own = staffed.token("ada"), page_of(staffed, "ada")
    before = account(staffed, "ada@example.org")
    rows = staffed.cast.count(Event.REFUSED)
    for path in (own, f"{own}/roles", f"{own}/name"):
        assert staffed.get(path, token).status_code == 403
    mine = [("worker", staffed.north.id), ("place", "administrator")]
    forms = {"roles": mine, "name": [("name", "Queen")], "disable": [], "enable": [], "sessions/end": [],
             "factor/remove": [], "invite": []}  # fmt: skip
    for form, fields in forms.items():
        answer = staffed.post(f"{own}/{form}", token, fields)
        assert answer.status_code == 403, form
        assert "<h1>" in answer.text
    assert account(staffed, "ada@example.org") == before
    assert staffed.cast.count(Event.REFUSED) == rows + 3 + len(forms)


def test_s25_an_administrator_sees_nobodys_record(staffed: Staffed) -> None:
    token = staffed.token("ada")
    for path in ("/cases", f"/cases/{staffed.northerner.id}", f"/cases/team/{staffed.north.id}",
                 f"/guardian/people/{staffed.northerner.id}/history", "/guardian/trail"):  # fmt: skip
        assert staffed.get(path, token).status_code == 404


def test_s26_fields_that_no_form_has_change_nothing(staffed: Staffed) -> None:
    """Every column of every table, in every form of administration."""
    with staffed.cast.store.read() as connection:
        tables = [
            row[0] for row in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        ]
        columns = {
            row[1] for table in tables for row in connection.execute(text(f"PRAGMA table_info({table})"))
        }
    assert {"password", "state", "worker_id", "team_id"} <= columns
    token = staffed.token("ada")
    extra = [(name, staffed["ada"].id) for name in sorted(columns - {"name", "email", "organisation"})]
    before = staffed.site.rows("account", "account_grant", "team", "person", "factor")
    for form, own in (
        (f"{page_of(staffed, 'nora')}/name", [("name", "Nora")]),
        (f"{page_of(staffed, 'nora')}/roles", [("worker", staffed.north.id)]),
        (f"/admin/teams/{staffed.north.id}", [("name", "North team")]),
    ):
        assert staffed.post(form, token, [*extra, *own]).status_code == 303
    assert staffed.site.rows("account", "account_grant", "team", "person", "factor") == before


def test_s26_fields_that_the_invitation_does_not_have_make_no_other_account(staffed: Staffed) -> None:
    extra = {"id": staffed["ada"].id, "state": "active", "password": "known", "made_at": "2000-01-01",
             "role": "administrator", "scope": "", "account_id": staffed["ada"].id}  # fmt: skip
    own = {"name": "Fern", "email": "fern@example.org", "place": "guardian"}
    answer = staffed.post("/admin/accounts/new", staffed.token("ada"), {**extra, **own})
    assert answer.status_code == 303
    identity, state, grants = account(staffed, "fern@example.org")
    assert identity != staffed["ada"].id
    assert (state, grants) == (State.INVITED, frozenset({Grant(Role.GUARDIAN)}))
    row = next(row for row in staffed.site.rows("account") if identity in row)
    assert "'password': ''" in row
    assert "2000" not in row


def test_s31_names_are_shown_as_text_whatever_they_hold(staffed: Staffed) -> None:
    hostile = "<script>alert(1)</script>{{ 7*7 }}%(x)s"
    token = staffed.token("ada")
    assert staffed.post(f"{page_of(staffed, 'nora')}/name", token, {"name": hostile}).status_code == 303
    for path in (page_of(staffed, "nora"), "/admin/accounts", f"{page_of(staffed, 'nora')}/roles"):
        shown = Seen(path, staffed.get(path, token).text)
        assert hostile in shown.text
        assert shown.inline == []
