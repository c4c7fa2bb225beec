"""Rules that the whole source keeps, so that one command tells everything."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.source import ROOT, our_files, ours, read

LONGEST_FILE = 400
TOP_LEVEL = {
    ".ci",
    ".dockerignore",
    ".gitattributes",
    ".gitignore",
    "CHANGELOG.md",
    "Dockerfile",
    "LICENSE",
    "Makefile",
    "README.md",
    "bench",
    "content",
    "directory",
    "docs",
    "poai",
    "pyproject.toml",
    "requirements-dev.lock",
    "requirements.lock",
    "templates",
    "tests",
}
# The domain may use the standard library, itself, and the one library that works out repeating dates.
DOMAIN_MAY_USE = set(sys.stdlib_module_names) | {"dateutil", "holidays"}


def run(*command: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_source_has_no_lint() -> None:
    run("ruff", "check", "--quiet", "--output-format=concise")


def test_the_source_is_formatted() -> None:
    run("ruff", "format", "--check", "--quiet")


@pytest.mark.slow
def test_types_hold() -> None:
    run("mypy")


def test_layers_hold() -> None:
    run("importlinter.cli", "lint", "--no-cache")


@pytest.mark.slow
def test_translators_are_given_the_words_of_today(tmp_path: Path) -> None:
    collected = tmp_path / "messages.pot"
    subprocess.run([ROOT / ".ci" / "messages.sh", collected], check=True, capture_output=True)
    assert collected.read_text() == read(Path("content/translations/messages.pot")), "run `make messages`"


def test_the_domain_needs_nothing_but_the_language() -> None:
    used = [(path, name) for path in ours("poai/domain", ".py") for name in imports(read(path))]
    assert used
    foreign = [
        f"{path} imports {name}"
        for path, name in used
        if not name.startswith("poai.domain") and name.partition(".")[0] not in DOMAIN_MAY_USE
    ]
    assert not foreign, "\n".join(foreign)


def imports(source: str) -> list[str]:
    names = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
    return names


def test_no_file_is_too_long_to_read() -> None:
    code = [
        path
        for path in our_files()
        if path.suffix in (".py", ".html", ".js", ".mjs", ".scss", ".sh")
        and not path.is_relative_to("tests/vendor")
    ]
    long = [f"{path}: {lines}" for path in code if (lines := read(path).count("\n")) > LONGEST_FILE]
    assert not long, f"more than {LONGEST_FILE} lines:\n" + "\n".join(long)


def test_every_top_level_entry_is_expected() -> None:
    assert {path.parts[0] for path in our_files()} <= TOP_LEVEL


def test_the_program_names_no_place() -> None:
    place = [
        f"{path}:{number}: {line.strip()}"
        for path in [*ours("poai", ".py"), *ours("templates", ".html")]
        for number, line in enumerate(read(path).splitlines(), 1)
        if "croydon" in line.lower()
    ]
    assert not place, "a place belongs in directory/ or content/:\n" + "\n".join(place)


def test_no_absolute_path_of_somebodys_machine_is_written_down() -> None:
    written = [
        f"{path}:{number}"
        for path in our_files()
        if path.suffix in (".py", ".toml", ".sh", ".md", ".html", ".lock", ".json", "")
        and path.parts[0] not in ("content", "directory")  # whose sources have addresses of any kind
        for number, line in enumerate(read(path).splitlines(), 1)
        if any(f"/{home}/" in line for home in ("root", "home", "Users"))
    ]
    assert not written, "\n".join(written)


def test_markup_is_vouched_for_in_few_places() -> None:
    """What a template prints is escaped unless Python says that it is HTML: each such place is known."""
    allowed = {Path("poai/web/prose.py")}  # what content editors write in Markdown, rendered without raw HTML
    vouched = {
        path
        for path in ours("poai", ".py")
        for node in ast.walk(ast.parse(read(path)))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Markup"
    }
    assert vouched <= allowed


def test_every_route_says_who_may_use_it() -> None:
    from poai.domain.access import Permission
    from poai.web.page import Policy
    from poai.web.routes import ROUTES

    assert ROUTES
    for entry in ROUTES:
        assert isinstance(entry.allow, Policy | Permission), entry.path
        assert entry.methods, entry.path
        assert set(entry.methods) <= {"GET", "POST"}, entry.path
    addresses = [(entry.path, method) for entry in ROUTES for method in entry.methods]
    assert len(set(addresses)) == len(addresses)
