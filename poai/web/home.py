"""Where those who are signed in begin: what they can do here."""

from collections.abc import Iterable

from poai.actions.teams import own_teams
from poai.domain.access import ListingThing, Permission, may
from poai.domain.account import Grant
from poai.web.forms import N_
from poai.web.page import Page
from poai.web.roles import described
from poai.web.staffing import StaffVisit

# What there is to do, for whom, in the order of the menu: permission, address, name, and what it is for.
TASKS = (
    (
        Permission.CASELOAD_READ,
        "/cases",
        N_("Your caseload"),
        N_("The people you help, and those of your team."),
    ),
    (
        Permission.TEAM_READ,
        "/cases/huddle",
        N_("A huddle"),
        N_("One side of paper about the people whom a GP practice knows."),
    ),
    (
        Permission.REFERRAL_WORK,
        "/referrals",
        N_("Your referrals"),
        N_("Whom you referred where, and where each one stands."),
    ),
    (
        Permission.LISTING_PUBLISH,
        "/steward",
        N_("Your desk"),
        N_("What waits for you, and which listings of your areas need looking after."),
    ),
    (
        Permission.LISTING_PUBLISH,
        "/steward/queue",
        N_("Check what groups propose"),
        N_("New listings and changes that residents see once you have read them."),
    ),
    (
        Permission.LISTING_PUBLISH,
        "/steward/suggestions",
        N_("What people tell us"),
        N_("That a listing is wrong, that a group is theirs, or that one is missing."),
    ),
    (
        Permission.LISTING_PUBLISH,
        "/steward/import",
        N_("Take listings in"),
        N_("From a table, or from another directory’s open data."),
    ),
    (
        Permission.LISTING_PUBLISH,
        "/steward/referrals",
        N_("Correct a referral"),
        N_("One that was made by mistake, by its reference."),
    ),
    (
        Permission.LISTING_EDIT,
        "/my-listings",
        N_("Your group’s listings"),
        N_("What residents read about what you do. Say that it is right, or change it."),
    ),
    (
        Permission.REFERRAL_ANSWER,
        "/inbox",
        N_("Referrals to your group"),
        N_("Whom you were asked to help, and what came of it."),
    ),
    (
        Permission.CASELOAD_READ,
        "/cases/export",
        N_("Your referrals as a table"),
        N_("A file for a spreadsheet, of your own work or your team’s."),
    ),
    (
        Permission.ACCOUNTS_MANAGE,
        "/admin/accounts",
        N_("Accounts"),
        N_("Invite people, change what they may do, end their access."),
    ),
    (Permission.TEAMS_MANAGE, "/admin/teams", N_("Teams"), N_("Add teams and name them.")),
    (
        Permission.AUDIT_READ,
        "/guardian/trail",
        N_("What everybody did"),
        N_("Every change and every look at a record, by whom and when."),
    ),
    (
        Permission.AUDIT_READ,
        "/guardian/people",
        N_("Who saw one person's record"),
        N_("By their reference, for when they ask."),
    ),
    (
        Permission.AUDIT_READ,
        "/guardian/openings",
        N_("Records opened in an emergency"),
        N_("Who opened the record of somebody outside their team, and why."),
    ),
    (
        Permission.RECORDS_KEEP,
        "/guardian/retention",
        N_("How long records are kept"),
        N_("What is due to be forgotten, and what a legal hold keeps."),
    ),
)

# What is called otherwise for a steward, who changes the listings of an area and has no group.
OF_STEWARDS = {
    "/my-listings": (
        N_("Change or add a listing"),
        N_("What residents read. Say that it is right, change it, or add what is missing."),
    )
}

# What only those may do who look after the whole place.
WHOLE_PLACE = {"/steward/import": ListingThing()}


def staff(visit: StaffVisit) -> Page:
    """Their roles, and a way to each thing that they may do."""
    gettext = visit.language.words.gettext
    other = OF_STEWARDS if may(visit.actor, Permission.LISTING_PUBLISH) else {}
    told = ((permission, path, *other.get(path, (name, note))) for permission, path, name, note in TASKS)
    tasks = [
        {"href": visit.url(path), "text": gettext(name), "note": gettext(note)}
        for permission, path, name, note in told
        if may(visit.actor, permission, WHOLE_PLACE.get(path))
    ]
    return Page("account/home.html", {"tasks": tasks, "roles": roles(visit, visit.actor.grants)})


def roles(visit: StaffVisit, grants: Iterable[Grant]) -> list[str]:
    """What somebody is here, as "Link worker: North team"."""
    teams = {team.id: team.name for team in own_teams(visit.office, visit.actor)}
    return [described(visit, given, teams) for given in sorted(grants)]
