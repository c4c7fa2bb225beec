import subprocess
import sys
import threading
from pathlib import Path

from poai.catalogue import alone
from tests.source import ROOT

HOLDS = "import sys, pathlib\nfrom poai.catalogue import alone\nwith alone(pathlib.Path(sys.argv[1])):\n    print('mine', flush=True)\n    sys.stdin.read()"


def waiting_for(path: Path) -> threading.Thread:
    """Somebody who wants to make the catalogue, and is done at once when it is their turn."""

    def take() -> None:
        with alone(path):
            pass

    thread = threading.Thread(target=take)
    thread.start()
    return thread


def test_another_thread_waits_its_turn(tmp_path: Path) -> None:
    with alone(tmp_path / "c.db"):
        other = waiting_for(tmp_path / "c.db")
        other.join(0.2)
        assert other.is_alive()
    other.join(30)
    assert not other.is_alive()


def test_another_process_is_waited_for_and_not_once_it_has_died(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(tmp_path / "c.db")],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"mine\n"
        other = waiting_for(tmp_path / "c.db")
        other.join(0.2)
        assert other.is_alive()
        holder.kill()
        other.join(30)
        assert not other.is_alive()


def test_a_folder_that_is_not_there_yet_is_made(tmp_path: Path) -> None:
    with alone(tmp_path / "new" / "c.db"):
        assert [file.name for file in (tmp_path / "new").iterdir()] == [".c.db.lock"]
