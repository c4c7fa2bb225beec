"""The files by which matching is measured: listings and queries in, run files and `--heard` lines out."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from poai.matching.answers import Heard, Match
from poai.matching.searchable import Searchable

LONGEST_RUN = 100  # lines a query


def searchables(rows: Iterable[Mapping[str, Any]]) -> list[Searchable]:
    """Listings from rows of `id, name, organisation, description, tags, locality, schedule`.

    `tags` is a list or words separated by commas; only `id` and `name` must be there (KeyError).
    """
    return [
        Searchable(
            id=str(row["id"]),
            name=str(row["name"]),
            organisation=str(row.get("organisation") or ""),
            description=str(row.get("description") or ""),
            tags=_tags(row.get("tags")),
            details=str(row.get("schedule") or ""),
            locality=str(row.get("locality") or ""),
        )
        for row in rows
    ]


def query_key(row: Mapping[str, Any]) -> str:
    """A query's name in a run file: `qid.variant`, or `qid` alone where there are no variants."""
    return f"{row['qid']}.{row['variant']}" if row.get("variant") else str(row["qid"])


def run_lines(qid: str, variant: str | None, matches: Sequence[Match]) -> list[str]:
    """TREC run lines, at most LONGEST_RUN, with scores that fall so that ties keep their order."""
    key = f"{qid}.{variant}" if variant else qid
    return [
        f"{key} Q0 {match.id} {rank} {match.score - rank * 1e-7:.7f} poai"
        for rank, match in enumerate(matches[:LONGEST_RUN], 1)
    ]


def heard_line(qid: str, heard: Heard) -> str:
    """`qid`, urgent (1 or 0), confidence and the needs heard, separated by tabs."""
    needs = ",".join(need.key for need in heard.needs)
    return "\t".join((qid, "1" if heard.urgent else "0", heard.confidence, needs))


def _tags(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    parts = value.split(",") if isinstance(value, str) else [str(part) for part in value]  # type: ignore[attr-defined]
    return tuple(part.strip() for part in parts if part.strip())
