"""What a listing says that it offers beside its topic: days, times, free, languages, for whom.

Read from its words, and joined to what is known of it as facts. Only what is said counts: a listing that
does not say is neither raised nor dropped.
"""

import re

from poai.matching.languages import DOUBTFUL, LANGUAGES
from poai.matching.searchable import Searchable
from poai.matching.tokens import normalise, words

_DAYS = {
    "MO": "mon(?:days?)?", "TU": "tue(?:s(?:days?)?)?", "WE": "wed(?:nesdays?)?", "TH": "thu(?:rs?(?:days?)?)?",
    "FR": "fri(?:days?)?", "SA": "sat(?:urdays?)?|weekends?", "SU": "sundays?|weekends?",
}  # fmt: skip
_WEEK = tuple(_DAYS)
_SAID: tuple[tuple[str, str], ...] = (
    *((f"day:{day}", names) for day, names in _DAYS.items()),
    ("time:morning", "mornings?"),
    ("time:afternoon", "afternoons?"),
    ("time:evening", "evenings?|after work|late night|overnight"),
    ("free:yes", "free|no charge|no cost"),
    ("wheelchair:yes", "wheelchairs?|step free|accessible|ramps?|tail lift"),
    ("way:online", "online|zoom|video|virtual"),
    ("way:phone", "telephone|phone|phoned?|calls?|helpline|ring"),
    ("way:home", "home visits?|(?:in|at) (?:your|their|the) (?:own )?home|at home|visits?|visiting|housebound|delivered|home"),
    ("drop-in:yes", "drop ?in|turn up|walk in|no appointment|no booking|no need to book|just come"),
    ("for:women", "women|womens|ladies|female|girls|mothers|mums"),
    ("for:men", "men|mens|male|males|blokes|fathers|dads|sheds?"),
    ("for:older", "older|elderly|pensioners?|retired|retirement|over ?[56789][05]s?|[56789][05] ?(?:plus|and over)?|senior|seniors|later life|age uk|old time"),
    ("for:young", "young people|young person|youth|teenagers?|teens?|aged? 1[0-9].*|students?|young carers?"),
    ("for:children", "children|childrens|kids|toddlers?|baby|babies|parents|under fives?|family|families"),
)  # fmt: skip
_COMPILED = tuple((word, re.compile(rf"(?<!\S)(?:{pattern})(?!\S)")) for word, pattern in _SAID)
_EVERY_DAY = re.compile("every day|daily|seven days|7 days|any day|24 hours")
_WEEKDAYS = re.compile("weekdays?|monday to friday|mon to fri|mon fri|five days a week")
_CLOCKS = re.compile(
    r"(\d{1,2})(?:[.:]\d\d)? ?(am|pm)?(?: ?(?:-|–|to|until) ?(\d{1,2})(?:[.:]\d\d)? ?(am|pm))?"
)
_NAMES = re.compile(
    "(?<!\\S)(?:" + "|".join(sorted(set(LANGUAGES) - DOUBTFUL, key=len, reverse=True)) + ")(?!\\S)"
)
_SPOKEN = re.compile(
    rf"(?<!\S)({'|'.join(sorted(DOUBTFUL))}) (?:speaking|speakers?|seniors|elders|language|group|community|women|men)(?!\S)|"
    rf"(?<!\S)(?:speaks?|spoken|in|and|including) ({'|'.join(sorted(DOUBTFUL))})(?!\S)"
)


def offers(listing: Searchable) -> frozenset[str]:
    """All that holds of a listing, as "kind:value"."""
    plain = ". ".join(
        (listing.name, " ".join(listing.tags), listing.organisation, listing.description, listing.details)
    )
    text = " ".join(words(plain, 20_000))
    found = {word for word, pattern in _COMPILED if pattern.search(text)}
    if _EVERY_DAY.search(text):
        found.update(f"day:{day}" for day in _WEEK)
    if _WEEKDAYS.search(text):
        found.update(f"day:{day}" for day in _WEEK[:5])
    found.update(f"language:{LANGUAGES[hit[0]]}" for hit in _NAMES.finditer(text))
    found.update(f"language:{LANGUAGES[hit[1] or hit[2]]}" for hit in _SPOKEN.finditer(text))
    found.update(f"time:{part}" for part in _parts_of_day(normalise(listing.details[:20_000])))
    return frozenset(found | listing.facets)


def _parts_of_day(text: str) -> set[str]:
    parts: set[str] = set()
    for begins, half, ends, other in _CLOCKS.findall(text):
        if not (half or other) or int(begins) > 12:
            continue
        start = int(begins) % 12 + 12 * (
            (half or other) == "pm" and not (not half and int(begins) > int(ends or 0))
        )
        end = int(ends) % 12 + 12 * (other == "pm") if ends else start + 1
        parts.update({"morning"} if start < 12 else ())
        parts.update({"afternoon"} if start < 17 and end > 12 else ())
        parts.update({"evening"} if end > 17 or start >= 17 else ())
    return parts
