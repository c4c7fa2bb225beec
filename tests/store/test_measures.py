"""What was measured is kept as it was answered, in the order of the days."""

from datetime import date

import pytest

from poai.domain.measure import Stage
from poai.store import Keys, Measures, Store
from tests.actions.casework import Casework
from tests.actions.cast import NOW, Cast


@pytest.fixture
def work(store: Store) -> Casework:
    return Casework(Cast(store))


def test_what_was_measured_comes_back_as_it_was_answered_in_order_of_the_day(work: Casework) -> None:
    nora, ivy = work.actors["nora"].id, work.ivy.id
    with work.cast.store.work() as connection:
        measures = Measures(connection, Keys.load(connection, work.cast.secret))
        for stage, day, scores in (
            (Stage.AFTER, 9, {"happy": 7, "score": 21.54}),
            (Stage.BEFORE, 1, {"happy": 0}),
        ):
            measures.add(
                ivy, kind="life", stage=stage, scores=scores, on=date(2026, 5, day), by=nora, now=NOW
            )
        found = measures.of_person(ivy)
        assert measures.of_person("nobody") == []
    assert [(one.stage, dict(one.scores)) for one in found] == [
        (Stage.BEFORE, {"happy": 0}),
        (Stage.AFTER, {"happy": 7, "score": 21.54}),
    ]
    assert {(one.person, one.kind, one.by) for one in found} == {(ivy, "life", nora)}
