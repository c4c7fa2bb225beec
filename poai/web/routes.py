"""Every address and who may use it, on one page."""

from typing import Final

from poai.domain.access import Permission
from poai.web import (
    account,
    admin,
    admin_teams,
    calendars,
    caseload,
    cases,
    checking,
    checking_own,
    claiming,
    consents,
    contacts,
    conversations,
    demo,
    do_not_list,
    doubles,
    enrolling,
    exports,
    following,
    goals,
    guardian,
    guided,
    hand_over,
    home,
    huddle,
    importing,
    inbox,
    invited,
    keeping,
    letters,
    link_checks,
    listing_forms,
    listing_forms_pages,
    listing_forms_parts,
    listing_history,
    machine,
    measures,
    messages,
    moves_diagram,
    notes,
    open_files,
    oruk,
    own_listings,
    own_referrals,
    own_view,
    pack,
    person,
    public,
    record,
    refer,
    referrals,
    replying,
    resetting,
    results,
    saved,
    sending,
    sign_in,
    snooze,
    steward,
    steward_desk,
    steward_listings,
    still_right,
    suggesting,
    suggestions,
    timeline,
)
from poai.web.page import Policy
from poai.web.routing import Entry, form, page

ANYONE: Final = Policy.PUBLIC
GUEST: Final = Policy.GUEST
FIRST_STEP: Final = Policy.FIRST_STEP
EVERYBODY: Final = Permission.OWN_ACCOUNT

_WAYS_IN = (
    page("/sign-in", sign_in.ask, allow=GUEST),
    form("/sign-in", sign_in.give_password, allow=GUEST),
    page("/sign-in/code", sign_in.ask_code, allow=FIRST_STEP),
    form("/sign-in/code", sign_in.give_code, allow=FIRST_STEP),
    page("/sign-in/set-up", enrolling.show_first, allow=FIRST_STEP),
    form("/sign-in/set-up", enrolling.confirm_first, allow=FIRST_STEP),
    form("/sign-in/set-up/begin", enrolling.begin_first, allow=FIRST_STEP),
    page("/invitation/{token}", invited.show, allow=GUEST),
    form("/invitation/{token}", invited.accept, allow=GUEST),
    page("/reset", resetting.ask, allow=GUEST),
    form("/reset", resetting.send, allow=GUEST),
    page("/reset/{token}", resetting.show, allow=GUEST),
    form("/reset/{token}", resetting.finish, allow=GUEST),
    page("/account/email/{token}", account.show_email_link, allow=GUEST),
    form("/account/email/{token}", account.confirm_email, allow=GUEST),
)

_OWN_ACCOUNT = (
    page("/staff", home.staff, allow=EVERYBODY),
    form("/sign-out", sign_in.sign_out, allow=EVERYBODY),
    form("/session/stay", sign_in.stay, allow=EVERYBODY),
    form("/session/resume", sign_in.resume, allow=EVERYBODY),
    page("/account", account.show, allow=EVERYBODY),
    form("/account/sessions/end", account.end_session, allow=EVERYBODY),
    form("/account/sessions/end-others", account.end_other_sessions, allow=EVERYBODY),
    page("/account/password", account.ask_password, allow=EVERYBODY),
    form("/account/password", account.change_password, allow=EVERYBODY),
    page("/account/email", account.ask_email, allow=EVERYBODY),
    form("/account/email", account.change_email, allow=EVERYBODY),
    page("/account/factor", enrolling.ask_again, allow=EVERYBODY),
    form("/account/factor", enrolling.begin_again, allow=EVERYBODY),
    page("/account/factor/set-up", enrolling.show_again, allow=EVERYBODY),
    form("/account/factor/set-up", enrolling.confirm_again, allow=EVERYBODY),
    page("/account/codes", enrolling.ask_codes, allow=EVERYBODY),
    form("/account/codes", enrolling.new_codes, allow=EVERYBODY),
)

