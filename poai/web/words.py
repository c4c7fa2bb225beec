"""Facts as people say them, in one language: "Monday 12 May 2026", "10:30am to 12pm", "0.4 miles"."""

import re
from datetime import date, datetime, time
from gettext import NullTranslations

from babel import Locale
from babel.dates import format_date, format_time, get_day_names
from babel.lists import format_list

from poai.domain.facts import Facts
from poai.domain.freshness import Freshness
from poai.domain.listing import Listing, Schedule
from poai.domain.listing_now import By, Checked, Pause, Room, standing_pause, standing_room
from poai.domain.need import Helpline
from poai.domain.occurrences import Occurrence

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Words:
    """Phrases for one language. `translations` gives the sentences, `locale` the dates and numbers."""

    def __init__(self, translations: NullTranslations, locale: Locale) -> None:
        self.gettext = translations.gettext
        self.ngettext = translations.ngettext
        self.locale = locale
        self._english = locale.language == "en"
        self._days = get_day_names("wide", locale=locale)

    def day(self, code: str) -> str:
        """ "MO" as "Monday"."""
        return str(self._days[_DAYS.index(code)])

    def days(self, codes: list[str]) -> str:
        """ "MO", "TH" as "Mondays and Thursdays"."""
        # The plural is English; other languages translate the pattern and may leave the day as it is.
        return self.all_of([self.gettext("%(day)ss") % {"day": self.day(code)} for code in codes])

    def all_of(self, things: list[str]) -> str:
        """ "a, b and c"."""
        return format_list(things, locale=self.locale).replace(", and ", " and ") if things else ""

    def long_date(self, day: date) -> str:
        """ "Monday 12 May 2026"."""
        pattern = "EEEE d MMMM y" if self._english else "full"
        return format_date(day, pattern, locale=self.locale)

    def near_date(self, day: date, today: date) -> str:
        """ "Today", "Tomorrow", or "Wednesday 25 November"."""
        if day == today:
            return self.gettext("Today")
        if (day - today).days == 1:
            return self.gettext("Tomorrow")
        return format_date(day, "EEEE d MMMM" if self._english else "full", locale=self.locale)

    def partial_date(self, when: str) -> str:
        """ "2025", "2025-05" or "2025-05-19" as "2025", "May 2025" or "19 May 2025"."""
        parts = [int(part) for part in when.split("-")]
        if len(parts) == 1:
            return when
        if len(parts) == 2:
            return format_date(date(parts[0], parts[1], 1), "MMMM y", locale=self.locale)
        return format_date(date(*parts), "d MMMM y", locale=self.locale)

    def clock(self, value: str) -> str:
        """ "10:30" as "10:30am", "12:00" as "12pm"."""
        hour, minute = (int(part) for part in value.split(":"))
        if not self._english:
            return format_time(time(hour, minute), "short", locale=self.locale)
        half = "am" if hour < 12 else "pm"
        return f"{(hour - 1) % 12 + 1}{f':{minute:02}' if minute else ''}{half}"

    def span(self, opens: str | None, closes: str | None) -> str:
        """ "10:30am to 12pm", "from 10am", or nothing."""
        if opens and closes:
            return self.gettext("%(start)s to %(end)s") % {
                "start": self.clock(opens),
                "end": self.clock(closes),
            }
        return self.gettext("from %(start)s") % {"start": self.clock(opens)} if opens else ""

    def schedule(self, schedule: Schedule, today: date | None = None) -> str:
        """A schedule in one line: "Mondays and Thursdays, 2pm to 3pm, only in school terms (ring first)". With `today`, a
        beginning that is past is left out."""
        parts = [self._repeats(schedule), self.span(schedule.opens_at, schedule.closes_at)]
        if schedule.valid_from and (today is None or schedule.valid_from > today):
            parts.append(self.gettext("from %(day)s") % {"day": self.long_date(schedule.valid_from)})
        if schedule.valid_to:
            parts.append(self.gettext("until %(day)s") % {"day": self.long_date(schedule.valid_to)})
        if schedule.term_time:
            parts.append(self.gettext("only in school terms"))
        if not schedule.freq:
            parts[0] = schedule.description or ""
        line = ", ".join(part for part in parts if part)
        return f"{line} ({schedule.description})" if schedule.description and schedule.freq else line

    def _repeats(self, schedule: Schedule) -> str:
        codes = schedule.byday.split(",") if schedule.byday else []
        when = self.days(codes) if schedule.freq == "WEEKLY" else self._of_the_month(codes)
        if schedule.interval == 1:
            return when
        if schedule.freq == "WEEKLY" and schedule.interval == 2:
            return self.gettext("Every second week: %(days)s") % {"days": when}
        often = (
            self.gettext("Every %(num)s weeks: %(days)s")
            if schedule.freq == "WEEKLY"
            else self.gettext("Every %(num)s months: %(days)s")
        )
        return often % {"num": schedule.interval, "days": when}

    def _of_the_month(self, codes: list[str]) -> str:
        which = {
            "1": self.gettext("First"),
            "2": self.gettext("Second"),
            "3": self.gettext("Third"),
            "4": self.gettext("Fourth"),
            "5": self.gettext("Fifth"),
            "-1": self.gettext("Last"),
        }
        said = [f"{which.get(code[:-2], code[:-2])} {self.day(code[-2:])}" for code in codes]
        return self.gettext("%(days)s of the month") % {"days": self.all_of(said)}

    def occurrence(self, found: Occurrence, now: datetime) -> str:
        """ "Today, 2pm to 3pm" or "Wednesday 25 November, 2pm to 3pm"."""
        day = self.near_date(found.day, now.date())
        return ", ".join(part for part in (day, self.span(found.opens_at, found.closes_at)) if part)

    def miles(self, miles: float) -> str:
        """A distance as the crow flies: "under half a mile", "0.8 miles", "3 miles"."""
        if miles < 0.5:
            return self.gettext("under half a mile away")
        if miles < 0.95:
            return self.gettext("about %(miles)s miles away") % {"miles": f"{miles:.1f}"}
        return self.ngettext("about %(num)s mile away", "about %(num)s miles away", round(miles)) % {
            "num": round(miles)
        }

    def cost(self, listing: Listing) -> str:
        """What it costs in a few words, or nothing where nobody has told us."""
        if listing.fees_description:
            return listing.fees_description
        if listing.free:
            return self.gettext("Free")
        for option in listing.cost_options:
            if option.amount_description:
                return option.amount_description
            if option.amount:
                return f"£{option.amount:.2f}".replace(".00", "")
        return ""

    def inside(self, label: str) -> str:
        """A label as it stands inside a sentence: "Grief and loss" as "grief and loss", "MS and nerves" as it is."""
        said = self.gettext(label)
        return said[:1].lower() + said[1:] if said[1:2].islower() or said[1:2] == " " else said

    def language(self, code: str) -> str:
        """A language's name, for its code."""
        return str(self.locale.languages.get(code.partition("-")[0], code))

    def dial(self, number: str, text_only: bool = False) -> str:
        """The address that rings or texts: "111 then press 2" rings 111, "Text SHOUT to 85258" texts 85258."""
        runs: list[str] = re.findall(r"\+?\d[\d ]*\d|\d", number)
        if not runs:
            return ""
        return ("sms:" if text_only else "tel:") + runs[-1 if text_only else 0].replace(" ", "")

    def helpline(self, line: Helpline) -> str:
        """For whom a line is, when, and what it costs: "Anyone struggling to cope. 24 hours. Free."."""
        facts = [self.gettext(fact) for fact in (line.for_whom, line.hours, line.cost) if fact]
        return ". ".join(fact.rstrip(".") for fact in facts) + "."

    def joining(self, listing: Listing) -> str:
        """How to join in a few words, or nothing where nobody has told us."""
        return {
            "drop-in": self.gettext("Just turn up"),
            "contact": self.gettext("Get in touch first"),
            "book": self.gettext("Book a place first"),
            "referral": self.gettext("Someone has to refer you"),
            None: "",
        }[listing.joining]

    def ago(self, days: int) -> str:
        """How long ago a day was: "today", "yesterday", "5 days ago", "3 weeks ago", "4 months ago", "2 years ago"."""
        if days <= 0:
            return self.gettext("today")
        if days == 1:
            return self.gettext("yesterday")
        if days < 14:
            return self.ngettext("%(num)s day ago", "%(num)s days ago", days) % {"num": days}
        if days < 60:
            return self.ngettext("%(num)s week ago", "%(num)s weeks ago", days // 7) % {"num": days // 7}
        if days < 730:
            months = round(days / 30.44)
            return self.ngettext("%(num)s month ago", "%(num)s months ago", months) % {"num": months}
        years = round(days / 365.25)
        return self.ngettext("%(num)s year ago", "%(num)s years ago", years) % {"num": years}

    def room(self, room: Room | None, today: date) -> str:
        """What a group says of room, as long as it counts: "Full until 12 May 2027."; nothing where it says nothing."""
        room = standing_room(room, today)
        if room is None:
            return ""
        if room.kind == "full":
            return self.gettext("Full until %(day)s.") % {"day": self.partial_date(room.until.isoformat())}
        if room.kind == "waiting-list":
            if not room.weeks:
                return self.gettext("There is a waiting list.")
            return self.ngettext(
                "Waiting list of about %(num)s week.", "Waiting list of about %(num)s weeks.", room.weeks
            ) % {"num": room.weeks}
        if not room.places:
            return self.gettext("There is room for more people.")
        return self.ngettext("%(num)s place left.", "%(num)s places left.", room.places) % {
            "num": room.places
        }

    def pause(self, pause: Pause | None, today: date) -> str:
        """That nothing happens for now, and until when; nothing once that is over."""
        pause = standing_pause(pause, today)
        if pause is None:
            return ""
        said = self.gettext("On a break until %(day)s.") % {"day": self.partial_date(pause.until.isoformat())}
        if not pause.reason:
            return said
        return f"{said} {pause.reason}" + ("" if pause.reason.endswith((".", "!", "?")) else ".")

    def breaks(self, listing: Listing, today: date) -> list[str]:
        """The days to come on which nothing happens: "No sessions from 21 December 2026 to 3 January 2027"."""
        said = []
        for each in listing.breaks:
            if each.last < today:
                continue
            first, last = (self.partial_date(day.isoformat()) for day in (each.first, each.last))
            line = (
                self.gettext("Not on %(day)s") % {"day": first}
                if first == last
                else self.gettext("Not from %(first)s to %(last)s") % {"first": first, "last": last}
            )
            said.append(f"{line} ({each.reason})" if each.reason else line)
        return said

    def checked(self, checked: Checked, today: date) -> str:
        """When facts of one kind were last said to be right, and by whom: "Checked by the group 3 weeks ago"."""
        ago = {"ago": self.ago((today - checked.date).days)}
        return {
            By.GROUP: self.gettext("Checked by the group %(ago)s"),
            By.STEWARD: self.gettext("Checked by the local partnership %(ago)s"),
            By.SOURCE: self.gettext("As its publisher said %(ago)s"),
        }[checked.by] % ago

    def checked_lately(self, listing: Listing, fresh: Freshness, today: date) -> list[str]:
        """Which facts were checked after the whole was, by whom, and how long ago: "When: Checked by the group 3 weeks ago"."""
        facts = {
            Facts.TIMES: self.gettext("When"),
            Facts.PLACE: self.gettext("Where"),
            Facts.COST: self.gettext("Cost"),
            Facts.WHO: self.gettext("Who it is for"),
            Facts.JOINING: self.gettext("How to join"),
            Facts.CONTACT: self.gettext("Get in touch"),
        }
        whole = listing.confirmed.date if listing.confirmed and fresh.kind == "confirmed" else date.min
        return [
            f"{facts[each.facts]}: {self.checked(each, today)}"
            for each in listing.checked
            if each.facts in facts and each.date > whole
        ]

    def freshness(self, fresh: Freshness, listing: Listing) -> str:
        """How fresh the facts are, in a sentence that never hides a doubt."""
        return {
            "confirmed": self.gettext("Checked by %(by)s %(ago)s, on %(when)s."),
            "unanswered": self.gettext(
                "We asked the group on %(when)s if this is still right. It has not answered yet. %(advice)s"
            ),
            "found": self.gettext(
                "We found this on %(by)s, dated %(when)s. The group has not confirmed it yet. %(advice)s"
            ),
            "undated": self.gettext(
                "We found this on %(by)s, with no date. The group has not confirmed it yet. %(advice)s"
            ),
            "old": self.gettext("This is from %(by)s, dated %(when)s, so it may have changed. %(advice)s"),
            "at-risk": self.gettext("We read this on %(by)s. %(advice)s"),
        }[fresh.kind] % self._facts(fresh, listing)

    def freshness_short(self, fresh: Freshness, listing: Listing) -> str:
        """The same in a few words, for a card."""
        return {
            "confirmed": self.gettext("Checked by %(by)s %(ago)s."),
            "unanswered": self.gettext("We asked the group if this is right. No answer yet. %(advice)s"),
            "found": self.gettext("Not confirmed yet. Found online, dated %(when)s. %(advice)s"),
            "undated": self.gettext("Not confirmed yet. Found online, date not known. %(advice)s"),
            "old": self.gettext("From %(when)s, so it may have changed. %(advice)s"),
            "at-risk": self.gettext("We read that it may close or change. %(advice)s"),
        }[fresh.kind] % self._facts(fresh, listing)

    def _facts(self, fresh: Freshness, listing: Listing) -> dict[str, str]:
        advice = (
            self.gettext("Call before you go.") if listing.phones else self.gettext("Check before you go.")
        )
        when = self.partial_date(fresh.when) if fresh.when else ""
        ago = self.ago(fresh.days) if fresh.days is not None else when
        return {"by": fresh.by, "when": when, "ago": ago, "advice": advice}
