"""What somebody asks of the directory: words, a place, and what must hold. It lives in the address.

Everything a results page depends on is in one frozen record, so that a page can be shared, gone back to
and printed, and so that a link which adds or removes one thing is the record with that thing changed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, Self
from urllib.parse import urlencode

TEXT_LIMIT = 500  # letters; nobody needs more to say what is the matter, and the engine's cost grows with it
NEAR_LIMIT = 60
MANY = 12  # values of one kind; more is not a person choosing

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
TIMES = ("morning", "afternoon", "evening")
WAYS = ("home", "online", "phone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """`needs` were chosen, `unlike` were heard and refused. `area` is the locality a person chose over
    the one that `near` gave; `within` keeps only some areas. `ignored` are things heard in the text ("day:MO")
    that the person took back. Unknown values have been left out."""

    text: str = ""
    near: str = ""
    area: str = ""
    needs: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    statement: str = ""
    within: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    free: bool = False
    drop_in: bool = False
    wheelchair: bool = False
    as_typed: bool = False
    ignored: tuple[str, ...] = ()
    sort: Literal["best", "nearest"] = "best"
    page: int = 1

    @classmethod
    def read(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """Read the pairs of a query string. Never raises: what makes no sense is not a wish."""
        given: dict[str, list[str]] = {}
        for name, value in pairs:
            given.setdefault(name, []).append(value)

        def one(name: str, limit: int = 60) -> str:
            return clean((given.get(name) or [""])[0])[:limit].strip()

        def many(name: str, allowed: Sequence[str] | None = None) -> tuple[str, ...]:
            values = dict.fromkeys(clean(value)[:60] for value in given.get(name, ()))
            return tuple(v for v in values if v and (allowed is None or v in allowed))[:MANY]

        page = one("page", 6)
        return cls(
            text=one("q", TEXT_LIMIT),
            near=one("where", NEAR_LIMIT),
            area=one("area"),
            needs=many("need"),
            unlike=many("not"),
            statement=one("statement"),
            within=many("in"),
            days=many("day", DAYS),
            times=many("time", TIMES),
            ways=many("way", WAYS),
            languages=many("language"),
            free=one("free") == "yes",
            drop_in=one("drop-in") == "yes",
            wheelchair=one("wheelchair") == "yes",
            as_typed=one("as-typed") == "yes",
            ignored=many("ignore"),
            sort="nearest" if one("sort") == "nearest" else "best",
            page=int(page) if page.isascii() and page.isdigit() and int(page) > 0 else 1,
        )

    def query(self) -> str:
        """The query string that reads back as this record."""
        return urlencode(list(self.pairs()))

    def pairs(self) -> Iterable[tuple[str, str]]:
        """The name and value of everything that is set, in a fixed order (for hidden fields, too)."""
        for field in fields(self):
            value = getattr(self, field.name)
            name = _NAMES.get(field.name, field.name)
            if value == field.default:
                continue
            if isinstance(value, tuple):
                yield from ((name, item) for item in value)
            elif value is True:
                yield name, "yes"
            else:
                yield name, str(value)

    def but(self, **changes: Any) -> Self:
        """The same with something changed; back on its first page, unless that is what changed."""
        return replace(self, **{"page": 1, **changes})

    def toggled(self, field: str, value: str) -> Self:
        """The same with `value` added to one of the many-valued fields, or taken out if it was in."""
        values: tuple[str, ...] = getattr(self, field)
        kept = tuple(v for v in values if v != value) if value in values else (*values, value)
        return self.but(**{field: kept})

    @property
    def empty(self) -> bool:
        """True if nothing was said that a search could start from."""
        return not (self.text or self.needs or self.statement)

    @property
    def filtered(self) -> bool:
        """True if anything narrows the results."""
        return bool(
            self.within
            or self.days
            or self.times
            or self.ways
            or self.languages
            or self.free
            or self.drop_in
            or self.wheelchair
        )

    def unfiltered(self) -> Self:
        """The same words and place with nothing narrowed."""
        return self.but(
            within=(), days=(), times=(), ways=(), languages=(), free=False, drop_in=False, wheelchair=False
        )


_NAMES = {
    "text": "q",
    "near": "where",
    "needs": "need",
    "unlike": "not",
    "within": "in",
    "days": "day",
    "times": "time",
    "ways": "way",
    "languages": "language",
    "drop_in": "drop-in",
    "as_typed": "as-typed",
    "ignored": "ignore",
}


def clean(text: str) -> str:
    """Text without control characters; white space of any kind becomes one space."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
