"""Administrators make and name teams."""

import pytest

from tests.web.staff import Hands
from tests.web.staffed import Staffed


@pytest.fixture
def ada(staffed: Staffed) -> Hands:
    hands = staffed.hands("ada")
    hands.sees("/admin/teams")
    return hands


@pytest.mark.parametrize(
    ("kind", "base", "shown"),
    [
        ("locality", "south-end", "An area: South End"),
        ("practice", "Hill Surgery", "A GP practice: Hill Surgery"),
        ("organisation", "exampleton-council", "An organisation: Exampleton Council"),
    ],
)
def test_a_team_is_added_for_an_area_a_practice_or_an_organisation(
    ada: Hands, kind: str, base: str, shown: str
) -> None:
    ada.sees(ada.seen.link("Add a team"))
    fields: dict[str, str | list[str]] = {"name": "Harbour team", "kind": kind, kind: base}
    ada.sends("/admin/teams/new", 200, **fields)
    assert "The team is added" in ada.seen.text
    assert "Harbour team" in ada.seen.text
    assert shown in ada.seen.text


def test_what_is_wrong_with_a_team_is_said_and_what_was_typed_stays(ada: Hands) -> None:
    ada.sees("/admin/teams/new")
    ada.sends("/admin/teams/new", 422)
    for said in ("Enter the team’s name", "Choose what the team belongs to"):
        assert ada.seen.text.count(said) == 2, said
    ada.sends("/admin/teams/new", 422, name="North team", kind="practice", practice="Hill Surgery")
    assert "Another team has this name" in ada.seen.text
    form = ada.seen.form("/admin/teams/new")
    assert (form.value("name"), form.value("kind")) == ("North team", "practice")
    assert form.value("practice") == "Hill Surgery"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "practice"}, "Enter the name of the practice"),
        ({"kind": "locality", "practice": "x"}, "Choose the team’s area"),
        ({"kind": "locality", "locality": "nowhere"}, "Choose the team’s area"),
        ({"kind": "organisation", "organisation": "nobody"}, "Choose the team’s organisation"),
        ({"kind": "practice", "practice": "x" * 201}, "Enter a name of 200 characters or fewer"),
        ({"kind": "empire"}, "Choose what the team belongs to"),
    ],
)
def test_a_team_belongs_to_something_that_there_is(ada: Hands, fields: dict[str, str], said: str) -> None:
    ada.sees("/admin/teams/new")
    token = ada.seen.form("/admin/teams/new").value("csrf")
    answer = ada.browser.post(
        "/admin/teams/new",
        data={"csrf": token, "name": "Harbour team", **fields},
        headers={"sec-fetch-site": "same-origin"},
    )
    assert answer.status_code == 422
    assert said in answer.text


def test_a_team_is_renamed_unless_the_name_is_taken(ada: Hands) -> None:
    ada.sees(ada.seen.link("North team"))
    ada.sends(ada.seen.address.rpartition("/")[2], 422, name="South team")
    assert "Another team has this name" in ada.seen.text
    ada.sends(ada.seen.address.rpartition("/")[2], name="Harbour team")
    assert "The name is changed" in ada.seen.text
    assert ada.seen.link("Harbour team")


def test_a_place_without_teams_says_what_they_are_for(staffed: Staffed) -> None:
    ada = staffed.hands("ada")
    with staffed.cast.store.work() as connection:
        for table in ("person", "team"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
    ada.sees("/admin/teams")
    assert "There is no team yet" in ada.seen.text
    ada.sees("/admin/accounts/new")
    assert "Link worker in these teams" not in ada.seen.text
