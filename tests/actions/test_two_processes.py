"""What one process ends, the other knows at its next request: nothing about who is in is kept in memory."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from poai.actions import accounts
from poai.actions.own_account import change_password
from poai.actions.proof import PER_ACCOUNT
from poai.actions.sign_in import give_password, sign_out
from poai.domain.account import Grant, Role
from poai.domain.errors import SignInError, ThrottledError
from poai.store import open_store
from tests.actions.cast import ADDRESS, ADMINISTRATOR, PASSWORD, Cast
from tests.source import ROOT

STEWARD = Grant(Role.STEWARD)


class Checker:
    """A process that is asked whether tokens count."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, cast: Cast, token: str) -> str:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{token} {cast.now.isoformat()}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()


@contextmanager
def checker(cast: Cast) -> Iterator[Checker]:
    where = cast.store.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.actions.session_checker", where]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Checker(process)
        assert process.stdin
        process.stdin.close()


@pytest.mark.slow
def test_s17_two_processes_see_at_once_what_a_third_has_ended(cast: Cast) -> None:
    ada = cast.actor("ada", ADMINISTRATOR)
    with ExitStack() as stack:
        others = [stack.enter_context(checker(cast)) for _ in range(2)]

        def seen(token: str) -> list[str]:
            return [other.ask(cast, token) for other in others]

        ann, bob, cat, dan, eve = (
            cast.account(name, STEWARD) for name in ("ann", "bob", "cat", "dan", "eve")
        )
        tokens = [cast.signed_in(each) for each in (ann, bob, cat, dan, eve)]
        assert [seen(token) for token in tokens] == [["in", "in"]] * 5
        accounts.disable(cast.office, ada, ann.id, now=cast.now)
        assert seen(tokens[0]) == ["out", "out"]
        accounts.end_sessions(cast.office, ada, bob.id, now=cast.now)
        assert seen(tokens[1]) == ["out", "out"]
        accounts.change_grants(cast.office, ada, cat.id, [ADMINISTRATOR], now=cast.now)
        assert seen(tokens[2]) == ["out", "out"]
        sign_out(cast.office, cast.present(tokens[3]), now=cast.now)
        assert seen(tokens[3]) == ["out", "out"]
        signed = change_password(
            cast.office, cast.present(tokens[4]), PASSWORD, "a lantern in the marsh", now=cast.now
        )
        assert seen(tokens[4]) == ["out", "out"]
        assert seen(signed.token) == ["in", "in"]


def test_s07_failures_are_counted_across_processes_and_restarts(cast: Cast) -> None:
    cast.account("ann")
    for _ in range(PER_ACCOUNT):
        with pytest.raises(SignInError):
            give_password(cast.office, "ann@example.org", "wrong", now=cast.now, address=ADDRESS)
    again = Cast(open_store(cast.store.engine.url.render_as_string(hide_password=False)))
    try:
        with pytest.raises(ThrottledError):
            give_password(again.office, "ann@example.org", PASSWORD, now=cast.now, address=ADDRESS)
    finally:
        again.store.close()
