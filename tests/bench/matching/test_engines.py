"""Every engine that is installed here; each one needs no more than the environment has."""

import pytest

from bench.matching.engines import ENGINES, Engine
from tests.bench.matching.small import corpus

HERE = [engine for engine in ENGINES if engine.is_here()]
ALWAYS = {"poai", "FTS5", "RapidFuzz token_set_ratio", "RapidFuzz WRatio"}


def test_those_that_need_nothing_more_are_always_here() -> None:
    assert {engine.title for engine in HERE} >= ALWAYS


def test_an_engine_that_may_be_missing_says_how_to_get_it() -> None:
    assert all(engine.get for engine in ENGINES if engine.package)


@pytest.mark.parametrize("engine", HERE, ids=lambda engine: engine.title)
def test_an_engine_finds_a_listing_by_its_own_words(engine: Engine) -> None:
    search = engine.load()(corpus()).search
    assert search("chess boards", 20)[0] == "chess"
    assert search("slow walks dogs are welcome", 20)[0] == "walks"


@pytest.mark.parametrize("engine", HERE, ids=lambda engine: engine.title)
def test_an_engine_knows_what_needs_are_called(engine: Engine) -> None:
    assert engine.load()(corpus()).search("singing with others", 20)[0] == "choir"


@pytest.mark.parametrize("engine", HERE, ids=lambda engine: engine.title)
@pytest.mark.parametrize("text", ["", "?", "the", 'AND OR NOT "', "name:x*", "தமிழ்", "a" * 500])
def test_no_text_breaks_an_engine(engine: Engine, text: str) -> None:
    assert len(engine.load()(corpus()).search(text, 2)) <= 2


def test_an_engine_is_here_where_the_environment_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine("Nobody's", "nobody:build", "nobodys_package", "NOBODYS_FOLDER")
    monkeypatch.delenv("NOBODYS_FOLDER", raising=False)
    assert not engine.is_here()
    monkeypatch.setenv("NOBODYS_FOLDER", "somewhere")
    assert engine.is_here()
