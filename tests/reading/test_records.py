from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import pytest

from poai.reading.records import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Stall:
    key: str
    name: str
    size: int = 1
    price: float = 0
    open_on: date | None = None
    kind: Literal["food", "books"] = "food"
    tags: tuple[str, ...] = ()
    covered: bool = True

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012

    def __post_init__(self) -> None:
        if self.size > 9:
            raise ValueError("size is 9 at most")
        if self.name == "Nobody":
            raise ValueError(f"{self.name!r} runs no stall")


def problems(folder: Path, text: str) -> list[str]:
    """What is said about market/fruit.toml with `text` in it."""
    market = folder / "market"
    market.mkdir()
    path = market / "fruit.toml"
    path.write_text(text, encoding="utf-8")
    reader = Reader(market)
    file = reader.toml(path)
    if file is not None:
        assert reader.record(Stall, file, given={"key": "fruit"}) is None
    return [str(problem) for problem in reader.problems]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("size = 1", "market/fruit.toml: name: is missing"),
        (
            'name = "A"\nsise = 2',
            "market/fruit.toml: sise (line 2): is not a field that we know; did you mean size?",
        ),
        ('name = "A"\nzzz = 2', "market/fruit.toml: zzz (line 2): is not a field that we know"),
        ('name = "A"\nsize = 1.5', "market/fruit.toml: size (line 2): must be a whole number"),
        ('name = "A"\nprice = "dear"', "market/fruit.toml: price (line 2): must be a number"),
        (
            'name = "A"\nopen_on = "soon"',
            "market/fruit.toml: open_on (line 2): must be a date such as 2026-05-19",
        ),
        (
            'name = "A"\nkind = "art"',
            'market/fruit.toml: kind (line 2): must be "food" or "books", not "art"',
        ),
        ('name = "A"\ntags = "x"', "market/fruit.toml: tags (line 2): must be a list in [square brackets]"),
        ('name = "A"\ntags = [\n"x",\n3]', "market/fruit.toml: tags[1] (line 4): must be words in quotes"),
        ('name = "A"\ncovered = "so"', "market/fruit.toml: covered (line 2): must be true or false"),
        ('name = "A"\nsize = 12', "market/fruit.toml: size (line 2): size is 9 at most"),
        ('size = 1\nname = "Nobody"', "market/fruit.toml: name (line 2): 'Nobody' runs no stall"),
        (
            'name = "A"\nkey = "b"',
            "market/fruit.toml: key (line 2): comes from the file's place and name: remove it",
        ),
        ('name = "A"\nsize = = 1', "market/fruit.toml: line 2: is not TOML: Invalid value"),
    ],
)
def test_a_mistake_is_said_in_plain_words_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    assert problems(tmp_path, text) == [said]


def test_every_mistake_of_a_file_is_reported_at_once(tmp_path: Path) -> None:
    assert len(problems(tmp_path, 'size = 1.5\nprice = "x"\nkind = "y"')) == 4


def test_a_file_saved_by_notepad_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"\xef\xbb\xbfname = 'A'\r\nsize = 2\r\n")
    file = Reader(tmp_path).toml(tmp_path / "a.toml")
    assert file is not None
    assert file.values == {"name": "A", "size": 2}
    assert file.line(("size",)) == 2


def test_a_file_that_is_missing_or_not_text_is_a_problem_and_not_an_exception(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    (tmp_path / "bad.toml").write_bytes(b"name = '\xff'")
    assert reader.toml(tmp_path / "none.toml") is None
    assert reader.toml(tmp_path / "bad.toml") is None
    assert [problem.message for problem in reader.problems] == ["is missing", "is not UTF-8 text"]
