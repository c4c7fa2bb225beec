"""As many listings as wanted, grown from real ones: always the same for the same number.

A grown listing takes the needs, the day and the way of joining from one, its sentences from it and from others
for the same need, and its place from a third. Names of groups, halls and streets are coined from the
halves of real ones, so that the number of different words grows with the listings, as it does in real directories.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.matching.corpus import Corpus
from poai.matching.searchable import Searchable

GROUPS = 0.6  # for each listing
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
    kept = corpus.listings[:count]
    return Corpus((*kept, *_new(corpus.listings, count - len(kept))), corpus.words)


def _new(real: Sequence[Searchable], count: int) -> Iterator[Searchable]:
    chance = random.Random(count)
    material = _Material.of(real)
    groups = [_group(material, chance) for _ in range(max(1, int(count * GROUPS)))]
    for number in range(count):
        one, where = chance.choice(real), chance.choice(real)
        other = (
            chance.choice(material.by_need[chance.choice(one.needs)]) if one.needs else chance.choice(real)
        )
        yield _listing(number, (one, other, where), material, chance.choice(groups), chance)


@dataclass(frozen=True, slots=True)
class _Material:
    """The halves of real names, and who serves which need."""

    starts: tuple[str, ...]
    ends: tuple[str, ...]
    by_need: dict[str, list[Searchable]]

    @classmethod
    def of(cls, real: Sequence[Searchable]) -> "_Material":
        names = {
            name for one in real for name in _NAME.findall(f"{one.name} {one.organisation} {one.details}")
        }
        by_need: dict[str, list[Searchable]] = defaultdict(list)
        for one in real:
            for need in one.needs:
                by_need[need].append(one)
        starts = {name[: (len(name) + 1) // 2] for name in names}
        ends = {name[(len(name) + 1) // 2 :] for name in names}
        return cls(tuple(sorted(starts)), tuple(sorted(ends)), by_need)

    def coin(self, chance: random.Random) -> str:
        return chance.choice(self.starts) + chance.choice(self.ends)


def _group(material: _Material, chance: random.Random) -> str:
    return f"{material.coin(chance)} {chance.choice(KINDS)}"


def _listing(
    number: int,
    three: tuple[Searchable, Searchable, Searchable],
    material: _Material,
    group: str,
    chance: random.Random,
) -> Searchable:
    one, other, where = three
    said = _sentences(one.description) + chance.sample(_sentences(other.description), 1)
    chance.shuffle(said)
    venue = f"{material.coin(chance)} {chance.choice(VENUES)}"
    street = f"{chance.randrange(1, 200)} {material.coin(chance)} {chance.choice(STREETS)}"
    facets = {facet for facet in one.facets if not facet.startswith("area:")}
    return Searchable(
        id=f"grown-{number}",
        name=_named(one.name, other.name, material.coin(chance), chance),
        organisation=group,
        description=" ".join(dict.fromkeys(said)),
        tags=tuple(sorted({*one.tags, *other.tags[:1]})),
        needs=one.needs,
        details=". ".join([*_sentences(one.details)[:2], venue, street]),
        locality=where.locality,
        latitude=None if where.latitude is None else where.latitude + chance.uniform(-0.01, 0.01),
        longitude=None if where.longitude is None else where.longitude + chance.uniform(-0.01, 0.01),
        trust=other.trust,
        referral_only=one.referral_only,
        facets=frozenset({*facets, f"area:{where.locality}"}),
    )


def _named(name: str, other: str, coined: str, chance: random.Random) -> str:
    """A name as groups have them: the end of one, after a coined name or the beginning of another."""
    words, before = name.split(), other.split()
    end = " ".join(words[-2:])
    return chance.choice((f"{coined} {end}", f"{before[0]} {end}, {coined}", f"{coined} {before[0]} {end}"))


def _sentences(text: str) -> list[str]:
    return _SENTENCE_END.split(text) if text else [""]
