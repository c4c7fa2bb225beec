"""What the figures were measured on."""

import os
import platform
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def describe(packages: Iterable[str]) -> str:
    """Processor, cores, Python and the versions of what is compared, as far as it is installed, in three lines."""
    parts = ", ".join(filter(None, map(_versioned, packages)))
    busy = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    return (
        f"{_processor()}, {os.cpu_count()} cores, load before the start {busy}\n"
        f"{platform.python_implementation()} {platform.python_version()} on {platform.system()} {platform.release()}\n"
        f"{parts}"
    )


def _versioned(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return ""


def _processor() -> str:
    listed = Path("/proc/cpuinfo")
    for line in listed.read_text(encoding="utf-8").splitlines() if listed.exists() else ():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
