from pathlib import Path

import pytest

from bench.matching.corpus import Corpus
from bench.matching.engines import ENGINES, OURS
from bench.matching.measure import LEAST, at_most, measure, measured
from tests.bench.matching.small import corpus


def test_a_corpus_is_the_same_in_another_process(tmp_path: Path) -> None:
    corpus().save(tmp_path / "corpus")
    assert Corpus.load(tmp_path / "corpus") == corpus()


def test_an_engine_is_measured_in_a_process_of_its_own(tmp_path: Path) -> None:
    corpus().save(tmp_path / "corpus")
    figures = measured(OURS, tmp_path / "corpus", ["chess boards", "slow walks"], None)
    assert [found[0] for found in figures.found] == ["chess", "walks"]
    assert len(figures.cpu) == len(figures.wall) == 2
    assert min(figures.cpu) > 0
    assert figures.built > 0
    assert figures.mb > 0
    assert not figures.sampled


def test_what_goes_wrong_there_is_told_here(tmp_path: Path) -> None:
    (tmp_path / "corpus").write_bytes(b"nothing that was saved")
    with pytest.raises(RuntimeError, match="poai"):
        measured(OURS, tmp_path / "corpus", [], None)


def test_a_slow_engine_is_asked_fewer_texts_but_some() -> None:
    fts5 = next(engine for engine in ENGINES if engine.title == "FTS5")
    texts = ["chess"] * (LEAST + 10)
    assert len(measure(fts5, corpus(), texts, seconds=0).found) == LEAST
    assert len(measure(fts5, corpus(), texts, seconds=None).found) == LEAST + 10


def test_at_most_is_a_time_that_was_measured() -> None:
    times = [float(number) for number in range(20, 0, -1)]
    assert at_most(0.5, times) == 10
    assert at_most(0.95, times) == 19
    assert at_most(0.95, [3.0]) == 3
