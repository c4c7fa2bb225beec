"""Which files are ours, for the tests that read the source itself."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]


@cache
def our_files() -> tuple[Path, ...]:
    """Every file that git tracks or would, relative to the root; what it ignores is not ours."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = sorted({Path(name) for name in listed.split("\0") if name})
    found = tuple(path for path in paths if (ROOT / path).is_file())
    assert found, "git lists no files"
    return found


def ours(folder: str, *suffixes: str) -> list[Path]:
    """Our files under a folder with one of these endings."""
    return [path for path in our_files() if path.is_relative_to(folder) and path.suffix in suffixes]


def read(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")
