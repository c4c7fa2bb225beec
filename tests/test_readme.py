"""What the README tells people to type can be typed, and what it points to is there."""

import re
import shlex
from functools import cache

import pytest
from typer.testing import CliRunner

from poai.cli import app
from tests.source import ROOT

README = ROOT / "README.md"
FENCE = re.compile(r"^```[a-z]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
GROUPS = {group.name for group in app.registered_groups}  # commands that have commands of their own
INLINE = re.compile(r"(?<!`)`((?:make|poai) [^`\n]+)`(?!`)")


def commands() -> list[str]:
    text = README.read_text(encoding="utf-8") if README.exists() else ""
    fenced = [
        line.partition(" #")[0].strip().removeprefix("$ ")
        for block in FENCE.findall(text)
        for line in block.splitlines()
    ]
    named = [line for line in fenced if re.match(r"([A-Z_]+=\S+ )*(make|poai)\b", line)]
    return sorted(set(named + INLINE.findall(FENCE.sub("", text))))


def test_the_readme_says_the_two_commands() -> None:
    assert {"make serve", "make test"} <= set(commands())


@pytest.mark.parametrize("command", commands())
def test_a_command_exists(command: str) -> None:
    words = [word for word in shlex.split(command, comments=True) if not re.match(r"[A-Z_]+=", word)]
    variables = re.findall(r"\b([A-Z_]+)=", command)
    if words[0] == "make":
        makefile = (ROOT / "Makefile").read_text()
        for target in words[1:]:
            assert re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE), f"make has no {target}"
        scripts = makefile + "".join(path.read_text() for path in (ROOT / ".ci").iterdir())
        assert all(name.startswith("POAI_") or name in scripts for name in variables), command
    else:
        deep = 3 if words[1] in GROUPS else 2
        subcommand = [word for word in words[1:deep] if not word.startswith("-")]
        shown = help_of(*subcommand)
        for option in [word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)]:
            assert re.search(rf"{re.escape(option)}\b", shown), f"poai {' '.join(subcommand)} has no {option}"


@cache
def help_of(*subcommand: str) -> str:
    env = {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "200"}
    ran = CliRunner().invoke(app, [*subcommand, "--help"], env=env)
    assert ran.exit_code == 0, f"poai has no {' '.join(subcommand)}: {ran.output}"
    return ran.output


def test_what_it_links_to_is_there() -> None:
    text = README.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text):
        assert (ROOT / target).exists(), target
