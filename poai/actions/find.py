"""Find help: from what somebody asks to the page of listings that answers it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from poai.actions.snapshot import Snapshot
from poai.domain.ask import DAYS, TIMES, WAYS, Ask
from poai.domain.distance import Point, distance_miles
from poai.domain.freshness import Freshness, freshness
from poai.domain.listing import BOROUGH_WIDE, Listing
from poai.domain.occurrences import Occurrence, next_session
from poai.matching.answers import Heard, Match, Reason
from poai.place import Found


@dataclass(frozen=True, slots=True)
class Result:
    """One listing as an answer. `miles` is None where there is no place to measure from or to."""

    listing: Listing
    reasons: tuple[Reason, ...]
    miles: float | None
    next: Occurrence | None
    fresh: Freshness


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to narrow by: how many results there would be, and whether it is chosen already."""

    value: str
    count: int
    on: bool
    field: str
    chosen_in: Ask

    @property
    def ask(self) -> Ask:
        """The ask with this option the other way round."""
        if isinstance(getattr(self.chosen_in, self.field), bool):
            return self.chosen_in.but(**{self.field: not self.on})
        return self.chosen_in.toggled(self.field, self.value)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a results page shows. `place` is what `near` was understood as; `area` a locality's key or ""."""

    ask: Ask
    heard: Heard
    place: Found
    area: str
    results: tuple[Result, ...]
    total: int
    before_filters: int
    pages: int
    options: Mapping[str, tuple[Option, ...]]
    nearby: int


