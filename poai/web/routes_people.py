"""What staff and groups do for people who are helped."""

from typing import Final

from poai.domain.access import Permission
from poai.web import (
    caseload,
    cases,
    consents,
    contacts,
    conversations,
    exports,
    following,
    goals,
    hand_over,
    huddle,
    inbox,
    keeping,
    letters,
    measures,
    messages,
    moves_diagram,
    notes,
    own_referrals,
    own_view,
    pack,
    person,
    record,
    refer,
    referrals,
    replying,
    sending,
    snooze,
    steward,
    timeline,
)
from poai.web.page import Policy
from poai.web.routing import Entry, form, page

GUEST: Final = Policy.GUEST
EVERYBODY: Final = Permission.OWN_ACCOUNT

# Letters, summaries, files of one's own work, and a practice's huddle.
_OUT: tuple[Entry, ...] = (
    page("/cases/export", exports.ask_work, allow=Permission.CASELOAD_READ),
    form("/cases/export", exports.work, allow=Permission.CASELOAD_READ),
    page("/cases/{id}/letters", letters.choose, allow=Permission.PERSON_READ),
    form("/cases/{id}/letters/gp", letters.gp_letter, allow=Permission.PERSON_WRITE),
    form("/cases/{id}/letters/summary", letters.summary, allow=Permission.PERSON_WRITE),
    form("/cases/{id}/fhir", exports.person_fhir, allow=Permission.PERSON_WRITE),
    form("/referrals/{id}/fhir", exports.referral_fhir, allow=Permission.REFERRAL_READ),
)

_CASES = (
    page("/cases", caseload.own, allow=Permission.CASELOAD_READ),
    page("/cases/break-glass", cases.glass, allow=Permission.BREAK_GLASS),
    form("/cases/break-glass", cases.break_glass, allow=Permission.BREAK_GLASS),
    page("/cases/search", caseload.ask, allow=Permission.PERSON_READ),
    form("/cases/search", caseload.search, allow=Permission.PERSON_READ),
    page("/cases/huddle", huddle.ask, allow=Permission.TEAM_READ),
    form("/cases/huddle", huddle.show, allow=Permission.TEAM_READ),
    page("/cases/hand-over", hand_over.ask, allow=Permission.PERSON_MOVE),
    form("/cases/hand-over", hand_over.give, allow=Permission.PERSON_MOVE),
    page("/cases/team/{id}", caseload.of_team, allow=Permission.TEAM_READ),
    form("/cases/{id}/move", cases.move, allow=Permission.PERSON_MOVE),
    page("/cases/{id}/notes", notes.show, allow=Permission.PERSON_READ),
    form("/cases/{id}/notes", notes.write, allow=Permission.PERSON_WRITE),
    form("/cases/{id}/follow-up", notes.follow_up, allow=Permission.PERSON_WRITE),
    form("/cases/{id}/close", notes.close, allow=Permission.PERSON_WRITE),
    form("/cases/{id}/reopen", notes.reopen, allow=Permission.PERSON_WRITE),
)

# One person's record: adding, changing and reading it, with its timeline.
_PEOPLE: tuple[Entry, ...] = (
    page("/cases/new", person.new, allow=Permission.PERSON_WRITE),
    form("/cases/new", person.add, allow=Permission.PERSON_WRITE),
    page("/cases/{id}", person.one, allow=Permission.PERSON_READ),
    page("/cases/{id}/details", record.ask, allow=Permission.PERSON_WRITE),
    form("/cases/{id}/details", record.change, allow=Permission.PERSON_WRITE),
    page("/cases/{id}/timeline", timeline.show, allow=Permission.PERSON_READ),
)

# What matters to somebody: conversations, goals and measures.
_CONVERSATIONS: tuple[Entry, ...] = (
    page("/cases/{id}/conversation", conversations.show, allow=Permission.PERSON_READ),
    form("/cases/{id}/conversation", conversations.begin, allow=Permission.PERSON_WRITE),
    page("/cases/{id}/conversation/{talk}", conversations.one, allow=Permission.PERSON_READ),
    page("/cases/{id}/conversation/{talk}/{step}", conversations.step, allow=Permission.PERSON_WRITE),
    form("/cases/{id}/conversation/{talk}/{step}", conversations.keep, allow=Permission.PERSON_WRITE),
    page("/cases/{id}/goals", goals.show, allow=Permission.PERSON_READ),
    page("/cases/{id}/goals/new", goals.new, allow=Permission.PERSON_WRITE),
    form("/cases/{id}/goals/new", goals.add, allow=Permission.PERSON_WRITE),
    page("/cases/{id}/goals/{goal}", goals.one, allow=Permission.PERSON_READ),
    form("/cases/{id}/goals/{goal}", goals.change, allow=Permission.PERSON_WRITE),
    form("/cases/{id}/goals/{goal}/progress", goals.record, allow=Permission.PERSON_WRITE),
    page("/cases/{id}/measures", measures.show, allow=Permission.PERSON_READ),
    page("/cases/{id}/measures/{kind}", measures.ask, allow=Permission.PERSON_WRITE),
    form("/cases/{id}/measures/{kind}", measures.record, allow=Permission.PERSON_WRITE),
)

