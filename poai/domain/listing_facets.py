"""What a listing can be narrowed by, as a set of short words: "area:purley", "day:MO", "free" …

Only what is known counts. A listing that does not say whether it is free is not found under "free":
to send somebody with no money to a group that charges is worse than to leave one out.
"""

from poai.domain.listing import Listing, Schedule

NOON, EVENING = "12:00", "17:00"


def facets(listing: Listing) -> frozenset[str]:
    """Every word that holds for `listing`."""
    words = {f"area:{listing.locality}"}
    words.update(f"way:{way}" for way in listing.attending)
    words.update(f"language:{code}" for code in listing.languages)
    if listing.free:
        words.add("free")
    if listing.joining == "drop-in":
        words.add("drop-in")
    if any(place.wheelchair for place in listing.locations):
        words.add("wheelchair")
    for schedule in listing.schedules:
        if schedule.freq and schedule.byday:
            words.update(f"day:{day[-2:]}" for day in schedule.byday.split(","))
            words.update(f"time:{part}" for part in parts_of_day(schedule))
    return frozenset(words)


def parts_of_day(schedule: Schedule) -> set[str]:
    """The parts of the day that a session touches: morning to noon, afternoon to 5pm, then evening."""
    if not schedule.opens_at:
        said = (schedule.description or "").lower()
        return {part for part in ("morning", "afternoon", "evening") if part in said}
    starts, ends = schedule.opens_at, schedule.closes_at or schedule.opens_at
    parts = set()
    if starts < NOON:
        parts.add("morning")
    if starts < EVENING and (ends > NOON or starts >= NOON):
        parts.add("afternoon")
    if ends > EVENING or starts >= EVENING:
        parts.add("evening")
    return parts