def find(snapshot: Snapshot, ask: Ask, now: datetime) -> Answer:
    """Answer `ask` as of `now` (local time). Any text is answered; nothing found is an empty page of results."""
    ask = _known(snapshot, ask)
    place = snapshot.place.find(ask.near)
    area = ask.area if ask.area in snapshot.place.localities else _area_of(place)
    heard, ranked = _match(snapshot, ask, area, place.point)
    if ask.sort == "nearest":
        ranked = _nearest_first(snapshot, ranked, area, place.point)
    kept, options = _narrow(snapshot, ranked, ask)
    size = snapshot.content.site.results_per_page
    pages = max(1, -(-len(kept) // size))
    ask = ask.but(page=min(ask.page, pages))
    shown = kept[(ask.page - 1) * size : ask.page * size]
    why = snapshot.matcher.reasons(heard, [m.id for m in shown]) if ask.text or heard.needs else {}
    neighbours = {area, BOROUGH_WIDE}
    return Answer(
        ask=ask,
        heard=heard,
        place=place,
        area=area,
        results=tuple(
            _result(snapshot.catalogue.listings[m.id], why.get(m.id, ()), place.point, now) for m in shown
        ),
        total=len(kept),
        before_filters=len(ranked),
        pages=pages,
        options=options,
        nearby=sum(snapshot.catalogue.listings[m.id].locality in neighbours for m in kept),
    )


def _known(snapshot: Snapshot, ask: Ask) -> Ask:
    """The ask without areas and languages that this place does not have."""
    areas, languages = {*snapshot.place.localities, BOROUGH_WIDE}, snapshot.languages
    within = tuple(key for key in ask.within if key in areas)
    spoken = tuple(code for code in ask.languages if code in languages)
    if (within, spoken) == (ask.within, ask.languages):
        return ask
    return ask.but(within=within, languages=spoken, page=ask.page)


def show(listing: Listing, now: datetime, point: Point | None = None) -> Result:
    """A listing on its own, outside any search."""
    return _result(listing, (), point, now)


def _area_of(place: Found) -> str:
    """The locality to answer from. Just over the border it is the nearest one of ours."""
    return place.locality or (place.localities[0] if place.kind == "border" else "")


def _match(snapshot: Snapshot, ask: Ask, area: str, point: Point | None) -> tuple[Heard, list[Match]]:
    chosen = [key for key in ask.needs if key in snapshot.content.needs]
    if ask.statement and not chosen and not ask.text:
        chosen = [k for k, need in snapshot.content.needs.items() if ask.statement in need.statements]
    heard = snapshot.matcher.hear(
        ask.text, without=ask.unlike, extra=chosen, as_typed=ask.as_typed, ignore=ask.ignored
    )
    if heard.urgent and not heard.needs:
        # A bowling club that shares a word with a cry for help must not stand below it.
        return heard, []
    if ask.text or chosen:
        return heard, snapshot.matcher.rank(heard, locality=area or None, point=point, reasons=False)
    # Nothing was said about a need: everything there is, so that place and filters can choose.
    everything = [Match(id=listing.slug, score=0.0, reasons=()) for listing in snapshot.listings()]
    return heard, _nearest_first(snapshot, everything, area, point)


def _nearest_first(snapshot: Snapshot, matches: list[Match], area: str, point: Point | None) -> list[Match]:
    near = snapshot.place.localities[area].neighbours if area else ()

    def order(match: Match) -> tuple[float, int]:
        listing = snapshot.catalogue.listings[match.id]
        miles = _miles(listing, point)
        if miles is not None:
            return miles, 0
        if listing.locality == area:
            return (1.0, 1) if point else (0.0, 1)
        if listing.locality == BOROUGH_WIDE:
            return 50.0, 2
        return 20.0 + (near.index(listing.locality) if listing.locality in near else len(near)), 1

    return sorted(matches, key=order)


def _narrow(
    snapshot: Snapshot, matches: list[Match], ask: Ask
) -> tuple[list[Match], dict[str, tuple[Option, ...]]]:
    groups = _wanted(ask)
    kept: list[Match] = []
    counts: Counter[str] = Counter()
    for match in matches:
        words = snapshot.facets[match.id]
        failed = [group for group, wanted in groups.items() if words.isdisjoint(wanted)]
        if not failed:
            kept.append(match)
            counts.update(words)
        elif len(failed) == 1:
            # One step away: it would come back if another value of that one group were chosen.
            counts.update(word for word in words if word.partition(":")[0] == failed[0])
    return kept, _options(snapshot, ask, counts)


def _wanted(ask: Ask) -> dict[str, set[str]]:
    groups = {
        "area": {f"area:{key}" for key in ask.within},
        "day": {f"day:{day}" for day in ask.days},
        "time": {f"time:{part}" for part in ask.times},
        "way": {f"way:{way}" for way in ask.ways},
        "language": {f"language:{code}" for code in ask.languages},
        "free": {"free"} if ask.free else set(),
        "drop-in": {"drop-in"} if ask.drop_in else set(),
        "wheelchair": {"wheelchair"} if ask.wheelchair else set(),
    }
    return {group: wanted for group, wanted in groups.items() if wanted}


def _options(snapshot: Snapshot, ask: Ask, counts: Counter[str]) -> dict[str, tuple[Option, ...]]:
    languages = sorted({word[9:] for word in counts if word.startswith("language:")} | set(ask.languages))

    def many(group: str, field: str, values: Iterable[str]) -> tuple[Option, ...]:
        chosen = getattr(ask, field)
        options = (Option(value, counts[f"{group}:{value}"], value in chosen, field, ask) for value in values)
        return tuple(option for option in options if option.count or option.on)

    def single(group: str, field: str) -> tuple[Option, ...]:
        on = getattr(ask, field)
        option = Option("yes", counts[group], on, field, ask)
        return (option,) if option.count or option.on else ()

    return {
        "area": many("area", "within", (*snapshot.place.localities, BOROUGH_WIDE)),
        "day": many("day", "days", DAYS),
        "time": many("time", "times", TIMES),
        "way": many("way", "ways", WAYS),
        "language": many("language", "languages", languages),
        "free": single("free", "free"),
        "drop-in": single("drop-in", "drop_in"),
        "wheelchair": single("wheelchair", "wheelchair"),
    }


def _result(listing: Listing, reasons: tuple[Reason, ...], point: Point | None, now: datetime) -> Result:
    fresh = freshness(listing, now.date())
    upcoming = next_session(listing, now) if fresh.dates_hold else None
    return Result(listing, reasons, _miles(listing, point), upcoming, fresh)


def _miles(listing: Listing, point: Point | None) -> float | None:
    if point is None:
        return None
    there = (
        distance_miles(point, (place.latitude, place.longitude))
        for place in listing.locations
        if place.latitude is not None and place.longitude is not None
    )
    return min(there, default=None)