# Asking groups, on the side of the link worker: consent, referrals, signposts, packs.
_REFERRALS: tuple[Entry, ...] = (
    page("/cases/{id}/consents", consents.every, allow=Permission.PERSON_READ),
    page("/cases/{id}/consents/new", consents.ask, allow=Permission.PERSON_WRITE),
    form("/cases/{id}/consents/new", consents.give, allow=Permission.PERSON_WRITE),
    page("/cases/{id}/consents/{consent}", consents.one, allow=Permission.PERSON_READ),
    form("/cases/{id}/consents/{consent}/withdraw", consents.withdraw, allow=Permission.PERSON_WRITE),
    page("/cases/{id}/refer", refer.begin, allow=Permission.PERSON_WRITE),
    form("/cases/{id}/refer", refer.search, allow=Permission.PERSON_WRITE),
    page("/cases/{id}/refer/check", sending.again, allow=Permission.PERSON_WRITE),
    form("/cases/{id}/refer/check", sending.check, allow=Permission.PERSON_WRITE),
    form("/cases/{id}/refer/send", sending.send, allow=Permission.PERSON_WRITE),
    form("/cases/{id}/refer/draft", sending.keep, allow=Permission.PERSON_WRITE),
    form("/cases/{id}/signposts", refer.signpost, allow=Permission.PERSON_WRITE),
    form("/cases/{id}/pack", pack.make, allow=Permission.PERSON_WRITE),
    page("/referrals", own_referrals.every, allow=Permission.REFERRAL_WORK),
    page("/referrals/{id}", referrals.one, allow=Permission.REFERRAL_READ),
    form("/referrals/{id}/move", referrals.act, allow=Permission.REFERRAL_WORK),
    page("/steward/referrals", steward.ask, allow=Permission.REFERRAL_CORRECT),
    form("/steward/referrals", steward.find, allow=Permission.REFERRAL_CORRECT),
    form("/steward/referrals/{id}/correct", steward.correct, allow=Permission.REFERRAL_CORRECT),
)

# The side of the group that was asked, signed in or by a letter's link.
_ANSWERS: tuple[Entry, ...] = (
    page("/inbox", inbox.every, allow=Permission.REFERRAL_ANSWER),
    page("/inbox/{id}", inbox.one, allow=Permission.REFERRAL_ANSWER),
    page("/inbox/{id}/move/{move}", inbox.ask_move, allow=Permission.REFERRAL_ANSWER),
    form("/inbox/{id}/move/{move}", inbox.make_move, allow=Permission.REFERRAL_ANSWER),
    page("/inbox/{id}/contacts", contacts.ask, allow=Permission.REFERRAL_ANSWER),
    form("/inbox/{id}/contacts", contacts.record, allow=Permission.REFERRAL_ANSWER),
    page("/inbox/{id}/messages", messages.read_by_group, allow=Permission.REFERRAL_ANSWER),
    form("/inbox/{id}/messages", messages.write_by_group, allow=Permission.REFERRAL_ANSWER),
    page("/help/referrals", moves_diagram.show, allow=EVERYBODY),
    page("/reply/{token}", replying.show, allow=GUEST),
    form("/reply/{token}", replying.send_code, allow=GUEST),
    form("/reply/{token}/code", replying.give_code, allow=GUEST),
    page("/reply/{token}/answer/{move}", replying.ask_answer, allow=GUEST),
    form("/reply/{token}/answer/{move}", replying.answer, allow=GUEST),
    page("/referrals/{id}/messages", messages.read_by_worker, allow=Permission.REFERRAL_WORK),
    form("/referrals/{id}/messages", messages.write_by_worker, allow=Permission.REFERRAL_WORK),
)

# What is due on a referral, and the person's own view by reference and code.
_FOLLOWING: tuple[Entry, ...] = (
    page("/referrals/{id}/snooze", snooze.ask, allow=Permission.REFERRAL_WORK),
    form("/referrals/{id}/snooze", snooze.put_off, allow=Permission.REFERRAL_WORK),
    page("/cases/{id}/own-view", own_view.show, allow=Permission.PERSON_READ),
    form("/cases/{id}/own-view", own_view.make, allow=Permission.PERSON_WRITE),
    form("/cases/{id}/concerns/{concern_id}", own_view.deal, allow=Permission.PERSON_WRITE),
    page("/follow", following.show, allow=GUEST),
    form("/follow", following.enter, allow=GUEST),
    form("/follow/leave", following.leave, allow=GUEST),
    page("/follow/stop/{id}", following.ask_stop, allow=GUEST),
    form("/follow/stop/{id}", following.stop, allow=GUEST),
    form("/follow/concern", following.say, allow=GUEST),
)

# For how long records are kept, and what somebody is shown of theirs.
_KEEPING: tuple[Entry, ...] = (
    page("/guardian/retention", keeping.retention, allow=Permission.RECORDS_KEEP),
    page("/guardian/people/{id}", keeping.one, allow=Permission.RECORDS_KEEP),
    form("/guardian/people/{id}/everything", keeping.everything, allow=Permission.RECORDS_KEEP),
    form("/guardian/people/{id}/hold", keeping.hold, allow=Permission.RECORDS_KEEP),
    form("/guardian/people/{id}/release", keeping.release, allow=Permission.RECORDS_KEEP),
    form("/guardian/people/{id}/erase", keeping.erase, allow=Permission.RECORDS_KEEP),
)

PEOPLE: tuple[Entry, ...] = (
    *_OUT,  # its /cases/export before /cases/{id}
    *_CASES,
    *_PEOPLE,
    *_CONVERSATIONS,
    *_REFERRALS,
    *_ANSWERS,
    *_FOLLOWING,
    *_KEEPING,
)
