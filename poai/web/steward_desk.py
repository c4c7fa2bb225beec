"""A steward's desk: what waits, and how the listings of each area stand."""

from typing import Any

from poai.actions.steward_desk import Pile, desk
from poai.domain.access import ListingThing, Permission, may
from poai.domain.prompting import Stage
from poai.web import desk_words, listing_words
from poai.web.page import Page
from poai.web.staffing import StaffVisit

# Of the table by area, each with the stages that it counts; those of which there are none are left out.
_COLUMNS = ((Stage.DUE,), (Stage.ASKED, Stage.SINKING), (Stage.MARKED,), (Stage.WARNED,), (Stage.HIDDEN,))


def show(visit: StaffVisit) -> Page:
    """What waits, and how the listings of each area stand."""
    found, words = desk(visit.office, visit.actor, now=visit.now), visit.language.words
    stages = {stage for counts in found.by_area.values() for stage in counts}
    columns = [each for each in _COLUMNS if stages & set(each)]
    view = {
        "whole": may(visit.actor, Permission.LISTING_PUBLISH, ListingThing()),
        "piles": [_pile(visit, pile) for pile in found.piles],
        "columns": [words.gettext("Area"), *(desk_words.stage(words, each[0]) for each in columns)],
        "areas": [
            [listing_words.area(visit, key), *(sum(counts[stage] for stage in each) for each in columns)]
            for key, counts in sorted(found.by_area.items())
        ],
    }
    return Page("steward-desk/desk.html", view)


def _pile(visit: StaffVisit, pile: Pile) -> dict[str, Any]:
    words = visit.language.words
    path, _, query = desk_words.ADDRESSES[pile.kind].partition("?")
    return {
        "href": visit.url(path) + (f"?{query}" if query else ""),
        "text": desk_words.pile(words, pile),
        "why": desk_words.why(words, pile.kind),
        "since": words.gettext("The oldest is from %(day)s.") % {"day": words.long_date(pile.since)}
        if pile.since
        else "",
        "risky": words.ngettext("%(num)s is risky", "%(num)s are risky", pile.risky) % {"num": pile.risky}
        if pile.risky
        else "",
    }
