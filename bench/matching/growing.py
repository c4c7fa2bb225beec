"""As many listings as wanted, grown from real ones: always the same for the same number.

A grown listing takes the needs, the day and the way of joining from one, its sentences from it and from one or
two others for the same need, and its place from another. Names of groups, halls and streets are coined from the
halves of real ones. There are as many as grow the words as the root of the listings, as text does (Heaps' law).
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from bench.matching.corpus import Corpus
from poai.matching.searchable import Searchable

GROUPS = 0.6  # for each listing
NAMES = 150  # coined, for each root of the number of listings
KINDS = (
    "Trust, Community Association, Neighbours, Project, Centre, Charity, Society, Partnership, Friends".split(
        ", "
    )
)
VENUES = "Hall, Church, Library, Community Centre, School, Rooms, Pavilion, House".split(", ")
STREETS = "Road, Avenue, Street, Lane, Close, Gardens, Hill, Way".split(", ")
_NAME = re.compile(r"[A-Z][a-z]{4,}")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def grown(corpus: Corpus, count: int) -> Corpus:
    """A corpus of `count` listings: those of `corpus`, and then new ones."""
    real = corpus.listings
    new = _new(real, count - len(real)) if count > len(real) else ()
    return Corpus((*real[:count], *new), corpus.words)


def _new(real: Sequence[Searchable], count: int) -> Iterator[Searchable]:
    chance = random.Random(count)
    coined = _coined(real, int(NAMES * count**0.5), chance)
    groups = [f"{chance.choice(coined)} {chance.choice(KINDS)}" for _ in range(int(count * GROUPS) + 1)]
    by_need: dict[str, list[Searchable]] = defaultdict(list)
    for one in real:
        for need in one.needs:
            by_need[need].append(one)
    for number in range(count):
        one, where = chance.choice(real), chance.choice(real)
        like = by_need[chance.choice(one.needs)] if one.needs else real
        others = [chance.choice(like) for _ in range(chance.choice((1, 2)))]
        names = chance.choices(coined, k=3)
        yield _listing(f"grown-{number}", (one, where), others, names, chance.choice(groups), chance)


def _coined(real: Sequence[Searchable], count: int, chance: random.Random) -> list[str]:
    """So many names, of which some may be the same."""
    whole = {name for one in real for name in _NAME.findall(f"{one.name} {one.organisation} {one.details}")}
    starts = sorted({name[: (len(name) + 1) // 2] for name in whole})
    ends = sorted({name[(len(name) + 1) // 2 :] for name in whole})
    return [chance.choice(starts) + chance.choice(ends) for _ in range(count)]


def _listing(
    key: str,
    one_where: tuple[Searchable, Searchable],
    others: Sequence[Searchable],
    names: Sequence[str],
    group: str,
    chance: random.Random,
) -> Searchable:
    one, where = one_where
    said = _sentences(one.description) + [chance.choice(_sentences(other.description)) for other in others]
    chance.shuffle(said)
    venue = f"{names[0]} {chance.choice(VENUES)}."
    street = f"{chance.randrange(1, 200)} {names[1]} {chance.choice(STREETS)}"
    facets = {facet for facet in one.facets if not facet.startswith("area:")}
    return Searchable(
        id=key,
        name=_named(one.name, others[0].name, names[2], chance),
        organisation=group,
        description=" ".join(dict.fromkeys(said)),
        tags=tuple(sorted({*one.tags, *others[0].tags[:1]})),
        needs=one.needs,
        details=" ".join([*_sentences(one.details)[:2], venue, street]),
        locality=where.locality,
        latitude=None if where.latitude is None else where.latitude + chance.uniform(-0.01, 0.01),
        longitude=None if where.longitude is None else where.longitude + chance.uniform(-0.01, 0.01),
        trust=others[0].trust,
        referral_only=one.referral_only,
        facets=frozenset({*facets, f"area:{where.locality}"}),
    )


def _named(name: str, other: str, coined: str, chance: random.Random) -> str:
    """A name as groups have them: the end of one, after a coined name or the beginning of another."""
    end, before = " ".join(name.split()[-2:]), other.split()[0]
    return chance.choice((f"{coined} {end}", f"{before} {end}, {coined}", f"{coined} {before} {end}"))


def _sentences(text: str) -> list[str]:
    return _SENTENCE_END.split(text) if text else [""]
