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
    if actor.startswith("link:"):
        return words.gettext("A group, by the link in a letter")
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
        Event.PERSON_CLOSED: _("Closed a person’s record"),
        Event.PERSON_REOPENED: _("Opened a closed record again"),
        Event.PERSON_ERASED: _("Erased a person’s record"),
        Event.PERSON_HELD: _("Put a legal hold on a record"),
        Event.PERSON_RELEASED: _("Took a legal hold away"),
        Event.HANDED_OVER: _("Handed people over"),
        Event.NOTE_ADDED: _("Wrote a note"),
        Event.CONVERSATION_KEPT: _("Kept a conversation"),
        Event.GOAL_ADDED: _("Added a goal"),
        Event.GOAL_CHANGED: _("Changed a goal"),
        Event.MEASURED: _("Recorded a measure"),
        Event.CONSENT_GIVEN: _("Recorded consent"),
        Event.CONSENT_WITHDRAWN: _("Withdrew consent"),
        Event.REFERRAL_MADE: _("Made a referral"),
        Event.REFERRAL_READ: _("Read a referral"),
        Event.REFERRALS_LISTED: _("Looked at a list of referrals"),
        Event.REFERRAL_MOVED: _("Moved a referral"),
        Event.REFERRAL_SNOOZED: _("Put off a reminder"),
        Event.REFERRAL_CHASED: _("Sent a reminder about a referral"),
        Event.SIGNPOSTED: _("Told a person about a service"),
        Event.MESSAGE_SENT: _("Sent a message about a referral"),
        Event.CONTACT_RECORDED: _("Recorded contact with a person"),
        Event.REPLY_LINK_SENT: _("Sent a link to answer by"),
        Event.REPLY_LINK_OPENED: _("Opened a link to answer by"),
        Event.CODE_FAILED: _("Gave a wrong code for a link or a person’s page"),
        Event.OWN_VIEW_CODE_MADE: _("Made a code for a person’s own page"),
        Event.OWN_VIEW_READ: _("Read a person’s own page"),
        Event.CONCERN_SAID: _("Said that something is not right"),
        Event.CONCERN_SEEN: _("Dealt with what a person said is not right"),
        Event.RETENTION_RUN: _("Forgot what was kept long enough"),
        Event.SUBJECT_ACCESS_GIVEN: _("Gave somebody everything kept about them"),
        Event.KEYS_CHANGED: _("Changed the keys that seal records"),
        Event.PEOPLE_LISTED: _("Looked at a list of people"),
        Event.GLASS_BROKEN: _("Broke the glass to open a record"),
        Event.EXPORTED: _("Made a letter or a file"),
        Event.TRAIL_READ: _("Read the trail"),
        Event.DOUBLE_SHOWN: _("Was warned that the person may be known already"),
        Event.DOUBLE_PASSED: _("Said that the person is not one who is known already"),
        Event.LISTING_CHANGED: _("Changed a listing"),
        Event.LISTING_CONFIRMED: _("Said that a listing is right"),
        Event.LISTING_PROPOSED: _("Proposed a change of a listing"),
        Event.LISTING_ACCEPTED: _("Accepted what was proposed of a listing"),
        Event.LISTING_RETURNED: _("Returned what was proposed of a listing"),
        Event.LISTING_PROPOSAL_WITHDRAWN: _("Took back what they proposed of a listing"),
        Event.LISTING_PUT_BACK: _("Put an earlier version of a listing back"),
        Event.LISTING_WITHDRAWN: _("Took a listing down"),
        Event.LISTING_HIDDEN: _("Hid a listing that nobody confirms"),
        Event.LISTING_SHOWN: _("Showed a hidden listing again"),
        Event.LISTINGS_MERGED: _("Made one listing of two"),
        Event.GROUP_ADDED: _("Added a group"),
        Event.GROUP_CHANGED: _("Changed what is said of a group"),
        Event.PROMPT_SENT: _("Asked a group whether its listing is right"),
        Event.PROMPT_OPENED: _("Opened a link about a listing"),
        Event.SUGGESTION_MADE: _("Suggested something about a listing"),
        Event.SUGGESTION_DECIDED: _("Dealt with a suggestion"),
        Event.SUGGESTION_MEANT: _("Put what looked like an advertisement with the other suggestions"),
        Event.CLAIM_VERIFIED: _("Showed that they belong to a group"),
        Event.CLAIM_DENIED: _("Said that somebody does not belong to their group"),
        Event.DO_NOT_LIST_ADDED: _("Put something on the do-not-list"),
        Event.DO_NOT_LIST_LIFTED: _("Took something off the do-not-list"),
        Event.FEED_TAKEN: _("Took listings in from elsewhere"),
        Event.LINKS_CHECKED: _("Had web links checked"),
        Event.REFUSED: _("Was refused"),
    }
