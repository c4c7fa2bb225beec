"""Room and pauses as a volunteer types them: what holds for now, and ends by itself."""

from datetime import date, timedelta

from poai.actions.editing import Fields, Sent, day_fields
from poai.domain.listing_now import Pause, Room, standing_pause, standing_room

NOTHING = "nothing"
KINDS = ("places", "waiting-list", "full", NOTHING)
USUAL = timedelta(days=28)  # for which what is said of room counts, if nobody says for how long
FARTHEST = timedelta(days=366)


def room_of(sent: Sent) -> Room | None:
    """What is said of room; None for nothing. Raises WrongError."""
    kind = sent.chosen("kind", KINDS)
    weeks, places = sent.number("weeks", 1, 104), sent.number("places", 1, 10_000)
    until = _until(sent, sent.day("until", coming=True))
    sent.right()
    end = until or sent.today + USUAL
    if kind == "full":
        return Room(kind="full", on=sent.today, until=end)
    if kind == "waiting-list":
        return Room(kind="waiting-list", on=sent.today, until=end, weeks=weeks)
    return Room(kind="places", on=sent.today, until=end, places=places) if kind == "places" else None


def room_fields(room: Room | None, today: date) -> Fields:
    """What its form shows of room, if it still counts."""
    room = standing_room(room, today)
    if room is None:
        return {}
    return {
        "kind": (room.kind,),
        "weeks": (str(room.weeks or ""),),
        "places": (str(room.places or ""),),
        **day_fields("until", room.until),
    }


def pause_of(sent: Sent) -> Pause | None:
    """The pause; None to begin again. Raises WrongError."""
    if sent.raw("paused") == "no":
        return None
    sent.chosen("paused", ("yes",))
    until = _until(sent, sent.day("until", needed=True, coming=True))
    reason = sent.line("reason")
    sent.right()
    return Pause(until=until or sent.today, reason=reason)


def pause_fields(pause: Pause | None, today: date) -> Fields:
    """What its form shows of a pause, if it is not over."""
    pause = standing_pause(pause, today)
    if pause is None:
        return {}
    return {"paused": ("yes",), "reason": (pause.reason or "",), **day_fields("until", pause.until)}


def _until(sent: Sent, day: date | None) -> date | None:
    if day and day > sent.today + FARTHEST:
        sent.blame("until_day", "far")
    return day
