"""The languages that letters speak: those that pages do."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from poai.mail import Voice
from poai.web.i18n import Language
from poai.web.words import Words


def voices(languages: Iterable[Language], zone: ZoneInfo) -> dict[str, Voice]:
    """A voice for each language, by its code, which tells times as they are in `zone`."""
    return {language.code: _voice(language, zone) for language in languages}


def moment(words: Words, at: datetime, zone: ZoneInfo) -> str:
    """A moment as "9:30am on Monday 23 November 2026", at a place in `zone`."""
    there = at.astimezone(zone)
    told = {"time": words.clock(f"{there:%H:%M}"), "date": words.long_date(there.date())}
    return words.gettext("%(time)s on %(date)s") % told


def _voice(language: Language, zone: ZoneInfo) -> Voice:
    return Voice(language.translations, lambda at: moment(language.words, at, zone))
