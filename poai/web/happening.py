"""One thing that happened with somebody, as a line of their history: what, in whose words, and the page to see it on."""

from collections.abc import Iterable, Mapping
from typing import Any

from poai.actions.records import changed_fields
from poai.actions.timeline import Changed, Dealt, Happening, OfReferral, Stepped, Timeline, Withdrawn
from poai.domain.audit import Event, Row
from poai.domain.consent import Consent
from poai.domain.contact import Contact
from poai.domain.conversation import Conversation
from poai.domain.goal import Goal
from poai.domain.measure import Measurement
from poai.domain.message import Message
from poai.domain.note import Note
from poai.domain.referral import Moved, Party
from poai.domain.signpost import Signpost
from poai.web import notes, referral_words, staff_words
from poai.web.agreeing import group_name
from poai.web.record_words import shown
from poai.web.staffing import StaffVisit


def told(visit: StaffVisit, one: Happening, of: Timeline) -> dict[str, Any]:
    """What the template shows: `what` happened, `about` what (a link where there is `href`), and `lines` of words."""
    gettext, what = visit.language.words.gettext, one.what
    record = f"/cases/{of.person.id}"
    match what:
        case Row():
            return _row(visit, what, of.names)
        case Changed():
            return _changed(visit, what)
        case Note():
            return _entry(notes.kind(visit.language.words, what.kind), words=what.words)
        case Conversation() | Goal() | Stepped() | Measurement():
            return _said(visit, what, record)
        case Consent() | Withdrawn() | Signpost():
            return _shared(visit, what, record)
        case OfReferral():
            return _of_referral(visit, what)
        case Dealt():
            return _entry(gettext("Dealt with what they said is not right"))
        case concern:
            return _entry(gettext("They said that something is not right"), words=concern.words)


def _said(
    visit: StaffVisit, what: Conversation | Goal | Stepped | Measurement, record: str
) -> dict[str, Any]:
    gettext = visit.language.words.gettext
    match what:
        case Conversation():
            begun = gettext("Had a conversation") if what.done else gettext("Began a conversation")
            return _entry(begun, about=gettext("What was said"), href=f"{record}/conversation/{what.id}")
        case Goal():
            return _entry(gettext("Set a goal"), about=what.words, href=f"{record}/goals/{what.id}")
        case Stepped(goal, step):
            how = gettext("Progress with a goal: %(number)s of 10") % {"number": step.progress}
            return _entry(how, about=goal.words, href=f"{record}/goals/{goal.id}", words=step.words)
        case taken:
            measure = visit.snapshot.content.measures.get(taken.kind)
            about = gettext(measure.title) if measure else taken.kind
            return _entry(gettext("Recorded a measure"), about=about, href=f"{record}/measures")


def _shared(visit: StaffVisit, what: Consent | Withdrawn | Signpost, record: str) -> dict[str, Any]:
    gettext = visit.language.words.gettext
    match what:
        case Consent():
            about, href = group_name(visit, what.organisation), f"{record}/consents/{what.id}"
            return _entry(gettext("They agreed to share"), about=about, href=href)
        case Withdrawn(consent, why):
            about, href = group_name(visit, consent.organisation), f"{record}/consents/{consent.id}"
            return _entry(gettext("They stopped sharing"), about=about, href=href, words=why)
        case signpost:
            href = f"/listings/{signpost.listing}"
            return _entry(gettext("Told them about a service"), about=signpost.listing_name, href=href)


def _of_referral(visit: StaffVisit, one: OfReferral) -> dict[str, Any]:
    words = visit.language.words
    gettext = words.gettext
    about, href = one.referral.listing_name, f"/referrals/{one.referral.id}"
    match one.what:
        case None:
            return _entry(gettext("Made a referral"), about=about, href=href)
        case Moved() as moved:
            said = [
                referral_words.reason(words, moved.answer.reason) if moved.answer.reason else "",
                referral_words.outcome(words, moved.answer.outcome) if moved.answer.outcome else "",
                words.long_date(moved.answer.expected) if moved.answer.expected else "",
                moved.answer.note,
            ]
            what = gettext("Referral: %(status)s") % {"status": referral_words.status(words, moved.to)}
            return _entry(what, about=about, href=href, words="\n".join(filter(None, said)))
        case Message() as message:
            by_group = message.party is Party.ORGANISATION
            what = gettext("The group wrote") if by_group else gettext("Wrote to the group")
            return _entry(what, about=about, href=href, words=message.words)
        case Contact() as contact:
            told = {"how": referral_words.contact(words, contact.kind), "day": words.long_date(contact.on)}
            what = gettext("The group: %(how)s (%(day)s)") % told
            return _entry(what, about=about, href=href, words=contact.words)
        case snooze:
            what = gettext("Put off reminders until %(day)s") % {"day": words.long_date(snooze.until)}
            return _entry(what, about=about, href=href, words=snooze.words)


def _changed(visit: StaffVisit, one: Changed) -> dict[str, Any]:
    """Each part that was changed, with what stood there before."""
    words, needs = visit.language.words, visit.snapshot.content.needs
    lines = []
    for field in changed_fields(one.before, one.after):
        before, after = (
            " ".join(shown(words, each, field, needs).split()) for each in (one.before, one.after)
        )
        told = {"part": referral_words.part(words, field), "before": before, "after": after}
        if not before:
            lines.append(words.gettext("%(part)s: %(after)s") % told)
        elif not after:
            lines.append(words.gettext("%(part)s: taken out (it was: %(before)s)") % told)
        else:
            lines.append(words.gettext("%(part)s: %(after)s (it was: %(before)s)") % told)
    return _entry(words.gettext("Changed the details"), lines=lines)


def _row(visit: StaffVisit, row: Row, names: Mapping[str, str]) -> dict[str, Any]:
    words = visit.language.words
    if "worker" in row.detail:
        handed = row.event == Event.HANDED_OVER
        what = words.gettext("Handed over") if handed else words.gettext("Changed the worker")
        return _entry(what, words=names.get(row.detail["worker"], words.gettext("Nobody yet")))
    return _entry(staff_words.event(words, row.event))


def _entry(
    what: str, *, about: str = "", href: str = "", words: str = "", lines: Iterable[str] = ()
) -> dict[str, Any]:
    return {"what": what, "about": about, "href": href, "lines": [*words.splitlines(), *lines]}
