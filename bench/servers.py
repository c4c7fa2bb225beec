"""The sites that are measured, each a real server in a process of its own on loopback."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import spent

STARTS_WITHIN = 180.0  # seconds
LOOK_AGAIN = 0.02


@dataclass(frozen=True, slots=True)
class Server:
    """A running site. `started_in` is seconds from starting the process to the first 200 of /health."""

    name: str
    port: int
    process: int
    started_in: float

    @property
    def answering(self) -> int:
        """The process that answers: gunicorn's worker, not the master that only watches it."""
        return spent.processes(self.process)[-1]


def settings(data: Path, directory: Path, content: Path) -> dict[str, str]:
    """What poai reads from its environment."""
    return {"POAI_DATA": str(data), "POAI_DIRECTORY": str(directory), "POAI_CONTENT": str(content)}


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """Ours without any setting that a shell may hold, and with those that are given."""
    return {name: value for name, value in os.environ.items() if not name.startswith("POAI_")} | dict(given)


@contextmanager
def poai(data: Path, directory: Path, content: Path) -> Iterator[Server]:
    """What `poai serve` runs, one worker."""
    port = _free_port()
    command = [sys.executable, "-m", "poai.cli", "serve", "--port", str(port)]
    with _running("poai", port, command, settings(data, directory, content)) as server:
        yield server


@contextmanager
def peer(name: str, module: str, folder: Path) -> Iterator[Server]:
    """A peer under gunicorn with one sync worker, its default; `folder` holds what bench.peers.making made."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "--workers=1", "--worker-class=sync", "--log-level=warning"]
    command += [f"--bind=127.0.0.1:{port}", f"{module}:application"]
    with _running(name, port, command, {"BENCH_FOLDER": str(folder)}) as server:
        yield server


@contextmanager
def _running(name: str, port: int, command: Sequence[str], given: Mapping[str, str]) -> Iterator[Server]:
    started = time.perf_counter()
    with subprocess.Popen(
        command, env=environment(given), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            _wait(process, f"http://127.0.0.1:{port}/health")
            yield Server(name, port, process.pid, time.perf_counter() - started)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.communicate(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(process: subprocess.Popen[str], url: str) -> None:
    give_up = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < give_up and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(LOOK_AGAIN)
    process.kill()
    said = process.communicate()[0]
    raise RuntimeError(f"{' '.join(process.args)} did not start:\n{said}")  # type: ignore[arg-type]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
