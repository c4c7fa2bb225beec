"""Whether two listings are likely the same thing, and why: judged from what they share, whoever compares their words.

The activities of one group share its telephone and its site, and those of one hall its address: what they share
besides counts only where their names are alike too.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from urllib.parse import urlsplit

from poai.domain.listing import Listing

LIKELY = 60  # points of 100 from which somebody is asked to look
ALIKE = 65  # of 100, of names: below, those of one group are two
_NEARLY = 55  # the same, of two groups: several of them meet in one hall, by one telephone
_SMALL_WORDS = frozenset("a an and at by for from in of on or the to with your our".split())
_COMMON = 0.02  # of all names: a word in more of them tells nobody apart
_FEW = 5  # names in which a word may stand however few names there are
_CROWD = 60  # listings that share something: then it is the borough's, or nobody's
_WORD = re.compile(r"[^\W_]+")


class Reason(StrEnum):
    """What two listings share, or nearly."""

    NAME = "name"
    GROUP = "group"
    PHONE = "phone"
    EMAIL = "email"
    WEB = "web"
    POSTCODE = "postcode"
    ELSEWHERE = "elsewhere"  # not shared: they are at different postcodes


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What two listings are compared by. `name` and `group` are plain words without the common ones, phones are in E.164,
    postcodes without a space, web addresses as `web` gives them, and `organisation` is a slug."""

    slug: str
    organisation: str
    name: str
    group: str
    phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()
    postcodes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Verdict:
    """How likely two are one, of 100, and what speaks for it, the strongest first."""

    points: int
    reasons: tuple[Reason, ...]


def words(text: str) -> list[str]:
    """The words of a name, in lower case, without the small ones and what an apostrophe ends."""
    found = _WORD.findall(re.sub(r"['’]s\b|['’]", "", text.casefold().replace("&", " and ")))
    return [word for word in found if word not in _SMALL_WORDS]


def common_words(names: Iterable[str]) -> frozenset[str]:
    """The words that stand in so many names that they tell nobody apart ("centre", the name of the place)."""
    every = [set(words(name)) for name in names]
    counts = Counter(word for each in every for word in each)
    most = max(_FEW, _COMMON * len(every))
    return frozenset(word for word, count in counts.items() if count > most)


def telling(name: str, common: Collection[str]) -> str:
    """The words of a name without the common ones; with them, if nothing else would be left."""
    every = words(name)
    return " ".join([word for word in every if word not in common] or every)


def web(address: str) -> str:
    """A web address without what is written in several ways: "example.org/lunch"."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    return (
        host + parts.path.rstrip("/").removesuffix("/index.html") + (f"?{parts.query}" if parts.query else "")
    )


def postcodes(listing: Listing) -> frozenset[str]:
    """The postcodes of the places at which it happens, without spaces."""
    given = (place.postal_code for place in listing.locations if place.postal_code)
    return frozenset("".join(code.upper().split()) for code in given)


def candidates(every: Mapping[str, Traits]) -> Iterator[tuple[str, str]]:
    """The pairs of slugs, each once and in order, that share anything by which they can be one at all."""
    sharing: dict[str, list[str]] = defaultdict(list)
    for slug, traits in every.items():
        for key in _keys(traits):
            sharing[key].append(slug)
    found = {
        pair
        for slugs in sharing.values()
        if 1 < len(slugs) <= _CROWD
        for pair in combinations(sorted(slugs), 2)
    }
    yield from sorted(found)


def _keys(traits: Traits) -> set[str]:
    parts = traits.name.split()
    # The ends of words too, so that a slip of the pen does not hide that two names are one.
    ends = {f"<{part[:4]}" for part in parts} | {f"{part[-4:]}>" for part in parts if len(part) > 4}
    shared = traits.phones | traits.emails | traits.pages | traits.postcodes
    return ends | shared | {f"={traits.name}"}


def judge(one: Traits, other: Traits, *, names: float, groups: float) -> Verdict:
    """How likely two are one. `names` and `groups` say, of 100, how alike their names and their groups' are."""
    same_group = one.organisation == other.organisation or groups >= 90
    if names < (ALIKE if same_group else _NEARLY):
        return Verdict(0, ())
    shared = (
        (Reason.NAME, names >= ALIKE, 50 if names >= 92 else 38 if names >= 80 else 25),
        (Reason.GROUP, same_group, 10),
        (Reason.PHONE, one.phones & other.phones, 25),
        (Reason.EMAIL, one.emails & other.emails, 20),
        (Reason.WEB, one.pages & other.pages, 15 if same_group else 25),
        (Reason.POSTCODE, one.postcodes & other.postcodes, 20),
    )
    points = {reason: worth for reason, is_so, worth in shared if is_so}
    apart = bool(one.postcodes and other.postcodes and not one.postcodes & other.postcodes)
    total = sum(points.values()) - (30 if apart else 0)
    reasons = sorted(points, key=lambda reason: -points[reason])
    if apart:
        reasons.append(Reason.ELSEWHERE)
    return Verdict(max(0, min(100, total)), tuple(reasons))
