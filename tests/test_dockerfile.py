"""There may be no container engine to build it with: what can be read of the Dockerfile is true."""

import json
import re
from fnmatch import fnmatch

from tests.source import ROOT, our_files


def steps() -> list[tuple[str, str]]:
    """Instructions and their arguments, line continuations joined, comments left out."""
    text = re.sub(r"^\s*#.*\n", "", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)
    lines = re.sub(r"\\\n\s*", " ", text).splitlines()
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1].strip()) for line in lines if line.strip()]


def copied() -> list[str]:
    return [
        source
        for instruction, words in steps()
        if instruction == "COPY" and not words.startswith("--from=")
        for source in words.split()[:-1]
    ]


def test_it_copies_only_what_exists() -> None:
    assert copied()
    for source in copied():
        assert (ROOT / source).exists(), source


def test_it_copies_nothing_that_is_kept_out_of_the_build() -> None:
    lines = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and line[0] != "#"]
    assert lines[0] == "*"
    let_in = {line[1:] for line in lines if line.startswith("!")}
    assert let_in == set(copied())


def test_it_installs_with_the_commands_of_make() -> None:
    makefile = (ROOT / "Makefile").read_text()
    recipe = makefile.partition(".venv/installed:")[2].partition("\n\n")[0]
    make = [line.strip().removeprefix(".venv/bin/") for line in recipe.splitlines() if "pip install" in line]
    docker = [words for instruction, words in steps() if instruction == "RUN" and "pip install" in words]
    assert docker == [line.replace("--editable ", "") for line in make]
    assert len(docker) == 2


def test_the_wheel_finds_everything_it_packs() -> None:
    copies = copied()
    for name in ("poai", "content", "directory", "templates", "pyproject.toml", "LICENSE"):
        assert name in copies
        assert any(fnmatch(str(path), f"{name}*") for path in our_files())


def test_it_runs_as_nobody_in_particular_and_keeps_its_data() -> None:
    given = dict(steps()[[name for name, _ in steps()].index("FROM", 1) :])
    assert given["USER"] not in ("root", "0")
    assert given["VOLUME"] == "/data"
    assert "POAI_DATA=/data" in given["ENV"]


def test_its_health_check_asks_the_port_that_it_serves() -> None:
    given = dict(steps())
    command = json.loads(given["CMD"])
    port = command[command.index("--port") + 1]
    assert command[:2] == ["poai", "serve"]
    assert given["EXPOSE"] == port
    assert f":{port}/health" in given["HEALTHCHECK"]
    compile(json.loads(given["HEALTHCHECK"].partition("CMD ")[2])[2], "health check", "exec")
