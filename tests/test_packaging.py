"""The wheel: built, installed in an empty environment, and serving from an empty folder."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.serving import fetch, serving
from tests.source import ROOT, our_files

pytestmark = pytest.mark.packaging


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the checkout with the pinned hatchling, asking no index."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "--wheel-dir",
        str(folder),
    ]
    subprocess.run([sys.executable, "-m", *command, str(ROOT)], check=True, capture_output=True)
    (built,) = folder.glob("poai-*.whl")
    return built


@pytest.fixture(scope="module")
def poai(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed command, in an environment that sees our libraries and not our checkout."""
    home = tmp_path_factory.mktemp("installed") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    (packages,) = home.glob("lib/python*/site-packages")
    libraries = Path(pytest.__file__).parents[1]
    # A .pth would bring the editable install's own .pth along, and with it the checkout.
    for entry in libraries.iterdir():
        if "poai" not in entry.name and not (packages / entry.name).exists():
            (packages / entry.name).symlink_to(entry)
    install = ["pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(packages), str(wheel)]
    subprocess.run([sys.executable, "-m", *install], check=True, capture_output=True)
    command = home / "bin" / "poai"
    command.write_text(f"#!{home}/bin/python\nfrom poai.cli import main\nmain()\n")
    command.chmod(0o755)
    return command


def test_the_wheel_carries_what_the_site_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder in ("content", "directory", "templates"):
        wanted = {
            f"poai/_shipped/{path}"
            for path in our_files()
            if path.is_relative_to(folder) and not path.is_relative_to("templates/styles")
        }
        assert wanted
        assert wanted <= names, sorted(wanted - names)[:5]
    wanted = {str(path) for path in our_files() if path.is_relative_to("poai")}
    assert wanted <= names, sorted(wanted - names)[:5]
    assert not [name for name in names if "node_modules" in name or "templates/styles" in name]


def test_it_checks_and_serves_from_an_empty_folder(poai: Path, tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith(("POAI_", "PYTHONPATH"))}
    empty = tmp_path / "empty"
    empty.mkdir()
    where = [str(poai.parent / "python"), "-c", "import poai; print(poai.__file__)"]
    found = subprocess.run(where, cwd=empty, env=env, check=True, capture_output=True, text=True).stdout
    assert str(poai.parents[1]) in found, "the checkout, not the wheel"
    checked = subprocess.run(
        [str(poai), "check"], cwd=empty, env=env, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    with serving(tmp_path / "data", [str(poai)], cwd=empty) as server:
        status, body = fetch(f"{server.url}/")
        assert status == 200
        assert b"<h1" in body
        (style,) = {
            part.partition('"')[0]
            for part in body.decode().split('href="')
            if ".css" in part.partition('"')[0]
        }
        assert fetch(f"{server.url}{style}")[0] == 200
