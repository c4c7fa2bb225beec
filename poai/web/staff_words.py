"""What states, teams and events are called on the pages of staff."""

from collections.abc import Callable, Mapping

from poai.domain.account import Grant, Role, State
from poai.domain.audit import SYSTEM, VISITOR, Event, Row
from poai.domain.team import TeamKind
from poai.web.page import Visit
from poai.web.roles import described
from poai.web.words import Words


def state(words: Words, which: State) -> str:
    """Where an account stands."""
    return {
        State.INVITED: words.gettext("Invited"),
        State.ACTIVE: words.gettext("Active"),
        State.DISABLED: words.gettext("Disabled"),
    }[which]


def kind(words: Words, which: TeamKind) -> str:
    """What a team belongs to."""
    return {
        TeamKind.LOCALITY: words.gettext("An area"),
        TeamKind.PRACTICE: words.gettext("A GP practice"),
        TeamKind.ORGANISATION: words.gettext("An organisation"),
    }[which]


def event(words: Words, name: str) -> str:
    """What happened, for a row of the trail. One that another version of the program wrote is shown as it is."""
    return _events(words.gettext).get(name, name)


def events(words: Words) -> dict[str, str]:
    """Every event by its name, in order of what it is called."""
    return dict(sorted(_events(words.gettext).items(), key=lambda pair: pair[1]))


def who(words: Words, actor: str, accounts: Mapping[str, str]) -> str:
    """Who did something: a name, or what acts without one."""
    if actor == VISITOR:
        return words.gettext("Somebody not signed in")
    if actor == SYSTEM:
        return words.gettext("The system")
    return accounts.get(actor, actor)


def details(visit: Visit, row: Row, accounts: Mapping[str, str], teams: Mapping[str, str]) -> str:
    """What a row says besides, in a few words, or nothing. `accounts` and `teams` are names by id."""
    words, said = visit.language.words, dict(row.detail)
    parts = []
    if said.get("role") in set(Role):
        grant = Grant(Role(said.pop("role")), said.pop("scope", ""))
        parts.append(described(visit, grant, teams))
    if "worker" in said:
        worker = said.pop("worker")
        name = accounts.get(worker, worker) if worker else words.gettext("nobody yet")
        parts.append(words.gettext("Now with %(name)s") % {"name": name})
    if "count" in said:
        parts.append(words.gettext("How many: %(count)s") % {"count": said.pop("count")})
    if "permission" in said:
        parts.append(words.gettext("Asked for %(permission)s") % {"permission": said.pop("permission")})
    parts += [f"{key} {value}" for key, value in said.items() if key != "opening"]
    return ". ".join(parts)


def _events(_: Callable[[str], str]) -> dict[str, str]:
    return {
        Event.PASSWORD_PASSED: _("Gave the right password"),
        Event.SIGNED_IN: _("Signed in"),
        Event.SIGN_IN_FAILED: _("Could not sign in"),
        Event.SIGN_IN_THROTTLED: _("Tried to sign in too often"),
        Event.SIGNED_OUT: _("Signed out"),
        Event.SESSION_ENDED: _("Ended sessions"),
        Event.SECOND_FACTOR_FAILED: _("Gave a wrong code"),
        Event.SECOND_FACTOR_ADDED: _("Set up codes for signing in"),
        Event.SECOND_FACTOR_REMOVED: _("Removed codes for signing in"),
        Event.RECOVERY_CODES_MADE: _("Made new recovery codes"),
        Event.RECOVERY_CODE_USED: _("Used a recovery code"),
        Event.PASSWORD_CHANGED: _("Changed the password"),
        Event.RESET_ASKED: _("Asked for a new password"),
        Event.RESET_USED: _("Set a new password by a link"),
        Event.EMAIL_CHANGE_ASKED: _("Asked to change the email address"),
        Event.EMAIL_CHANGED: _("Changed the email address"),
        Event.INVITATION_SENT: _("Sent an invitation"),
        Event.INVITATION_USED: _("Took up an invitation"),
        Event.ACCOUNT_ADDED: _("Added an account"),
        Event.ACCOUNT_CHANGED: _("Changed an account’s name"),
        Event.ACCOUNT_DISABLED: _("Disabled an account"),
        Event.ACCOUNT_ENABLED: _("Enabled an account"),
        Event.ROLE_GIVEN: _("Gave a role"),
        Event.ROLE_TAKEN: _("Took a role away"),
        Event.TEAM_ADDED: _("Added a team"),
        Event.TEAM_CHANGED: _("Renamed a team"),
        Event.PERSON_ADDED: _("Added a person"),
        Event.PERSON_READ: _("Read a person’s record"),
        Event.PERSON_CHANGED: _("Changed a person’s record"),
        Event.PEOPLE_LISTED: _("Looked at a list of people"),
        Event.GLASS_BROKEN: _("Broke the glass to open a record"),
        Event.EXPORTED: _("Exported records"),
        Event.TRAIL_READ: _("Read the trail"),
        Event.REFUSED: _("Was refused"),
    }
