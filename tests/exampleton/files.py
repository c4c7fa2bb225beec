"""Where Exampleton's files are, and a copy of them to spoil."""

import shutil
from pathlib import Path

DIRECTORY = Path(__file__).parent / "directory"
CONTENT = Path(__file__).parent / "content"
SHIPPED_DIRECTORY = Path(__file__).parents[2] / "directory"
SHIPPED_CONTENT = Path(__file__).parents[2] / "content"


def copied(folder: Path, to: Path) -> Path:
    """A copy of `folder` inside `to`, under its own name."""
    return Path(shutil.copytree(folder, to / folder.name))


def edit(path: Path, old: str, new: str) -> None:
    """Replaces the one place in the file where `old` stands."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
