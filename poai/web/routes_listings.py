"""How listings are kept true: by their groups, by stewards, by anybody, and by what is taken in from elsewhere."""

from typing import Final

from poai.domain.access import Permission
from poai.web import (
    checking,
    checking_own,
    claiming,
    do_not_list,
    doubles,
    groups,
    importing,
    link_checks,
    listing_forms,
    listing_forms_pages,
    listing_forms_parts,
    listing_history,
    own_listings,
    steward_desk,
    steward_listings,
    still_right,
    suggesting,
    suggestions,
)
from poai.web.page import Policy
from poai.web.routing import Entry, form, page

GUEST: Final = Policy.GUEST

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
    form("/my-listings/proposals/{id}/take-up", checking_own.take_up, allow=Permission.LISTING_EDIT),
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

# Groups themselves: added and changed by stewards, and how they are reached, by themselves.
_GROUPS: tuple[Entry, ...] = (
    page("/steward/groups", groups.every, allow=Permission.LISTING_PUBLISH),
    page("/steward/groups/new", groups.new, allow=Permission.LISTING_PUBLISH),
    form("/steward/groups/new", groups.add, allow=Permission.LISTING_PUBLISH),
    page("/steward/groups/{slug}", groups.one, allow=Permission.LISTING_PUBLISH),
    form("/steward/groups/{slug}", groups.change, allow=Permission.LISTING_PUBLISH),
    page("/my-group/{slug}", groups.own, allow=Permission.LISTING_EDIT),
    form("/my-group/{slug}", groups.change_own, allow=Permission.LISTING_EDIT),
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

LISTINGS: tuple[Entry, ...] = (
    *_OWN_LISTINGS,
    *_CHECKING,
    *_STEWARD_DESK,
    *_GROUPS,
    *_STILL_RIGHT,
    *_SUGGESTING,
    *_IMPORTING,
)
