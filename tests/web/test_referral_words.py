"""When there is room, or was to be."""

from datetime import date, timedelta
from gettext import NullTranslations

from babel import Locale

from poai.web.referral_words import room
from poai.web.words import Words

WORDS = Words(NullTranslations(), Locale("en", "GB"))
DAY = date(2026, 11, 23)


def test_room_is_likely_until_its_day_is_over_and_then_it_was() -> None:
    said = [room(WORDS, DAY, DAY + timedelta(days=days)) for days in (-1, 0, 1)]
    assert said == ["Room is likely from Monday 23 November 2026"] * 2 + [
        "Room was likely from Monday 23 November 2026"
    ]
