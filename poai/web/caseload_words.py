"""What needs doing, and where referrals stand, in the words of a caseload."""

from datetime import date

from poai.domain.caseload import TODAY, WITHOUT, Case, Doing, Due, Stage
from poai.web.words import Words


def heading(words: Words, which: Doing) -> str:
    """What a part of a caseload is called."""
    return {
        Doing.CONCERN: words.gettext("Somebody said that something is not right"),
        Doing.MESSAGE: words.gettext("A group has written"),
        Doing.DECLINED: words.gettext("A group said no"),
        Doing.UNANSWERED: words.gettext("No answer in time"),
        Doing.WAITED: words.gettext("The wait should be over"),
        Doing.FOLLOW_UP: words.gettext("Follow-up due"),
        Doing.CONSENT: words.gettext("Consent runs out"),
        Doing.NOTHING: words.gettext("Nothing due"),
    }[which]


def due(words: Words, one: Due, today: date) -> str:
    """What needs doing, with its day."""
    gettext = words.gettext
    day = words.gettext("today") if one.day == today else words.long_date(one.day)
    said = {
        Doing.CONCERN: gettext("They said that something is not right: %(day)s"),
        Doing.MESSAGE: gettext("New message from a group: %(day)s"),
        Doing.DECLINED: gettext("%(group)s said no: %(day)s. Nothing sent since"),
        Doing.UNANSWERED: gettext("%(group)s should have answered by %(day)s"),
        Doing.WAITED: gettext("%(group)s expected to have room by %(day)s"),
        Doing.FOLLOW_UP: gettext("Follow-up due: %(day)s"),
        Doing.CONSENT: gettext("Consent ran out: %(day)s")
        if one.day < today
        else gettext("Consent runs out: %(day)s"),
        Doing.NOTHING: gettext("Last worked on: %(day)s"),
    }[one.doing]
    return said % {"day": day, "group": one.about or gettext("A group")}


def stages(words: Words, case: Case) -> str:
    """Where somebody's referrals stand, in a few words."""
    if not case.stages:
        return words.gettext("No referral under way")
    return ", ".join(f"{number} {stage(words, which).lower()}" for which, number in case.stages.items())


def stage(words: Words, which: Stage) -> str:
    """Where referrals stand."""
    return {
        Stage.NOT_SENT: words.gettext("Not sent"),
        Stage.UNANSWERED: words.gettext("Unanswered"),
        Stage.WAITING: words.gettext("Waiting"),
        Stage.ACCEPTED: words.gettext("Accepted"),
        Stage.UNDER_WAY: words.gettext("Under way"),
    }[which]


def show(words: Words, which: str) -> str:
    """What a caseload can be narrowed to."""
    if which == TODAY:
        return words.gettext("To do today")
    if which == WITHOUT:
        return words.gettext("No referral under way")
    return stage(words, Stage(which)) if which else words.gettext("Everybody")
