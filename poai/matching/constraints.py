"""What must hold of the help beside the need itself: a day, a time, free, a language, a place …

Expressions are looked for in the plain words of a text. What only looks like one ("free time", "coffee
morning", "fell on Tuesday") is not one, and neither is what the person rules out ("not Tuesdays").
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from poai.matching.answers import Constraint, Kind
from poai.matching.languages import DOUBTFUL, LANGUAGES

_DAYS = {
    "MO": "mondays?", "TU": "tuesdays?", "WE": "wednesdays?", "TH": "thursdays?", "FR": "fridays?",
    "SA": "saturdays?|weekends?", "SU": "sundays?|weekends?",
}  # fmt: skip
_PAST = r"(?<!last )(?<!since )(?<!past )(?<!fell on )(?<!died on )(?<!was on )(?<!by )(?<!until )(?<!every )(?<!each )"
_CLUB = "group|class|classes|club|session|sessions|course|meeting|support|chat|advice|appointment|counselling"
_AGED = (
    r"(?:(?:am|is|are|was|aged?|turned|turning|patient|nearly|almost|hes|shes) (?:only |just |now |nearly |about )?(?:{0})"
    r"(?! (?:stone|weeks?|months?|days?|hours?|minutes?|miles?|times|people|steps|stairs|of|per|percent|pm|am|pounds?|th|and a (?:half|bit))\b))"
)
_PATTERNS: tuple[tuple[Kind, str, str], ...] = (
    *((("day", day, rf"{_PAST}(?:{names})(?! (?:roast|lunch|dinner|league))") for day, names in _DAYS.items())),
    ("time", "morning", r"(?<!coffee )mornings|(?:(?<!up )(?<!dressed )in the|a|tuesday|sunday|saturday) morning(?! (?:sickness|after|call))"),
    ("time", "afternoon", r"(?<!this )afternoons?(?! (?:tea|dance))"),
    ("time", "evening", r"(?<!good )(?<!this )evenings?(?! (?:are|is|drag|meal|standard))|after work|after 5|after 6"),
    ("free", "yes", (r"(?:for|its|be|is|something|anything|any|a|completely|totally) free"
     r"(?! (?:time|up|school|range|from|of|to|spirit|will|pass|travel))|free (?:of charge|group|class|classes|course|"
     r"activity|activities|advice|help|session|sessions|exercise|counselling|things|stuff|club|legal)|no (?:cost|charge)|"
     r"costs? nothing|(?:without|dont want to|cant afford to) pay(?:ing)?|(?<!good )(?<!up )for nothing")),
    ("wheelchair", "yes", (r"(?:takes?|fits?|in|with|uses?|using|for|on|get) (?:a |his |her |my |the |their )?"
     r"(?:electric )?wheelchairs?|wheelchair (?:access|accessible|user|users|friendly)|step free|(?:no|without|avoid|cant do|"
     r"cant manage|cant climb) (?:any |the )?(?:steps|stairs)")),
    ("way", "online", rf"online (?:{_CLUB})|(?:on|by|over|via) (?:zoom|video|skype|teams|whatsapp|the internet)|video calls?|virtual"),
    ("way", "phone", (r"(?:over|by) (?:the )?(?:telephone|phone)|(?:phone|telephone) (?:calls?|befriending|counselling|support)|"
     r"(?:someone|somebody) (?:to|who can|who will) (?:ring|phone|call)(?! (?:the|about|an?|for))")),
    ("way", "home", (r"home visits?|(?:visits?|see) (?:me|us|him|her|them|mum|dad|my mum|my dad) at home|(?:in|at) (?:my|our|his|"
     r"her|their) own home|(?:come|comes|came|coming) (?:out )?to (?:me|us|my|our|his|her|their|mum|dad|him)(?: mums| dads)?"
     r"(?: (?:house|home|flat|place))?(?! (?:door|group))")),
    ("drop-in", "yes", (r"drop ?ins?|(?:just )?turn up(?! the)|walk in(?! (?:shower|bath|wardrobe))|"
     r"(?:no|without|without an?|no need for an?|dont need an?) (?:appointment|booking|referral)|without (?:booking|ringing|calling) ?")),
    ("for", "women", (r"(?:women|woman|ladies|female|females|girls)s? only|(?:only|just|all|just for|only for|for|other) (?:other )?"
     r"(?:women|ladies|females)|(?:womens|ladies) (?:group|groups|club|class|classes|session|sessions|swimming|only)")),
    ("for", "men", (r"(?:men|man|male|males|blokes|lads|gents)s? only|(?:only|just|all|just for|only for|for|other) (?:other )?"
     r"(?:men|blokes|males|lads|fellas|chaps|gents)|mens (?:group|groups|club|class|session|sessions|only|shed)")),
    ("for", "older", (r"pensioners?|oaps?|over ?[56789][05]s?|(?:for |other )(?:older|elderly|retired|senior) (?:people|person|persons|"
     r"ones|folk|adults|residents|women|men|ladies|gentlemen)|for (?:seniors|the elderly|retired)|" + _AGED.format("6[5-9]|[789][0-9]"))),
    ("for", "young", (_AGED.format("1[1-9]|2[0-4]") + r"|(?:1[1-9]|2[0-4]) (?:year|yr)s? olds?|(?:1[1-9]|2[0-4]) ?(?:yo|yrs old|y o)|teen|teens|teenagers?|teenage|"
     r"(?:for|other) (?:young people|young person|youth|youths|youngsters)")),
    ("for", "children", (r"(?:[2-9]|10) (?:year|yr)s? olds?|(?:[2-9]|10) ?(?:yo|yrs old)|for (?:the |my |our |her |his )?(?:children|kids|toddlers?|"
     r"little ones?|baby|babies|grandchildren|grandkids)|toddlers?")),
)  # fmt: skip
_COMPILED = tuple(
    (kind, value, re.compile(rf"(?<!\S)(?:{pattern})(?!\S)")) for kind, value, pattern in _PATTERNS
)
_NAMES = "|".join(sorted(LANGUAGES, key=len, reverse=True))
_SPOKEN = re.compile(
    rf"(?<!\S)(?:(?:speaks?|speaking|talks?|talking|spoken|knows?|understands?|reads?) (?:only |just |in |to \w+ in )?|"
    rf"(?:in|only) (?!the))(?P<before>{_NAMES})(?!\S)|(?<!\S)(?P<after>{_NAMES}) (?:speaking|speakers?|language|only|interpreter|"
    rf"translator)(?!\S)"
)
_BARE = re.compile(
    rf"(?<!learn )(?<!learning )(?<!\S)(?:{'|'.join(n for n in LANGUAGES if n not in DOUBTFUL)})(?!\S)"
)
_RULED_OUT = re.compile(
    r"(?<!\S)(?:not(?: (?:on|in|a|the|an|for|at|just|only))*|except(?: on)?|cant(?: (?:do|make|come|manage|on|in))+|no|apart from|"
    r"never(?: on)?|anything but) $"
)
_WHOM = re.compile(
    r"(?<!\S)(?:for|about) (?:my |our |an? |the )(?P<who>(?:\w+ )?(?:mum|mother|dad|father|husband|wife|son|daughter|nan|gran|grandma|"
    r"grandad|brother|sister|partner|friend|neighbour|client|patient|aunt|auntie|uncle|parents|children|kids|grandson|"
    r"granddaughter))(?!\S)"
)
_ON_THE_WAY = ("to", "from")  # "a lift to the Oaks" is not help at the Oaks


class Spotted(NamedTuple):
    """A constraint with the first and the one past the last of its words."""

    constraint: Constraint
    start: int
    end: int


class Spotter:
    """Finds constraints; `places` maps the names of places, as plain words, to locality keys."""

    def __init__(self, places: Mapping[str, str]) -> None:
        self._places = {tuple(name.split()): key for name, key in places.items() if name}
        self._longest = max((len(name) for name in self._places), default=0)

    def spot(self, said: Sequence[str], ignore: Collection[str] = ()) -> list[Spotted]:
        """The constraints that the words set, in their order, each kind and value once, but those of `ignore`."""
        found: dict[str, Spotted] = {}
        for spotted in sorted(
            (*self._spoken_of(said), *self._named(said)), key=lambda one: (one.start, -one.end)
        ):
            found.setdefault(spotted.constraint.key, spotted)
        return [spotted for key, spotted in found.items() if key not in ignore]

    def _spoken_of(self, said: Sequence[str]) -> Iterator[Spotted]:
        text = " ".join(said)
        for kind, value, pattern in _COMPILED:
            for hit in pattern.finditer(text):
                yield from _unless_ruled_out(text, hit.start(), hit.end(), kind, value)
        for hit in _SPOKEN.finditer(text):
            yield from _unless_ruled_out(
                text, hit.start(), hit.end(), "language", LANGUAGES[hit["before"] or hit["after"]]
            )
        for hit in _BARE.finditer(text):
            yield from _unless_ruled_out(text, hit.start(), hit.end(), "language", LANGUAGES[hit[0]])

    def _named(self, said: Sequence[str]) -> Iterator[Spotted]:
        at = 0
        while at < len(said):
            for length in range(min(self._longest, len(said) - at), 0, -1):
                name = tuple(said[at : at + length])
                if name in self._places and not (
                    at and said[at - 1] in _ON_THE_WAY and said[at - 2 : at - 1] != ["close"]
                ):
                    yield Spotted(Constraint("place", self._places[name], " ".join(name)), at, at + length)
                    at += length - 1
                    break
            at += 1


def for_whom(said: Sequence[str]) -> str:
    """For whom the help is, as the text says it ("dad"); "" where it does not say."""
    hit = _WHOM.search(" ".join(said))
    return hit["who"] if hit else ""


def _unless_ruled_out(text: str, start: int, end: int, kind: Kind, value: str) -> Iterator[Spotted]:
    if not _RULED_OUT.search(text[:start]):
        first = text.count(" ", 0, start)
        yield Spotted(
            Constraint(kind, value, text[start:end]), first, first + text.count(" ", start, end) + 1
        )
