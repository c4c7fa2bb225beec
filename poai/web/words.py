"""Facts as people say them, in one language: "Monday 12 May 2026", "10:30am to 12pm", "0.4 miles"."""

import re
from datetime import date, datetime, time
from gettext import NullTranslations

from babel import Locale
from babel.dates import format_date, format_time, get_day_names
from babel.lists import format_list

from poai.domain.freshness import Freshness
from poai.domain.listing import Listing, Schedule
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

    def schedule(self, schedule: Schedule) -> str:
        """A schedule in one line: "Mondays and Thursdays, 2pm to 3pm (term time only)"."""
        if not schedule.freq or not schedule.byday:
            return schedule.description or ""
        codes = schedule.byday.split(",")
        when = self.days(codes) if schedule.freq == "WEEKLY" else self._of_the_month(codes)
        if schedule.interval == 2 and schedule.freq == "WEEKLY":
            when = self.gettext("Every second week: %(days)s") % {"days": when}
        line = ", ".join(part for part in (when, self.span(schedule.opens_at, schedule.closes_at)) if part)
        return f"{line} ({schedule.description})" if schedule.description else line

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

    def freshness(self, fresh: Freshness, listing: Listing) -> str:
        """How fresh the facts are, in a sentence that never hides a doubt."""
        return {
            "confirmed": self.gettext("Confirmed by %(by)s on %(when)s."),
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
            "confirmed": self.gettext("Confirmed by the group, %(when)s."),
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
        return {"by": fresh.by, "when": when, "advice": advice}
