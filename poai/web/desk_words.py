"""What the piles on a steward's desk, and how a listing stands, are called."""

from poai.actions.steward_desk import Pile, Waits
from poai.actions.stewarding import Show
from poai.domain.doubles import Reason
from poai.domain.prompting import Stage
from poai.web.words import Words

ADDRESSES = {
    Waits.CLAIMS: "/steward/suggestions",
    Waits.CONFLICTS: "/steward/queue",
    Waits.PROPOSALS: "/steward/queue",
    Waits.SUGGESTIONS: "/steward/suggestions",
    Waits.WARNED: "/steward/listings?show=stale",
    Waits.LINKS: "/steward/links",
    Waits.DOUBLES: "/steward/doubles",
    Waits.STALE: "/steward/listings?show=stale",
}


def pile(words: Words, one: Pile) -> str:
    """What waits, with how many."""
    n, many = one.count, words.ngettext
    text = {
        Waits.CLAIMS: many(
            "%(num)s person says a group is theirs", "%(num)s people say a group is theirs", n
        ),
        Waits.CONFLICTS: many(
            "%(num)s import that says something else", "%(num)s imports that say something else", n
        ),
        Waits.PROPOSALS: many("%(num)s change to read", "%(num)s changes to read", n),
        Waits.SUGGESTIONS: many("%(num)s thing that people told us", "%(num)s things that people told us", n),
        Waits.WARNED: many(
            "%(num)s listing hidden, or hidden soon", "%(num)s listings hidden, or hidden soon", n
        ),
        Waits.LINKS: many("%(num)s web link that does not work", "%(num)s web links that do not work", n),
        Waits.DOUBLES: many("%(num)s pair that may be the same", "%(num)s pairs that may be the same", n),
        Waits.STALE: many("%(num)s listing to confirm", "%(num)s listings to confirm", n),
    }[one.kind]
    return text % {"num": n}


def why(words: Words, kind: Waits) -> str:
    """What there is to do about it."""
    gettext = words.gettext
    return {
        Waits.CLAIMS: gettext("Find out if it is so. Then they can keep it right themselves."),
        Waits.CONFLICTS: gettext("Somebody changed these here, and their source says otherwise."),
        Waits.PROPOSALS: gettext("Groups want these shown. Nothing changes until you say yes."),
        Waits.SUGGESTIONS: gettext("From public pages: something wrong, or a group that is missing."),
        Waits.WARNED: gettext("The group does not answer our emails. Ring them, or take it down."),
        Waits.LINKS: gettext("Found when somebody last checked the links."),
        Waits.DOUBLES: gettext("Make them one, or say that they are two."),
        Waits.STALE: gettext("Nobody has said for a long time that these are right."),
    }[kind]


def stage(words: Words, which: Stage) -> str:
    """How a listing stands; "" for one that is right."""
    gettext = words.gettext
    return {
        Stage.RIGHT: "",
        Stage.DUE: gettext("To confirm"),
        Stage.ASKED: gettext("Asked by email"),
        Stage.SINKING: gettext("No answer"),
        Stage.MARKED: gettext("No answer for long"),
        Stage.WARNED: gettext("Hidden soon"),
        Stage.HIDDEN: gettext("Hidden"),
    }[which]


def show(words: Words, which: Show) -> str:
    """What a way to narrow the list is called."""
    gettext = words.gettext
    return {
        Show.ALL: gettext("All"),
        Show.STALE: gettext("To confirm"),
        Show.PAUSED: gettext("Paused"),
        Show.FULL: gettext("Full"),
        Show.HIDDEN: gettext("Not shown"),
        Show.NO_EMAIL: gettext("Without email"),
        Show.NO_NEEDS: gettext("Without needs"),
    }[which]


def reason(words: Words, which: Reason) -> str:
    """What two listings share."""
    gettext = words.gettext
    return {
        Reason.NAME: gettext("like names"),
        Reason.GROUP: gettext("the same group"),
        Reason.PHONE: gettext("the same phone number"),
        Reason.EMAIL: gettext("the same email address"),
        Reason.WEB: gettext("the same web page"),
        Reason.POSTCODE: gettext("the same postcode"),
        Reason.ELSEWHERE: gettext("but at different postcodes"),
    }[which]


def link_problem(words: Words, key: str) -> str:
    """What is wrong at a web address."""
    gettext = words.gettext
    if key.startswith("status-"):
        number = key.removeprefix("status-")
        if number in ("404", "410"):
            return gettext("The page is gone (error %(number)s)") % {"number": number}
        return gettext("It answers with error %(number)s") % {"number": number}
    return {
        "address": gettext("It is not a web address that we can open"),
        "name": gettext("There is no site of that name"),
        "private": gettext("It does not lead to a public site"),
        "unreachable": gettext("Nothing answers there"),
        "certificate": gettext("Its certificate is out of date or wrong, so browsers warn people"),
        "slow": gettext("It took too long to answer"),
        "redirects": gettext("It leads from one address to the next without end"),
        "garbled": gettext("What it answers cannot be read"),
    }.get(key, gettext("It does not work"))
