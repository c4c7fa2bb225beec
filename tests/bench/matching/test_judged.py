import json
from pathlib import Path

import pytest

from bench.matching.judged import marks, open_set
from tests.bench.matching.small import corpus
from tests.quality.measuring import Query


def question(qid: str, variant: str, rel: dict[str, int]) -> Query:
    return Query(qid=qid, variant=variant, who="", kind="", text=qid, rel=rel)


def test_marks_are_means_over_one_variant() -> None:
    asked = [
        question("q1", "clean", {"choir": 2}),
        question("q2", "clean", {"chess": 1}),
        question("q1", "misspelt", {"choir": 2}),
    ]
    clean = marks(asked, [["choir"], ["walks", "chess"], []], "clean")
    assert clean is not None
    assert (clean.first, clean.three) == (0.5, 1.0)
    assert 0.5 < clean.ndcg < 1
    misspelt = marks(asked, [["choir"], ["chess"], []], "misspelt")
    assert misspelt is not None
    assert (misspelt.ndcg, misspelt.first, misspelt.three) == (0, 0, 0)


def test_a_variant_that_nobody_asked_has_no_marks() -> None:
    assert marks([question("q1", "clean", {"choir": 2})], [["choir"]], "misspelt") is None


def test_the_open_set_is_read_where_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POAI_JUDGED", str(tmp_path))
    assert open_set(corpus().words, None) is None
    rows = [
        {"qid": qid, "variant": "clean", "who": "x", "kind": "single", "text": "songs", "rel": rel}
        for qid, rel in (("q1", {"a": 1}), ("q2", {}), ("q3", {"a": 2}))
    ]
    (tmp_path / "queries_open.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (tmp_path / "corpus.jsonl").write_text(json.dumps({"id": "a", "name": "Singers"}) + "\n")
    found = open_set(corpus().words, None)
    assert found is not None
    assert [query.qid for query in found.queries] == ["q1", "q3"], (
        "a question that nothing helps has no marks"
    )
    assert [listing.id for listing in found.corpus.listings] == ["a"]
    assert found.corpus.words.needs == corpus().words.needs
