"""When a service is on, and what changes from week to week, as facts."""

from typing import Any

from poai.domain.document import Document
from poai.domain.facts import Facts
from poai.domain.listing import Schedule
from poai.domain.listing_now import Break, By, Checked, Pause, Room
from poai.interchange import opening_hours
from poai.interchange.dialects_shape import rows_of, text_of
from poai.interchange.oruk_in_values import MOST, Note, Words, clock_of, day_of


class Times:
    """Reads the times of one service. With `ours` it is of a directory of our kind, whose words for times stay words. What cannot
    be a fact is left out, and `note` is told the field and why."""

    def __init__(self, service: Document, words: Words, note: Note, *, ours: bool) -> None:
        self._service = service
        self._words = words
        self._note = note
        self._ours = ours

    def schedules(self) -> tuple[Schedule, ...]:
        """When it is on. Words from elsewhere are read where that leaves no doubt."""
        found: list[Schedule] = []
        for known in rows_of(self._service.get("schedules"))[:MOST]:
            found += self._schedule(known)
        if said := text_of(self._service.get("poai_hours")):
            found += opening_hours.hours(said)
        return tuple(dict.fromkeys(found)) if not self._ours else tuple(found)

    def _schedule(self, known: Document) -> tuple[Schedule, ...]:
        words = self._words.text(known.get("description"))
        freq = text_of(known.get("freq")).upper() or None
        byday = text_of(known.get("byday")).upper().replace(" ", "").rstrip(",") or None
        if not freq and not byday:
            if self._ours:
                return (Schedule(description=words),) if words else ()
            return opening_hours.hours(words)
        times: dict[str, Any] = {name: clock_of(known.get(name)) for name in ("opens_at", "closes_at")}
        days: dict[str, Any] = {name: day_of(known.get(name)) for name in ("valid_from", "valid_to")}
        try:
            return (
                Schedule(
                    freq=freq,  # type: ignore[arg-type]
                    byday=byday,
                    interval=int(text_of(known.get("interval")) or 1),
                    term_time=True if known.get("poai_term_time") is True else None,
                    description=words or None,
                    **times,
                    **days,
                )
                if freq in ("WEEKLY", "MONTHLY")
                else Schedule(description=words or self._told(known)),
            )
        except ValueError as error:
            self._note("schedule", f"It stays as words: {error}")
            told = words or self._told(known)
            return (Schedule(description=told),) if told else ()

    def _told(self, known: Document) -> str:
        names = ("freq", "byday", "opens_at", "closes_at")
        return self._words.line(" ".join(text_of(known.get(name)) for name in names))

    def now(self) -> dict[str, Any]:
        """Breaks, a pause, room and what was checked, which only a directory of our kind says."""
        found: dict[str, Any] = {}
        kinds = (("breaks", Break), ("pause", Pause), ("room", Room), ("checked", Checked))
        for name, kind in kinds:
            rows = [
                each
                for each in (self._now(kind, row) for row in rows_of(self._service.get(f"poai_{name}")))
                if each
            ]
            if rows:
                found[name] = tuple(rows[:MOST]) if name in ("breaks", "checked") else rows[0]
        return found

    def _now(self, kind: Any, known: Document) -> Any:
        days = ("first", "last", "until", "on", "date")
        given: dict[str, Any] = {
            key: day_of(value) if key in days else value if isinstance(value, int) else text_of(value) or None
            for key, value in known.items()
        }
        try:
            if kind is Checked:
                given |= {
                    "facts": Facts(text_of(known.get("facts"))),
                    "by": By(text_of(known.get("by")) or By.GROUP),
                }
            if any(name in given and given[name] is None for name in days):
                raise ValueError("a day is none")
            return kind(**given)
        except (TypeError, ValueError) as error:
            self._note(kind.__name__.casefold(), str(error)[:200])
            return None
