"""What the figures were measured on."""

import os
import platform
from importlib.metadata import version
from pathlib import Path


def describe() -> str:
    """Processor, cores, Python and the versions of what is compared, in three lines."""
    parts = ", ".join(
        f"{name} {version(name)}" for name in ("starlette", "uvicorn", "flask", "django", "gunicorn")
    )
    busy = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    return (
        f"{_processor()}, {os.cpu_count()} cores, load before the start {busy}\n"
        f"{platform.python_implementation()} {platform.python_version()} on {platform.system()} {platform.release()}\n"
        f"{parts}"
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