_ADMINISTRATION = (
    page("/admin/accounts", admin.everybody, allow=Permission.ACCOUNTS_MANAGE),
    form("/admin/accounts", admin.search, allow=Permission.ACCOUNTS_MANAGE),
    page("/admin/accounts/new", admin.new, allow=Permission.ACCOUNTS_MANAGE),
    form("/admin/accounts/new", admin.invite, allow=Permission.ACCOUNTS_MANAGE),
    page("/admin/accounts/{id}", admin.one, allow=Permission.ACCOUNTS_MANAGE),
    page("/admin/accounts/{id}/name", admin.name, allow=Permission.ACCOUNTS_MANAGE),
    form("/admin/accounts/{id}/name", admin.rename, allow=Permission.ACCOUNTS_MANAGE),
    page("/admin/accounts/{id}/roles", admin.roles, allow=Permission.ACCOUNTS_MANAGE),
    form("/admin/accounts/{id}/roles", admin.change_roles, allow=Permission.ACCOUNTS_MANAGE),
    form("/admin/accounts/{id}/disable", admin.disable, allow=Permission.ACCOUNTS_MANAGE),
    form("/admin/accounts/{id}/enable", admin.enable, allow=Permission.ACCOUNTS_MANAGE),
    form("/admin/accounts/{id}/sessions/end", admin.end_sessions, allow=Permission.ACCOUNTS_MANAGE),
    form("/admin/accounts/{id}/factor/remove", admin.remove_factor, allow=Permission.ACCOUNTS_MANAGE),
    form("/admin/accounts/{id}/invite", admin.send_again, allow=Permission.ACCOUNTS_MANAGE),
    page("/admin/teams", admin_teams.every, allow=Permission.TEAMS_MANAGE),
    page("/admin/teams/new", admin_teams.new, allow=Permission.TEAMS_MANAGE),
    form("/admin/teams/new", admin_teams.add, allow=Permission.TEAMS_MANAGE),
    page("/admin/teams/{id}", admin_teams.one, allow=Permission.TEAMS_MANAGE),
    form("/admin/teams/{id}", admin_teams.rename, allow=Permission.TEAMS_MANAGE),
)

