"""The lock files: complete, pinned by hash, and silent about where packages came from."""

import re
import tomllib
from typing import Any

import pytest
from packaging.requirements import Requirement

from tests.source import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock", "bench/requirements.lock")
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / lock).read_text()))


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_says_nothing_about_where_packages_came_from(lock: str) -> None:
    for line in (ROOT / lock).read_text().splitlines():
        assert re.fullmatch(r"[a-z0-9-]+==\S+( ; [^/:]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?", line), (
            line
        )


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock: str) -> None:
    lines = (ROOT / lock).read_text().splitlines()
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if PIN.match(line):
            assert "--hash=" in following, line
    assert pins(lock)


def test_tests_run_on_what_is_served() -> None:
    served, tested, measured = (set(pins(lock).items()) for lock in LOCKS)
    assert served < tested
    assert served < measured


def test_the_locks_follow_pyproject() -> None:
    groups = project()["dependency-groups"]
    runtime = [*project()["project"]["dependencies"], *groups["build"]]
    dev = [entry for entry in groups["dev"] if isinstance(entry, str)]
    extra = project()["project"]["optional-dependencies"]["postgres"]
    for lock, wanted in (("requirements.lock", runtime), ("requirements-dev.lock", [*runtime, *dev, *extra])):
        locked = pins(lock)
        for requirement in map(Requirement, wanted):
            version = locked.get(requirement.name.lower())
            assert version, f"{lock} does not pin {requirement.name}: run `make lock`"
            assert requirement.specifier.contains(version), (
                f"{lock}: {requirement} is not {version}: run `make lock`"
            )
