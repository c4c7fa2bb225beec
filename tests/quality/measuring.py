"""Ask the judged questions of the engine, over the place and the words that we ship."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from poai import catalogue
from poai.actions.publish import read_files
from poai.actions.snapshot import Snapshot
from poai.catalogue import Catalogue
from poai.settings import Settings
from tests.quality.scoring import Score, score

HERE = Path(__file__).parent
ON = datetime(2026, 11, 23, tzinfo=UTC)  # how fresh a listing is takes part in the order: keep the day still
DEPTH = 20


@dataclass(frozen=True, slots=True)
class Query:
    """One judged question. `rel` is slug to grade; a slug that it does not name is a judged 0."""

    qid: str
    variant: str
    who: str
    kind: str
    text: str
    rel: dict[str, int]


@dataclass(frozen=True, slots=True)
class Cry:
    """Words that must raise the alarm (`urgent`), or that sound like it and must not."""

    qid: str
    text: str
    urgent: bool
    kind: str


def queries() -> list[Query]:
    return [Query(**row) for row in _rows("queries.jsonl")]


def cries() -> list[Cry]:
    return [Cry(**row) for row in _rows("urgent.jsonl")]


def shipped(folder: Path) -> Snapshot:
    """What a new deployment would answer from; `folder` is for the files that it makes."""
    settings = Settings.read({"POAI_DATA": str(folder)})
    place, content, seed = read_files(settings)
    catalogue.build(settings.catalogue, seed.organisations, seed.listings, content.needs, place, ON)
    return Snapshot.make(place, content, Catalogue.open(settings.catalogue), ON.date())


def answers(snapshot: Snapshot, text: str) -> list[str]:
    """The slugs offered for `text`, best first, as deep as any measure looks."""
    heard = snapshot.matcher.hear(text)
    return [match.id for match in snapshot.matcher.rank(heard, limit=DEPTH)]


def scored(snapshot: Snapshot, asked: list[Query]) -> list[Score]:
    return [score(q.qid, q.variant, q.kind, answers(snapshot, q.text), q.rel) for q in asked]


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]
