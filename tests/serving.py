"""The real server in a process of its own, for tests that talk to it over the network."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

STARTS_WITHIN = 90.0  # seconds: a first start imports the directory on a machine that may be busy


@dataclass(frozen=True, slots=True)
class Server:
    """A running site: `url` without a slash at its end, `log` what it printed."""

    url: str
    log: Path


@contextmanager
def serving(
    data: Path,
    command: Sequence[str] = (sys.executable, "-m", "poai.cli"),
    cwd: Path | None = None,
    more: Sequence[str] = (),
    **settings: str,
) -> Iterator[Server]:
    """Run `poai serve` on a free port with its data in `data` and POAI_* `settings`; stop it as Ctrl-C does.

    `more` are options of the command.
    """
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    data.mkdir(parents=True, exist_ok=True)
    log = data / "serve.log"
    env = {name: value for name, value in os.environ.items() if not name.startswith("POAI_")}
    env |= {"POAI_DATA": str(data), "POAI_URL": url, **settings}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "serve", "--port", str(port), *more],
            env=env,
            cwd=cwd,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_healthy(process, url, log)
        yield Server(url, log)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise


def fetch(url: str, **headers: str) -> tuple[int, bytes]:
    """Status and body of a GET with `headers`, errors too."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=30) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_healthy(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    give_up = time.monotonic() + STARTS_WITHIN
    while not _healthy(url):
        said = log.read_text(errors="replace")[-4000:]
        assert process.poll() is None, f"poai serve stopped with {process.returncode}:\n{said}"
        assert time.monotonic() < give_up, f"{url}/health does not answer:\n{said}"
        time.sleep(0.1)


def _healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
