"""What was measured, in the store: added to, never changed."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, insert, select

from poai.domain.measure import Measurement, Stage
from poai.store.person_tables import measure
from poai.store.sealed import Keys

_SCORES = "measure.scores"


class Measures:
    """What was measured, within one unit of work, of people whom the caller may see."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._connection = connection
        self._keys = keys

    def of_person(self, person_id: str) -> list[Measurement]:
        """Everything that was measured of somebody, in order of the day."""
        query = select(measure).where(measure.c.person_id == person_id)
        rows = self._connection.execute(query.order_by(measure.c.on, measure.c.at, measure.c.id))
        return [self._read(row) for row in rows]

    def add(
        self,
        person_id: str,
        *,
        kind: str,
        stage: Stage,
        scores: Mapping[str, float],
        on: date,
        by: str,
        now: datetime,
    ) -> str:
        """What was answered on a day; its id. `kind` is a measure's key, `scores` are by the question's."""
        identity = str(uuid4())
        self._connection.execute(
            insert(measure).values(
                id=identity,
                person_id=person_id,
                kind=kind,
                stage=stage,
                scores=self._keys.seal(json.dumps(dict(scores)), _SCORES, identity),
                on=on,
                at=now,
                by=by,
            )
        )
        return identity

    def _read(self, row: Row[Any]) -> Measurement:
        return Measurement(
            id=row.id,
            person=row.person_id,
            kind=row.kind,
            stage=Stage(row.stage),
            scores=json.loads(self._keys.unseal(row.scores, _SCORES, row.id)),
            on=row.on,
            at=row.at,
            by=row.by,
        )