_GUARDIAN = (
    page("/guardian/trail", guardian.trail, allow=Permission.AUDIT_READ),
    page("/guardian/openings", guardian.openings, allow=Permission.AUDIT_READ),
    page("/guardian/people", guardian.whose, allow=Permission.AUDIT_READ),
    form("/guardian/people", guardian.find, allow=Permission.AUDIT_READ),
    page("/guardian/people/{id}/history", guardian.history, allow=Permission.AUDIT_READ),
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

# A group's own listings: as residents see them, with what can be changed.
_OWN_LISTINGS: tuple[Entry, ...] = (
    page("/my-listings", own_listings.every, allow=Permission.LISTING_EDIT),
    page("/my-listings/new", own_listings.new, allow=Permission.LISTING_EDIT),
    form("/my-listings/new", own_listings.begin, allow=Permission.LISTING_EDIT),
    page("/my-listings/{slug}", own_listings.one, allow=Permission.LISTING_EDIT),
    page("/my-listings/{slug}/preview", own_listings.preview, allow=Permission.LISTING_EDIT),
    form("/my-listings/{slug}/right", own_listings.right, allow=Permission.LISTING_EDIT),
    form("/my-listings/{slug}/send", own_listings.send, allow=Permission.LISTING_EDIT),
    form("/my-listings/{slug}/throw-away", own_listings.throw_away, allow=Permission.LISTING_EDIT),
    page("/my-listings/{slug}/stop", own_listings.ask_stop, allow=Permission.LISTING_EDIT),
    form("/my-listings/{slug}/stop", own_listings.stop, allow=Permission.LISTING_EDIT),
    *(
        page(f"/my-listings/{{slug}}/{facts}", own_listings.parts(facts), allow=Permission.LISTING_EDIT)
        for facts in listing_forms_pages.LISTED
    ),
    *(
        page(f"/my-listings/{{slug}}/{key}", listing_forms_pages.asking(key), allow=Permission.LISTING_EDIT)
        for key in listing_forms.FORMS
        if key not in listing_forms_pages.LISTED
    ),
    *(
        form(f"/my-listings/{{slug}}/{key}", listing_forms_pages.saving(key), allow=Permission.LISTING_EDIT)
        for key in listing_forms.FORMS
    ),
    *(
        line(f"/my-listings/{{slug}}/{path}/{{number}}", make(path), allow=Permission.LISTING_EDIT)
        for path in listing_forms_parts.PARTS
        for line, make in (
            (page, listing_forms_pages.asking_part),
            (form, listing_forms_pages.saving_part),
        )
    ),
)

# What waits for a steward: proposals side by side, history, earlier versions.
_CHECKING: tuple[Entry, ...] = (
    page("/steward/queue", checking.every, allow=Permission.LISTING_PUBLISH),
    page("/steward/proposals/{id}", checking.one, allow=Permission.LISTING_PUBLISH),
    form("/steward/proposals/{id}/accept", checking.accept, allow=Permission.LISTING_PUBLISH),
    page("/steward/proposals/{id}/edit", checking.edit, allow=Permission.LISTING_PUBLISH),
    form("/steward/proposals/{id}/edit", checking.accept_edited, allow=Permission.LISTING_PUBLISH),
    form("/steward/proposals/{id}/return", checking.give_back, allow=Permission.LISTING_PUBLISH),
    page("/my-listings/proposals/{id}", checking_own.one, allow=Permission.LISTING_EDIT),
    form("/my-listings/proposals/{id}/take-back", checking_own.take_back, allow=Permission.LISTING_EDIT),
    page("/my-listings/proposals/{id}/again", checking_own.ask_again, allow=Permission.LISTING_EDIT),
    form("/my-listings/proposals/{id}/again", checking_own.send_again, allow=Permission.LISTING_EDIT),
    *(
        entry
        for home, allow in (
            (listing_history.STEWARD, Permission.LISTING_PUBLISH),
            (listing_history.OWN, Permission.LISTING_EDIT),
        )
        for entry in (
            page(f"{home}/{{slug}}/history", listing_history.every(home), allow=allow),
            page(f"{home}/{{slug}}/history/{{number}}", listing_history.one(home), allow=allow),
            form(f"{home}/{{slug}}/history/{{number}}", listing_history.put_back(home), allow=allow),
        )
    ),
)

# A steward's desk: what is stale, double, broken, or not to be listed.
_STEWARD_DESK: tuple[Entry, ...] = (
    page("/steward", steward_desk.show, allow=Permission.LISTING_PUBLISH),
    page("/steward/listings", steward_listings.every, allow=Permission.LISTING_PUBLISH),
    form("/steward/listings/right", steward_listings.still_right, allow=Permission.LISTING_PUBLISH),
    page("/steward/listings/{slug}", steward_listings.one, allow=Permission.LISTING_PUBLISH),
    form("/steward/listings/{slug}/take-down", steward_listings.take_down, allow=Permission.LISTING_PUBLISH),
    form("/steward/listings/{slug}/show", steward_listings.show_again, allow=Permission.LISTING_PUBLISH),
    form("/steward/listings/{slug}/apart", steward_listings.make_two, allow=Permission.LISTING_PUBLISH),
    form("/steward/listings/{slug}/do-not-list", steward_listings.bar, allow=Permission.LISTING_PUBLISH),
    page("/steward/doubles", doubles.every, allow=Permission.LISTING_PUBLISH),
    form("/steward/doubles/two", doubles.two, allow=Permission.LISTING_PUBLISH),
    page("/steward/doubles/{one}/{other}", doubles.ask, allow=Permission.LISTING_PUBLISH),
    form("/steward/doubles/{one}/{other}", doubles.make_one, allow=Permission.LISTING_PUBLISH),
    page("/steward/links", link_checks.show, allow=Permission.LISTING_PUBLISH),
    form("/steward/links", link_checks.check, allow=Permission.LISTING_PUBLISH),
    page("/steward/do-not-list", do_not_list.every, allow=Permission.LISTING_PUBLISH),
    form("/steward/do-not-list", do_not_list.add, allow=Permission.LISTING_PUBLISH),
    form("/steward/do-not-list/{id}/lift", do_not_list.lift, allow=Permission.LISTING_PUBLISH),
)

# Links of letters that ask a group whether its listing is right.
_STILL_RIGHT: tuple[Entry, ...] = (
    page("/check/{token}", still_right.show, allow=GUEST),
    form("/check/{token}/{slug}/right", still_right.right, allow=GUEST),
    page("/check/{token}/{slug}/room", still_right.ask_room, allow=GUEST),
    form("/check/{token}/{slug}/room", still_right.say_room, allow=GUEST),
    page("/check/{token}/{slug}/pause", still_right.ask_pause, allow=GUEST),
    form("/check/{token}/{slug}/pause", still_right.say_pause, allow=GUEST),
    form("/check/{token}/{slug}/changed", still_right.changed, allow=GUEST),
)

# What anybody may say of a listing or a group, without an account.
_SUGGESTING: tuple[Entry, ...] = (
    page("/listings/{slug}/suggest", suggesting.ask_change, allow=GUEST),
    form("/listings/{slug}/suggest", suggesting.send_change, allow=GUEST),
    page("/tell-us", suggesting.ask_new, allow=GUEST),
    form("/tell-us", suggesting.send_new, allow=GUEST),
    page("/organisations/{slug}/claim", claiming.ask, allow=GUEST),
    form("/organisations/{slug}/claim", claiming.send, allow=GUEST),
    page("/claim/{token}", claiming.show_link, allow=GUEST),
    form("/claim/{token}", claiming.answer_link, allow=GUEST),
    page("/steward/suggestions", suggestions.every, allow=Permission.LISTING_PUBLISH),
    page("/steward/suggestions/{id}", suggestions.one, allow=Permission.LISTING_PUBLISH),
    form("/steward/suggestions/{id}", suggestions.decide, allow=Permission.LISTING_PUBLISH),
    form("/steward/suggestions/{id}/accept", suggestions.accept, allow=Permission.LISTING_PUBLISH),
    form("/steward/suggestions/{id}/ask", suggestions.ask_group, allow=Permission.LISTING_PUBLISH),
    form("/steward/suggestions/{id}/meant", suggestions.meant, allow=Permission.LISTING_PUBLISH),
    form("/steward/suggestions/{id}/listing", suggestions.as_listing, allow=Permission.LISTING_PUBLISH),
)

# Listings taken in from elsewhere.
_IMPORTING: tuple[Entry, ...] = (
    page("/steward/import", importing.ask, allow=Permission.LISTING_PUBLISH),
    form("/steward/import", importing.attempt, allow=Permission.LISTING_PUBLISH, upload=importing.UPLOAD),
    page("/steward/import/template.csv", importing.template_csv, allow=Permission.LISTING_PUBLISH),
    page("/steward/import/{id}", importing.one, allow=Permission.LISTING_PUBLISH),
    form("/steward/import/{id}/take", importing.take, allow=Permission.LISTING_PUBLISH),
    page("/steward/import/{id}/report.csv", importing.report_csv, allow=Permission.LISTING_PUBLISH),
)

# The directory for other people's programs: Open Referral UK 3.0, whole files, and calendars.
_OPEN_DATA = (
    page("/oruk", oruk.root, allow=ANYONE),
    page("/oruk/openapi.json", oruk.openapi, allow=ANYONE),
    page("/oruk/services", oruk.services, allow=ANYONE),
    page("/oruk/services/{id}", oruk.service, allow=ANYONE),
    page("/oruk/taxonomies", oruk.taxonomies, allow=ANYONE),
    page("/oruk/taxonomies/{id}", oruk.taxonomy, allow=ANYONE),
    page("/oruk/taxonomy_terms", oruk.terms, allow=ANYONE),
    page("/oruk/taxonomy_terms/{id}", oruk.term, allow=ANYONE),
    page("/oruk/service_at_locations", oruk.places, allow=ANYONE),
    page("/oruk/service_at_locations/{id}", oruk.place, allow=ANYONE),
    page("/oruk/organizations", oruk.organizations, allow=ANYONE),
    page("/oruk/organizations/{id}", oruk.organization, allow=ANYONE),
    page("/developers", open_files.developers, allow=ANYONE),
    page("/data/directory.ndjson", open_files.ndjson, allow=ANYONE),
    page("/data/directory.csv", open_files.table, allow=ANYONE),
    page("/data/directory.csv-metadata.json", open_files.columns, allow=ANYONE),
    page("/data/catalogue.db", open_files.catalogue, allow=ANYONE),
    page("/listings/{slug}/calendar.ics", calendars.listing, allow=ANYONE),
    page("/areas/{key}/calendar.ics", calendars.area, allow=ANYONE),
    page("/list/calendar.ics", calendars.saved, allow=ANYONE),
)

_PUBLIC = (
    page("/", public.home, allow=ANYONE),
    page("/find", results.results, allow=ANYONE),
    page("/guided", guided.guided, allow=ANYONE),
    page("/listings/{slug}", public.listing, allow=ANYONE),
    page("/organisations/{slug}", public.organisation, allow=ANYONE),
    page("/areas", public.areas, allow=ANYONE),
    page("/areas/{key}", public.area, allow=ANYONE),
    page("/needs", public.needs, allow=ANYONE),
    page("/needs/{key}", results.need, allow=ANYONE),
    page("/a-to-z", public.a_to_z, allow=ANYONE),
    page("/ask", public.ask_a_person, allow=ANYONE),
    page("/urgent", public.urgent, allow=ANYONE),
    page("/list", saved.my_list_page, allow=ANYONE),
    form("/list/save", saved.save, allow=ANYONE),
    form("/list/remove", saved.remove, allow=ANYONE),
    form("/list/move", saved.move, allow=ANYONE),
    form("/list/clear", saved.clear, allow=ANYONE),
    page("/sitemap.xml", machine.sitemap, allow=ANYONE),
    page("/robots.txt", machine.robots, allow=ANYONE),
    page("/opensearch.xml", machine.opensearch, allow=ANYONE),
    page("/health", machine.health, allow=ANYONE),
    # The pages that content editors write; last, because it takes any one-word address.
    page("/{page}", public.words, allow=ANYONE),
)

# The place's own pages are last, because their address takes any one word.
ROUTES: tuple[Entry, ...] = (
    *_WAYS_IN,
    *_OWN_ACCOUNT,
    *_ADMINISTRATION,
    *_GUARDIAN,
    *_OUT,  # its /cases/export before /cases/{id}
    *_CASES,
    *_PEOPLE,
    *_CONVERSATIONS,
    *_REFERRALS,
    *_ANSWERS,
    *_FOLLOWING,
    *_KEEPING,
    *_OWN_LISTINGS,
    *_CHECKING,
    *_STEWARD_DESK,
    *_STILL_RIGHT,
    *_SUGGESTING,
    *_IMPORTING,
    *_OPEN_DATA,
    *_PUBLIC,
)

# Before all others, and only where `poai serve --demo` is.
DEMO: tuple[Entry, ...] = (
    page("/demo", demo.who, allow=GUEST),
    form("/demo/be", demo.be, allow=GUEST),
    page("/demo/mail", demo.mail, allow=GUEST),
    page("/demo/mail/{letter}", demo.letter, allow=GUEST),
)
