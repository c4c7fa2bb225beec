"""What takes a while says so: moving in a terminal, plain in a log."""

import io
import sys
import time

import pytest

from poai import progress as module
from poai.progress import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_log_hears_of_what_took_long_and_of_nothing_else(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with progress("Something quick"):
        pass
    monkeypatch.setattr(module, "WORTH_SAYING", 0.0)
    with progress("Something long"):
        pass
    assert capsys.readouterr().err.splitlines() == ["Something long: 0.0 seconds"]


def test_a_terminal_sees_it_move(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress("Loading"):
        time.sleep(0.7)
    said = terminal.getvalue()
    assert said.startswith("Loading …\rLoading … ")
    assert said.rstrip().endswith("seconds")


def test_a_failure_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    with pytest.raises(ValueError, match="broken"), progress("Loading"):
        raise ValueError("broken")
