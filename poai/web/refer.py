"""Choosing where to refer somebody: what fits what they need, what is known of each, or just telling them of it."""

from collections.abc import Iterable, Mapping
from typing import Any

from poai.actions import signposts
from poai.actions.choosing import Choices, Known, Reached, choices
from poai.actions.find import Result
from poai.domain.ask import DAYS, TIMES, WAYS, Ask
from poai.domain.capacity import Said
from poai.domain.errors import BadRequestError
from poai.domain.listing import Listing
from poai.domain.referral import Moved, Referral, Status
from poai.web import referral_words
from poai.web.agreeing import group_name
from poai.web.page import Page
from poai.web.staffing import StaffVisit

MOST_TICKED = 30


def begin(visit: StaffVisit) -> Page:
    """What fits what the record says that they need."""
    return _choose(visit)


def search(visit: StaffVisit) -> Page:
    """What fits words typed for this search, with some things left out."""
    return _choose(visit)


def signpost(visit: StaffVisit) -> Page:
    """Writes down that somebody was told about a listing, in one click."""
    listing = visit.snapshot.catalogue.stays(visit.form.get("signpost", ""))
    if listing is None:
        raise BadRequestError("no such listing")
    signposts.add(
        visit.office,
        visit.actor,
        visit.params["id"],
        listing,
        now=visit.now,
        key=f"{visit.form.get('once', '')}:{listing.slug}" if visit.form.get("once") else "",
        address=visit.address,
    )
    gettext = visit.language.words.gettext
    done = gettext("It is recorded that you told them about %(listing)s.") % {"listing": listing.name}
    return _choose(visit, done=done)


def nothing_ticked(visit: StaffVisit) -> Page:
    """The same page, which says that something has to be ticked."""
    return _choose(visit, errors={"listing": visit.language.words.gettext("Choose where to refer them")})


def ticked(visit: StaffVisit) -> list[Listing]:
    """The listings that were ticked and are still there, each once."""
    found = (visit.snapshot.catalogue.stays(slug) for slug in visit.typed_all("listing"))
    return list({listing.slug: listing for listing in found if listing}.values())[:MOST_TICKED]


def kept_search(visit: StaffVisit) -> list[tuple[str, str]]:
    """What was searched for, as hidden fields, so that the way back leads to it."""
    if not _searched(visit):
        return []
    pairs = [pair for pair in _ask(visit).pairs() if pair[0] != "page"]
    return pairs if any(name == "where" for name, _ in pairs) else [*pairs, ("where", "")]


def room(visit: StaffVisit, all_known: Known) -> list[str]:
    """What is known of whether a group has room, in sentences: its own word, or without one what its answers tell."""
    words, today, known = visit.language.words, visit.now.date(), all_known.capacity
    said = [line for line in (words.pause(all_known.pause, today), words.room(all_known.room, today)) if line]
    if known is None:
        return said
    if known.said and known.on:
        day = words.near_date(known.on, visit.now.date())
        values = {"day": words.inside(day) if known.on == visit.now.date() else day}
        if known.said is Said.FULL:
            said.append(words.gettext("Said it was full: %(day)s.") % values)
        elif known.said is Said.WAITING and known.until:
            until = words.near_date(known.until, visit.now.date())
            said.append(
                words.gettext("Said it had a waiting list until %(until)s: %(day)s.")
                % {**values, "until": until}
            )
        elif known.said is Said.ROOM:
            said.append(words.gettext("Took somebody on: %(day)s.") % values)
    if known.waiting:
        text = words.ngettext(
            "%(num)s person is on its waiting list.", "%(num)s people are on its waiting list.", known.waiting
        )
        said.append(text % {"num": known.waiting})
    return said


def about(visit: StaffVisit, known: Known) -> dict[str, Any]:
    """What is known of referring this person to one listing, for the page."""
    words = visit.language.words
    before = [
        {"href": f"/referrals/{one.id}", "text": came_of(visit, one, last)} for one, last in known.before
    ]
    return {
        "reachable": known.reached is not Reached.NOT,
        "by_letter": known.reached is Reached.LETTER,
        "room": room(visit, known),
        "open": f"/referrals/{known.open.id}" if known.open else "",
        "before": before,
        "told": words.long_date(known.told.at.astimezone(visit.now.tzinfo).date()) if known.told else "",
    }


