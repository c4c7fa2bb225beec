"""What a program has used so far, as Linux counts it; memory elsewhere too."""

import subprocess
from pathlib import Path

PROC = Path("/proc")


def processes(first: int) -> list[int]:
    """`first` and everything that it started."""
    found = [first]
    for process in found:
        for thread in _threads(process):
            found += [int(child) for child in (thread / "children").read_text().split()]
    return found


def cpu_seconds(first: int) -> float:
    """Time on a processor, user and system together, of `first` and all that it started.

    From the scheduler's own account, in billionths of a second: the clock that ps reads has ticks of ten
    milliseconds, as long as several pages take.
    """
    return sum(
        int((thread / "schedstat").read_text().split()[0]) / 1e9
        for process in processes(first)
        for thread in _threads(process)
    )


def resident_mb(process: int) -> float:
    """Memory that is really there (RSS), in MB."""
    if not PROC.exists():
        told = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, check=True)
        return int(told.stdout) / 1024
    for line in (PROC / str(process) / "status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise ValueError(f"process {process} has no memory of its own")


def _threads(process: int) -> list[Path]:
    return list((PROC / str(process) / "task").iterdir())
