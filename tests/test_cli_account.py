"""`poai account`: the first administrator is made on the machine, and nobody is there before them."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from poai.cli import app


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own; the pages are at https://help.example.org."""
    for name in ("POAI_SECRET", "POAI_STORE", "POAI_DIRECTORY", "POAI_CONTENT", "POAI_TEMPLATES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("POAI_DATA", str(tmp_path))
    monkeypatch.setenv("POAI_URL", "https://help.example.org")
    return tmp_path


def poai(*words: str, code: int = 0) -> Result:
    result = CliRunner().invoke(app, ["account", *words])
    assert isinstance(result.exception, SystemExit | None), repr(result.exception)
    assert result.exit_code == code, result.output
    return result


def test_s10_nobody_is_there_until_somebody_is_added(data: Path) -> None:
    assert poai("list").stdout.startswith("Nobody yet.")
    said = poai("add", "Ada@Example.org", "Ada Example").stdout.splitlines()
    assert said[0] == "Give this link to Ada Example. It works once, for 7 days:"
    assert said[1].startswith("https://help.example.org/invitation/")
    assert poai("list").stdout.split() == ["invited", "administrator", "ada@example.org", "Ada", "Example"]


def test_a_link_that_was_lost_is_made_again(data: Path) -> None:
    first = poai("add", "ada@example.org", "Ada").stdout.splitlines()[1]
    assert poai("add", "ada@example.org", "Ada").stdout.splitlines()[1] != first


def test_another_role_is_given_for_what_it_is_for(data: Path) -> None:
    poai("add", "sue@example.org", "Sue", "--role", "steward", "--scope", "north-end")
    assert "steward (north-end)" in poai("list").stdout
    wrong = poai("add", "ann@example.org", "Ann", "--role", "link-worker", "--scope", "no-such-team", code=1)
    assert wrong.stderr == "There is nothing of that name for which this role could be given\n"


@pytest.mark.parametrize(
    ("email", "name", "said"),
    [("ada", "Ada", "This is not an e-mail address\n"), ("ada@example.org", " ", "Give a name\n")],
)
def test_what_cannot_be_is_said_plainly(data: Path, email: str, name: str, said: str) -> None:
    assert poai("add", email, name, code=1).stderr == said
    assert poai("list").stdout.startswith("Nobody yet.")


def test_s63_the_store_is_for_its_owner_only(data: Path) -> None:
    poai("add", "ada@example.org", "Ada")
    assert (data / "store.db").stat().st_mode & 0o077 == 0
