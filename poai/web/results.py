"""Results: what was heard, the listings that fit and why, and ways to narrow or change it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from poai.actions.find import Answer, Option, find
from poai.domain.ask import Ask
from poai.domain.errors import NotFoundError
from poai.domain.listing import BOROUGH_WIDE
from poai.domain.need import Helpline, UrgentRule
from poai.web.page import Page, Visit


@dataclass(frozen=True, slots=True)
class Filter:
    """One group of things to narrow by: for each its field's name, its words, and what choosing it gives."""

    title: str
    options: tuple[tuple[str, str, Option], ...]


def results(visit: Visit) -> Page:
    """Answer what the address asks."""
    ask = Ask.read(visit.query)
    return _page(visit, ask, heading="", need=None)


def need(visit: Visit) -> Page:
    """Everything that serves one need: an address that can be linked to and found by search engines."""
    key = visit.params["key"]
    found = visit.snapshot.content.needs.get(key)
    if found is None:
        raise NotFoundError(key)
    return _page(visit, Ask.read([*visit.query, ("need", key)]), heading=found.label, need=found)


def _page(visit: Visit, ask: Ask, *, heading: str, need: Any) -> Page:
    answer = find(visit.snapshot, ask, visit.now)
    content = visit.snapshot.content
    heard = [content.needs[item.key] for item in answer.heard.needs if item.key in content.needs]
    rules = [content.urgent[key] for key in answer.heard.urgent]
    return Page(
        "results.html",
        {
            "answer": answer,
            "ask": answer.ask,
            "heading": heading,
            "need": need,
            "heard": heard,
            "constraints": constraints(visit, answer),
            "unserved": [item for item in heard if not visit.snapshot.by_need.get(item.key)],
            "needs": content.needs,
            "area": visit.snapshot.place.localities.get(answer.area),
            "urgent": rules,
            "helplines": _helplines(visit, rules),
            "organisations": visit.snapshot.catalogue.organisations,
            "filters": filters(visit, answer),
            "page_link": lambda number: f"{visit.url('/find')}?{answer.ask.but(page=number).query()}",
            "points": _points(visit, answer),
            "too_long": any(name == "q" and len(value) > len(ask.text) + 20 for name, value in visit.query),
            "robots": "" if need and not visit.query else "noindex",
        },
        private=bool(ask.text or ask.near),
    )


def _helplines(visit: Visit, rules: list[UrgentRule]) -> list[Helpline]:
    keys = dict.fromkeys(key for rule in rules for key in rule.helplines)
    return [visit.snapshot.content.helplines[key] for key in keys][:5]


def _points(visit: Visit, answer: Answer) -> list[Any]:
    """A few people to ask: those of the area first, then lines that anyone may call."""
    listings = visit.snapshot.catalogue.listings
    points = [(p, listings[p.listing]) for p in visit.snapshot.place.points if p.listing in listings]
    points.sort(key=lambda pair: (pair[1].locality != answer.area, pair[0].kind != "phone"))
    return points[:3]


def constraints(visit: Visit, answer: Answer) -> list[tuple[str, str]]:
    """What was heard beside the needs ("Tuesdays", "free"): its words, and the address without it."""
    words, ask = visit.language.words, answer.ask
    people = {
        "women": words.gettext("For women"),
        "men": words.gettext("For men"),
        "older": words.gettext("For older people"),
        "young": words.gettext("For young people"),
        "children": words.gettext("For children"),
    }

    def said(kind: str, value: str) -> str:
        if kind == "day":
            return words.day(value)
        if kind == "language":
            return words.language(value)
        if kind == "place":
            return visit.snapshot.place.localities[value].name
        if kind == "for":
            return people[value]
        return _labels(visit)[kind if value == "yes" else value]

    return [
        (said(one.kind, one.value), "/find?" + ask.but(ignored=(*ask.ignored, one.key)).query())
        for one in answer.heard.constraints
    ]


def _labels(visit: Visit) -> dict[str, str]:
    gettext = visit.language.words.gettext
    return {
        "morning": gettext("Morning"),
        "afternoon": gettext("Afternoon"),
        "evening": gettext("Evening"),
        "home": gettext("They come to your home"),
        "online": gettext("Online"),
        "phone": gettext("By phone"),
        "venue": gettext("At a place you go to"),
        "free": gettext("Free"),
        "drop-in": gettext("You can just turn up"),
        "wheelchair": gettext("Wheelchair access"),
    }


def filters(visit: Visit, answer: Answer) -> list[Filter]:
    """The groups that have something to offer, with words for their values."""
    words = visit.language.words
    localities = visit.snapshot.place.localities
    place = visit.snapshot.place.name
    named = {key: locality.name for key, locality in localities.items()}
    named[BOROUGH_WIDE] = words.gettext("All of %(place)s") % {"place": place}
    label = _labels(visit).__getitem__
    yes = ("free", "drop-in", "wheelchair")

    def group(key: str, name: str, label: Callable[[str], str]) -> tuple[tuple[str, str, Option], ...]:
        return tuple((name, label(option.value), option) for option in answer.options[key])

    groups = [
        Filter(
            words.gettext("Good to know"),
            tuple((key, label(key), option) for key in yes for option in answer.options[key]),
        ),
        Filter(words.gettext("Day"), group("day", "day", words.day)),
        Filter(words.gettext("Time of day"), group("time", "time", label)),
        Filter(words.gettext("Area"), group("area", "in", named.__getitem__)),
        Filter(words.gettext("Without going out"), group("way", "way", label)),
        Filter(words.gettext("Language"), group("language", "language", words.language)),
    ]
    return [found for found in groups if found.options]
