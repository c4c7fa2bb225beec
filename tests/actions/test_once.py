"""S54: the same form, sent twice or twenty times at once, is done once and answered the same each time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from poai.actions.once import KEPT, forget, once
from poai.domain.account import Grant, Role
from poai.domain.errors import RepeatedError
from poai.store.referral_tables import once as table
from tests.actions.cast import Cast

KEY = "the form's own key"


class Doing:
    """Something that leaves a team behind each time it is done."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.nora = cast.actor("nora", Grant(Role.LINK_WORKER, "north"))
        self.times = 0

    def send(self, key: str = KEY, said: tuple[str, ...] = ("tea",), by: str = "") -> tuple[str, bool]:
        with self.cast.office.work(self.cast.now, by or self.nora.id) as work:
            return once(work, key, said, self.do)

    def do(self) -> str:
        self.times += 1
        return f"made-{self.times}"


@pytest.fixture
def doing(cast: Cast) -> Doing:
    return Doing(cast)


def test_s54_a_double_click_is_done_once_and_answered_alike(doing: Doing) -> None:
    assert doing.send() == ("made-1", True)
    assert doing.send() == ("made-1", False)
    assert doing.times == 1


def test_s54_twenty_at_once_are_done_once(doing: Doing) -> None:
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: doing.send(), range(20)))
    assert {answer for answer, _ in answers} == {"made-1"}
    assert sum(first for _, first in answers) == 1


def test_s54_the_same_key_with_other_words_is_refused(doing: Doing) -> None:
    doing.send()
    with pytest.raises(RepeatedError):
        doing.send(said=("coffee",))
    with pytest.raises(RepeatedError):
        doing.send(said=("te", "a"))  # the parts are told apart
    assert doing.times == 1


def test_a_key_is_its_senders_own(doing: Doing) -> None:
    doing.send()
    assert doing.send(by="somebody-else") == ("made-2", True)


def test_without_a_key_it_is_done_each_time(doing: Doing) -> None:
    assert [doing.send("")[0], doing.send("")[0]] == ["made-1", "made-2"]


def test_what_failed_was_not_done_and_may_be_sent_again(doing: Doing) -> None:
    def fail() -> str:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"), doing.cast.office.work(doing.cast.now, doing.nora.id) as work:
        once(work, KEY, ("tea",), fail)
    assert doing.send() == ("made-1", True)


def test_what_a_form_said_is_not_kept(doing: Doing) -> None:
    doing.send(said=("Ivy Northerner",))
    with doing.cast.store.read() as connection:
        assert "Ivy" not in repr(connection.execute(select(table)).all())
        assert KEY not in repr(connection.execute(select(table)).all())


def test_keys_are_forgotten_after_two_days(doing: Doing) -> None:
    doing.send()
    with doing.cast.store.work() as connection:
        assert forget(connection, doing.cast.now + KEPT) == 0
        assert forget(connection, doing.cast.now + KEPT + timedelta(seconds=1)) == 1
        assert connection.scalar(select(func.count()).select_from(table)) == 0
