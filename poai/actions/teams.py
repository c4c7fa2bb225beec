"""Teams: made and named by administrators."""

from datetime import datetime

from poai.actions.office import Office
from poai.actions.texts import line_of
from poai.domain.access import Actor, Permission, TeamThing
from poai.domain.account import Account, Grant, Role
from poai.domain.audit import Event
from poai.domain.errors import InvalidError, NotFoundError
from poai.domain.team import Team, TeamKind
from poai.store import Accounts, TeamNameTakenError, Teams, visible


def all_teams(office: Office, actor: Actor, *, now: datetime, address: str = "") -> list[Team]:
    """Every team, in order of name, for who manages them. Raises NotFoundError."""
    with office.work(now, actor.id, address, reading=True) as work:
        work.need(actor, Permission.TEAMS_MANAGE, None)
        return Teams(work.connection).all(visible.teams(actor, Permission.TEAMS_MANAGE))


def own_teams(office: Office, actor: Actor) -> list[Team]:
    """The teams whose people the actor may see, in order of name."""
    with office.store.read() as connection:
        return Teams(connection).all(visible.teams(actor, Permission.TEAM_READ))


def workers(office: Office, actor: Actor, team_id: str, *, now: datetime, address: str = "") -> list[Account]:
    """Who can be somebody's worker in a team, in order of name. Raises NotFoundError."""
    with office.work(now, actor.id, address, reading=True) as work:
        work.need(actor, Permission.TEAM_READ, TeamThing(team=team_id), f"team:{team_id}")
        accounts = Accounts(work.connection)
        found = {
            account.id: account
            for role in (Role.LINK_WORKER, Role.TEAM_LEAD)
            for account in accounts.holding(role)
            if Grant(role, team_id) in account.grants
        }
        return sorted(found.values(), key=lambda account: (account.name, account.id))


def add_team(
    office: Office, actor: Actor, *, name: str, kind: TeamKind, base: str, now: datetime, address: str = ""
) -> Team:
    """A new team. Raises InvalidError for "name" (missing, too-long, wrong, taken) or "base" (missing …)."""
    with office.work(now, actor.id, address) as work:
        work.need(actor, Permission.TEAMS_MANAGE, None)
        try:
            team = Teams(work.connection).add(
                name=line_of(name, "name"), kind=kind, base=line_of(base, "base"), now=now
            )
        except TeamNameTakenError as error:
            raise InvalidError("name", "taken") from error
        work.record(Event.TEAM_ADDED, f"team:{team.id}")
        return team


def rename_team(
    office: Office, actor: Actor, team_id: str, name: str, *, now: datetime, address: str = ""
) -> None:
    """Another name for a team. Raises NotFoundError; InvalidError for "name" (missing, too-long, wrong, taken)."""
    with office.work(now, actor.id, address) as work:
        work.need(actor, Permission.TEAMS_MANAGE, TeamThing(team=team_id), f"team:{team_id}")
        teams = Teams(work.connection)
        if teams.get(team_id) is None:
            raise NotFoundError("no such team")
        try:
            teams.rename(team_id, line_of(name, "name"))
        except TeamNameTakenError as error:
            raise InvalidError("name", "taken") from error
        work.record(Event.TEAM_CHANGED, f"team:{team_id}")