def came_of(visit: StaffVisit, one: Referral, last: Moved | None) -> str:
    """When somebody was sent somewhere before, and what came of it."""
    words = visit.language.words
    came = referral_words.status(words, one.status)
    if last and last.answer.outcome:
        came = referral_words.outcome(words, last.answer.outcome)
    elif last and last.answer.reason:
        came = f"{came} ({words.inside(referral_words.reason(words, last.answer.reason))})"
    day = words.long_date(one.made_at.astimezone(visit.now.tzinfo).date())
    if one.status is Status.DRAFT:
        return words.gettext("Prepared on %(day)s and not sent") % {"day": day}
    return words.gettext("Sent there before, on %(day)s: %(came)s") % {"day": day, "came": words.inside(came)}


def _choose(visit: StaffVisit, *, done: str = "", errors: Mapping[str, str] | None = None) -> Page:
    ask = _ask(visit) if _searched(visit) else None
    found = choices(
        visit.office,
        visit.actor,
        visit.params["id"],
        visit.snapshot,
        ask,
        now=visit.now,
        address=visit.address,
    )
    answer, content = found.answer, visit.snapshot.content
    shown = {result.listing.slug for result in answer.results}
    empty = answer.ask.empty
    return Page(
        "cases/refer.html",
        {
            "person": found.person,
            "answer": answer,
            "ask": None,
            "asked": answer.ask,
            "empty": empty,
            "cards": [] if empty else [_card(visit, found, result) for result in answer.results],
            "ticked": set(visit.typed_all("listing")),
            "elsewhere": [one for one in ticked(visit) if one.slug not in shown],
            "needs": content.needs,
            "chosen": [content.needs[key] for key in found.person.details.needs if key in content.needs],
            "narrow": _narrow(visit, answer.ask),
            "pairs": [pair for pair in answer.ask.pairs() if pair[0] != "page"],
            "done": done,
            "errors": errors or {},
        },
        status=422 if errors else 200,
    )


def _card(visit: StaffVisit, found: Choices, result: Result) -> dict[str, Any]:
    words, listing = visit.language.words, result.listing
    language = found.person.details.language
    return {
        "result": result,
        "group": group_name(visit, listing.organization),
        "speaks": words.language(language) if language and language in listing.languages else "",
        **about(visit, found.known[listing.slug]),
    }


def _narrow(visit: StaffVisit, ask: Ask) -> dict[str, Any]:
    words = visit.language.words
    ways = {
        "home": words.gettext("They come to your home"),
        "online": words.gettext("Online"),
        "phone": words.gettext("By phone"),
    }
    times = {
        "morning": words.gettext("Morning"),
        "afternoon": words.gettext("Afternoon"),
        "evening": words.gettext("Evening"),
    }
    languages = sorted(visit.snapshot.languages, key=words.language)
    good = {
        "free": words.gettext("Free"),
        "drop-in": words.gettext("You can just turn up"),
        "wheelchair": words.gettext("Wheelchair access"),
    }
    return {
        "good": [
            (key, text, on)
            for (key, text), on in zip(good.items(), (ask.free, ask.drop_in, ask.wheelchair), strict=True)
        ],
        "days": _options(DAYS, words.day),
        "times": _options(TIMES, times.__getitem__),
        "ways": _options(WAYS, ways.__getitem__),
        "languages": [{"value": "", "text": words.gettext("Any")}, *_options(languages, words.language)],
        "open": ask.filtered,
    }


def _options(values: Iterable[str], text: Any) -> list[dict[str, str]]:
    return [{"value": value, "text": text(value)} for value in values]


def _searched(visit: StaffVisit) -> bool:
    return "where" in (visit.forms or visit.kept_all)


def _ask(visit: StaffVisit) -> Ask:
    sent = visit.forms or visit.kept_all
    return Ask.read((name, value) for name, values in sent.items() for value in values)
