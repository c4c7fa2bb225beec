"""`poai feed`: a file is looked at, tried and taken from the command line."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from poai.cli import app
from tests.actions.taking import envelope, service
from tests.exampleton.files import CONTENT, DIRECTORY

KNOWN = ("--key", "news", "--name", "Village News", "--url", "https://news.example.org")


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of one listing that can be taken and one that cannot, beside a data folder of its own."""
    for name in ("POAI_SECRET", "POAI_STORE", "POAI_TEMPLATES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("POAI_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("POAI_DIRECTORY", str(DIRECTORY))
    monkeypatch.setenv("POAI_CONTENT", str(CONTENT))
    path = tmp_path / "feed.json"
    path.write_bytes(envelope(service("s1"), service("s2", "")))
    return path


def poai(*words: str, code: int = 0) -> Result:
    result = CliRunner().invoke(app, ["feed", *words])
    assert isinstance(result.exception, SystemExit | None), repr(result.exception)
    assert result.exit_code == code, result.output
    return result


def test_a_file_is_looked_at_without_a_store(file: Path) -> None:
    said = poai("check", str(file)).stdout
    assert "Open Referral UK 3.0: 1 read, 1 fault" in said
    assert "contents[1] (name): It has no name" in said
    assert not (file.parent / "data" / "store.db").exists()


def test_a_feed_is_tried_and_then_taken(file: Path) -> None:
    assert "No feeds yet" in poai("list").stdout
    tried = poai("take", str(file), *KNOWN, "--show", "--dry-run").stdout
    assert "Would be: 1 added" in tried
    assert "No feeds yet" in poai("list").stdout
    assert "1 added, 0 changed" in poai("take", str(file), *KNOWN, "--show", "--most", "1").stdout
    assert "0 added, 0 changed, 1 unchanged" in poai("take", str(file), *KNOWN).stdout
    assert poai("list").stdout.startswith("news  Village News  https://news.example.org")


def test_what_cannot_be_taken_is_said_plainly(file: Path) -> None:
    file.write_bytes(b"{")
    assert "The file is not JSON" in poai("take", str(file), *KNOWN, code=1).stderr
    assert poai("take", str(file), "--key", "A B", "--name", "x", code=1).stderr.startswith("--key")
    assert "No such file" in poai("check", str(file.with_name("none")), code=1).stderr
    assert "public site" in poai("check", "http://127.0.0.1:8000/feed", code=1).stderr


def test_the_template_is_written(file: Path) -> None:
    path = file.with_name("template.csv")
    poai("template", str(path))
    assert path.read_bytes().decode("utf-8-sig") == poai("template").stdout.lstrip("\ufeff").replace(
        "\r\n", "\n"
    ).replace("\n", "\r\n")
