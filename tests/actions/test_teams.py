import pytest

from poai.actions.teams import add_team, all_teams, own_teams, rename_team, workers
from poai.domain.account import Grant, Role, State
from poai.domain.errors import InvalidError, NotFoundError
from poai.domain.team import Team, TeamKind
from tests.actions.cast import ADMINISTRATOR, Cast


def test_an_administrator_makes_and_renames_teams(cast: Cast) -> None:
    ada = cast.actor("ada", ADMINISTRATOR)
    north = add_team(cast.office, ada, name=" North ", kind=TeamKind.LOCALITY, base="north-end", now=cast.now)
    assert north == Team(north.id, "North", TeamKind.LOCALITY, "north-end")
    rename_team(cast.office, ada, north.id, "North End", now=cast.now)
    assert [team.name for team in all_teams(cast.office, ada, now=cast.now)] == ["North End"]
    assert [(row.event, row.thing) for row in cast.trail()] == [
        ("team-added", f"team:{north.id}"),
        ("team-changed", f"team:{north.id}"),
    ]


def test_two_teams_cannot_have_one_name(cast: Cast) -> None:
    ada = cast.actor("ada", ADMINISTRATOR)
    cast.team("North")
    south = cast.team("South")
    with pytest.raises(InvalidError, match="taken"):
        add_team(cast.office, ada, name="North", kind=TeamKind.PRACTICE, base="x", now=cast.now)
    with pytest.raises(InvalidError, match="taken"):
        rename_team(cast.office, ada, south.id, "North", now=cast.now)
    with pytest.raises(InvalidError, match="missing"):
        rename_team(cast.office, ada, south.id, "", now=cast.now)
    with pytest.raises(NotFoundError):
        rename_team(cast.office, ada, "no-such-team", "East", now=cast.now)
    assert cast.events() == []


def test_s20_nobody_else_manages_teams_but_workers_see_their_own(cast: Cast) -> None:
    north, south = cast.team("North"), cast.team("South")
    ann = cast.actor("ann", Grant(Role.LINK_WORKER, north.id), Grant(Role.TEAM_LEAD, south.id))
    sue = cast.actor("sue", Grant(Role.STEWARD))
    assert own_teams(cast.office, ann) == [north, south]
    for other in (sue, cast.actor("ada", ADMINISTRATOR)):
        assert own_teams(cast.office, other) == []
    for other in (ann, sue):
        with pytest.raises(NotFoundError):
            all_teams(cast.office, other, now=cast.now)
        with pytest.raises(NotFoundError):
            add_team(cast.office, other, name="X", kind=TeamKind.PRACTICE, base="x", now=cast.now)
        with pytest.raises(NotFoundError):
            rename_team(cast.office, other, north.id, "Mine", now=cast.now)
    assert cast.events() == ["refused"] * 6


def test_a_teams_workers_are_those_who_can_be_given_somebody_and_no_others(cast: Cast) -> None:
    north, south = cast.team("North"), cast.team("South")
    worker, lead = Grant(Role.LINK_WORKER, north.id), Grant(Role.TEAM_LEAD, north.id)
    wes, ann = cast.actor("wes", worker), cast.actor("ann", lead, worker)
    elsewhere = cast.actor("els", Grant(Role.LINK_WORKER, south.id))
    cast.account("gone", worker, state=State.DISABLED)
    cast.account("new", worker, state=State.INVITED)
    assert [one.id for one in workers(cast.office, wes, north.id, now=cast.now)] == [ann.id, wes.id]
    for who, team in ((elsewhere, north.id), (cast.actor("ada", ADMINISTRATOR), north.id), (wes, south.id)):
        with pytest.raises(NotFoundError):
            workers(cast.office, who, team, now=cast.now)
    assert cast.events() == ["refused"] * 3
