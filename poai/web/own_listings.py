"""A group's own listings: all of them, one as residents see it with a way to change each fact, and a new one."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from poai.actions import changing, drafting
from poai.actions.drafting import Desk
from poai.actions.editing import Sent, WrongError
from poai.actions.editing_list import Own, theirs
from poai.actions.editing_times import next_dates
from poai.domain.access import Permission
from poai.domain.errors import StaleError
from poai.domain.facts import CONFIRMED, FIELDS, Facts
from poai.domain.freshness import checked
from poai.domain.listing import BOROUGH_WIDE, Listing, Location
from poai.domain.listing_now import By, standing_pause, standing_room
from poai.store.listing_clock import Silent
from poai.web import groups, listing_words
from poai.web.csrf import public_token
from poai.web.forms import N_
from poai.web.listing_forms import FORMS, about_asked, name_asked
from poai.web.listing_forms_fields import Asked, Asking
from poai.web.listing_forms_pages import MINE, decides, desk_of, told_dates
from poai.web.listing_forms_parts import PARTS
from poai.web.listing_forms_words import wrong
from poai.web.page import Go, Page
from poai.web.public import listing_view
from poai.web.staffing import StaffHandler, StaffVisit

_FINE: Mapping[str, str] = MappingProxyType({})
_LEFT_OUT = frozenset({"organization", "status", "tags"})  # told elsewhere, or kept as they are
_DONE = {
    "shown": N_("Saved. Residents see it now."),
    "waits": N_("Sent to your steward, who reads it first. Until then residents see what was there before."),
    "both": N_("Saved. Residents see a part of it now. Your steward reads the rest first."),
    "same": N_("Nothing was changed."),
    "draft": N_("Saved. Only you can see it until you send it."),
    "kept": N_("Kept for later. Nobody else sees it, and nothing is changed yet."),
    "right": N_("Thank you. Residents see that you looked at it today."),
    "moved": N_("Somebody changed it while you looked. Read it again, please."),
    "sent": N_("Sent to your steward, who reads it first. You get an email when it is decided."),
    "thrown": N_("Thrown away."),
    "ended": N_("It is taken down. Residents no longer see it."),
    "ending": N_("Your steward is asked to take it down. Until then residents still see it."),
}


def every(visit: StaffVisit) -> Page:
    """What somebody has to look after."""
    found = theirs(visit.office, visit.actor, now=visit.now, address=visit.address)
    view = {
        "listings": [_row(visit, one) for one in found.listings],
        "drafts": [
            {
                "href": visit.url(f"{MINE}/{draft.id}"),
                "name": draft.listing.name,
                "when": visit.language.words.long_date(draft.changed_at.astimezone(visit.now.tzinfo).date()),
                "throw": visit.url(f"{MINE}/{draft.id}/throw-away"),
            }
            for draft in found.drafts
            if draft.listing
        ],
        "more": found.more,
        "groups": groups.own_groups(visit),
        "desk": visit.url("/steward/listings") if visit.can(Permission.LISTING_PUBLISH) else "",
        "steward": visit.can(Permission.LISTING_PUBLISH),
        "done": _done(visit),
    }
    return Page("my-listings/every.html", view)


def one(visit: StaffVisit) -> Page:
    """One listing, with a way to change each fact."""
    desk = desk_of(visit)
    rows = [_facts(visit, desk, facts) for facts in Facts]
    view = {
        "desk": desk,
        "listing": desk.listing,
        "here": visit.url(f"{MINE}/{desk.key}"),
        "rows": rows,
        "checked": _all_checked(rows),
        "begun": [_begun(visit, desk, form) for form in sorted(desk.typed)],
        "steward": decides(visit, desk.listing),
        "missing": _missing(visit, desk.listing) if desk.draft else [],
        "silent": _silent(visit, desk.silent) if desk.silent and desk.base else "",
        "done": _done(visit),
    }
    return Page("my-listings/one.html", view)


def parts(facts: Facts) -> StaffHandler:
    """The handler that lists what a listing has several of: its times, with dates, and its breaks; or its places."""

    def show(visit: StaffVisit) -> Page:
        desk = desk_of(visit)
        here = f"{MINE}/{desk.key}"
        view = {
            "title": listing_words.facts_called(visit.language.words, facts),
            "name": desk.listing.name,
            "back": visit.url(here),
            "groups": [_group(visit, desk, path) for path, part in PARTS.items() if part.page is facts],
            "draft": desk.draft,
            "form": _way_form(visit, desk) if facts is Facts.PLACE else None,
            "done": _done(visit),
        }
        return Page("my-listings/parts.html", view)

    return show


def new(visit: StaffVisit) -> Page:
    """The first questions about a new listing."""
    return _new(visit)


def begin(visit: StaffVisit) -> Page | Go:
    """Begins a draft of it."""
    sent, own = Sent(visit.forms, visit.now.date()), dict(groups.to_choose(visit))
    group = next(iter(own)) if len(own) == 1 else sent.chosen("organisation", own)
    name, description = sent.line("name", needed=True), sent.words("description", needed=True)
    area = sent.chosen("area", (*visit.snapshot.place.localities, BOROUGH_WIDE))
    if sent.wrong:
        return _new(visit, wrong(visit, WrongError(sent.wrong)))
    draft = drafting.begin(
        visit.office,
        visit.actor,
        group,
        lambda blank: replace(blank, name=name or "", description=description or "", locality=area),
        key=visit.form.get("once", ""),
        now=visit.now,
        address=visit.address,
    )
    return Go(f"{MINE}/{draft}?done=draft")


def right(visit: StaffVisit) -> Go:
    """Everything is still right, as it stood when they looked."""
    slug = visit.params["slug"]
    with visit.office.work(visit.now, visit.actor.id, visit.address) as work:
        head = changing.head_of(work, visit.actor, slug, Permission.LISTING_EDIT)
        if str(head.published) != visit.form.get("base"):
            return Go(f"{MINE}/{slug}?done=moved")
        by = changing.by_of(visit.actor, head.record)
        role = "the group" if by is By.GROUP else "the steward"
        changing.confirm(work, slug, CONFIRMED, by=by, role=role, made_by=visit.actor.id)
    visit.office.show()
    return Go(f"{MINE}/{slug}?done=right")


def preview(visit: StaffVisit) -> Page:
    """The page that residents will see: with what waits for the steward, or of a draft."""
    desk = desk_of(visit)
    seen = desk.wanted or desk.listing
    groups = {**visit.snapshot.catalogue.organisations, desk.group.slug: desk.group}
    view = {
        **listing_view(visit, seen, groups),
        "csrf": public_token(visit.secret),  # its forms are those of the public page
        "back": visit.url(f"{MINE}/{desk.key}"),
        "draft": desk.draft,
        "waits": seen != desk.listing,
    }
    return Page("my-listings/preview.html", view)


def send(visit: StaffVisit) -> Go:
    """Sends a draft to the steward."""
    done = drafting.send(
        visit.office,
        visit.actor,
        visit.params["slug"],
        once_key=visit.form.get("once", ""),
        now=visit.now,
        address=visit.address,
    )
    return Go(f"{MINE}/{done.listing.slug}?done=shown" if done.listing else f"{MINE}?done=sent")


def throw_away(visit: StaffVisit) -> Go:
    """Throws away a draft, or what stands in one form about a listing."""
    key, form = visit.params["slug"], visit.form.get("form", "")
    drafting.throw_away(visit.office, visit.actor, key, form, now=visit.now, address=visit.address)
    return Go(f"{MINE}/{key}?done=thrown" if form else f"{MINE}?done=thrown")


def ask_stop(visit: StaffVisit) -> Page:
    """The form for a group that no longer does this."""
    return _stop(visit)


def stop(visit: StaffVisit) -> Page | Go:
    """Asks the steward to take the listing down, or takes it down."""
    sent = Sent(visit.forms, visit.now.date())
    why = sent.line("why", needed=True, longest=300)
    if sent.wrong or not why:
        return _stop(visit, wrong(visit, WrongError(sent.wrong)))
    slug = visit.params["slug"]
    done = drafting.take_down(visit.office, visit.actor, slug, why=why, now=visit.now, address=visit.address)
    return Go(f"{MINE}?done={'ending' if done.proposal else 'ended'}")


def _stop(visit: StaffVisit, errors: Mapping[str, str] = _FINE) -> Page:
    desk = desk_of(visit)
    if not desk.base:
        raise StaleError("the listing is not shown")
    ask = Asking(visit, visit.forms or visit.kept_all, errors)
    view = {
        "name": desk.listing.name,
        "action": visit.url(f"{MINE}/{desk.key}/stop"),
        "back": visit.url(f"{MINE}/{desk.key}"),
        "fields": [
            ask.text("why", N_("Why, or since when?"), N_("Your steward reads it. Residents do not."))
        ],
        "steward": decides(visit, desk.listing),
        "errors": errors,
    }
    return Page("my-listings/stop.html", view, status=422 if errors else 200)


def _new(visit: StaffVisit, errors: Mapping[str, str] = _FINE) -> Page:
    chosen = {"organisation": (dict(visit.query).get("group", ""),)}
    ask = Asking(visit, visit.forms or visit.kept_all or chosen, errors)
    known = groups.to_choose(visit)
    fields: list[Asked] = []
    if len(known) != 1:
        fields.append(ask.select("organisation", N_("Which group is it of?"), known))
    name, area = name_asked(ask)
    description = about_asked(ask)[0]
    view = {
        "action": visit.url(f"{MINE}/new"),
        "add_group": visit.url("/steward/groups/new") if visit.can(Permission.LISTING_PUBLISH) else "",
        "fields": [*fields, name, description, area],
        "errors": errors,
    }
    return Page("my-listings/new.html", view, status=422 if errors else 200)


def _row(visit: StaffVisit, own: Own) -> dict[str, Any]:
    words, listing, today = visit.language.words, own.listing, visit.now.date()
    pause, room = standing_pause(listing.pause, today), standing_room(listing.room, today)
    said = []
    if not own.shown:
        said.append(words.gettext("Residents do not see it"))
    if own.silent and own.shown:
        said.append(_silent(visit, own.silent))
    if pause:
        said.append(listing_words.pause(words, pause))
    if room:
        said.append(listing_words.room(words, room))
    confirmed = listing.confirmed
    return {
        "href": visit.url(f"{MINE}/{listing.slug}"),
        "name": listing.name,
        "area": listing_words.area(visit, listing.locality),
        "group": listing_words.group(visit, listing.organization),
        "said": said,
        "checked": words.long_date(confirmed.date) if confirmed else "",
        "waits": visit.url(f"{MINE}/proposals/{own.waits.id}") if own.waits else "",
        "returned": visit.url(f"{MINE}/proposals/{own.returned.id}") if own.returned else "",
        "begun": own.begun,
    }


def _silent(visit: StaffVisit, silent: Silent) -> str:
    gettext = visit.language.words.gettext
    if silent.hidden:
        return gettext("Residents do not see it, because nobody has said for a long time that it is right.")
    return gettext("We asked if it is still right, and nobody has answered.")


def _facts(visit: StaffVisit, desk: Desk, facts: Facts) -> dict[str, Any]:
    words, listing, today = visit.language.words, desk.listing, visit.now.date()
    shown = replace(
        listing, pause=standing_pause(listing.pause, today), room=standing_room(listing.room, today)
    )
    fields = [name for name, kind in FIELDS.items() if kind is facts and name not in _LEFT_OUT]
    lines = [
        listing_words.beside(words, name, line)
        for name in fields
        for line in listing_words.told(visit, name, shown)
    ]
    last = checked(listing, facts) if facts in CONFIRMED and not desk.draft else None
    return {
        "key": listing_words.facts_called(words, facts),
        "lines": list(dict.fromkeys(lines)),
        "href": visit.url(f"{MINE}/{desk.key}/{facts}"),
        "confirmed": facts in CONFIRMED,
        "checked": words.long_date(last.date) if last else "",
    }


def _all_checked(rows: list[dict[str, Any]]) -> str:
    """The day on which all facts that are confirmed were, where it is one and the same: then it is said once."""
    days = {row["checked"] for row in rows if row["confirmed"]}
    return days.pop() if len(days) == 1 else ""


def _begun(visit: StaffVisit, desk: Desk, form: str) -> dict[str, str]:
    part, _, _ = form.partition("/")
    facts = PARTS[part].page if part in PARTS else Facts(part)
    return {
        "name": listing_words.facts_called(visit.language.words, facts),
        "href": visit.url(f"{MINE}/{desk.key}/{form}"),
        "form": form,
    }


def _missing(visit: StaffVisit, listing: Listing) -> list[str]:
    """What residents will ask for that a draft does not say."""
    words = visit.language.words
    asked = {
        Facts.TIMES: listing.schedules,
        Facts.PLACE: listing.attending,
        Facts.COST: listing.cost_options or listing.fees_description,
        Facts.JOINING: listing.joining,
        Facts.CONTACT: listing.phones or listing.email or listing.url,
        Facts.NEEDS: listing.needs,
    }
    return [listing_words.facts_called(words, facts) for facts, known in asked.items() if not known]


def _group(visit: StaffVisit, desk: Desk, path: str) -> dict[str, Any]:
    words, part, listing, today = visit.language.words, PARTS[path], desk.listing, visit.now.date()
    here = f"{MINE}/{desk.key}/{path}"
    items = []
    for number, item in enumerate(part.items(listing), 1):
        one: dict[str, Any] = {"href": visit.url(f"{here}/{number}"), "dates": [], "note": ""}
        if path == "times":
            one["line"] = words.schedule(item)
            one["dates"] = told_dates(visit, next_dates(listing, (item,), today))
            one["note"] = (
                "" if one["dates"] else words.gettext("Residents see no dates for this, only the words.")
            )
        elif path == "breaks":
            one["line"] = listing_words.one_break(words, item)
            if item.last < today:
                continue
        else:
            one["line"] = listing_words.place(words, item)
            one["note"] = _where(visit, listing, item)
        items.append(one)
    headings = {
        "times": words.gettext("Days and times"),
        "breaks": words.gettext("Breaks and holidays"),
        "venues": words.gettext("Places"),
    }
    return {
        "heading": headings[path],
        "rows": items,
        "add": {"text": words.gettext(part.new), "href": visit.url(f"{here}/new")},
    }


def _where(visit: StaffVisit, listing: Listing, venue: Location) -> str:
    """What its postcode says of where a venue is."""
    words, place = visit.language.words, visit.snapshot.place
    if not venue.postal_code:
        return words.gettext("Without a postcode nobody can see how far it is.")
    found = place.find(venue.postal_code)
    told = {"place": place.name, "postcode": venue.postal_code}
    if found.kind == "postcode" and found.locality:
        area = {"area": listing_words.area(visit, found.locality), "ward": place.wards[found.ward or ""].name}
        said = words.gettext("This is in %(area)s (%(ward)s).") % area
        if listing.locality in (found.locality, BOROUGH_WIDE):
            return said
        other = {"area": listing_words.area(visit, listing.locality)}
        more = words.gettext("The listing says %(area)s: you can change that beside its name.") % other
        return f"{said} {more}"
    if found.kind == "district":
        message = words.gettext(
            "We do not know the postcode %(postcode)s yet, so we cannot say how far it is."
        )
        return message % told
    message = words.gettext(
        "This is outside %(place)s. That is fine. Residents see the address, but not how far it is."
    )
    return message % told


def _way_form(visit: StaffVisit, desk: Desk) -> dict[str, Any]:
    form = FORMS[Facts.PLACE]
    ask = Asking(visit, visit.kept_all or form.fill(desk.listing, visit), _FINE)
    return {
        "action": visit.url(f"{MINE}/{desk.key}/{Facts.PLACE}"),
        "fields": form.asks(ask, desk.listing),
        "base": str(desk.base),
    }


def _done(visit: StaffVisit) -> str:
    message = _DONE.get(dict(visit.query).get("done", ""), "")
    return visit.language.words.gettext(message) if message else ""
