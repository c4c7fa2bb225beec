from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from poai.domain.errors import ThrottledError
from poai.store import Store, Throttles
from poai.store.account_tables import throttle
from poai.store.throttles import WINDOW, Attempt, Limit

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
THREE = Limit("a" * 64, 3)
MANY = Limit("b" * 64, 5)


def attempt(store: Store, now: datetime, *limits: Limit) -> Attempt:
    with store.work() as connection:
        return Throttles(connection).attempt(limits or (THREE,), now)


def test_the_wait_is_until_the_oldest_failure_that_counts_is_over(store: Store) -> None:
    for seconds in (0, 10, 20):
        assert attempt(store, NOW + timedelta(seconds=seconds)).failures == seconds // 10
    with pytest.raises(ThrottledError) as raised:
        attempt(store, NOW + timedelta(seconds=30, milliseconds=1))
    assert raised.value.retry_after == WINDOW.total_seconds() - 30
    assert attempt(store, NOW + WINDOW).failures == 2
    with pytest.raises(ThrottledError) as raised:
        attempt(store, NOW + WINDOW + timedelta(seconds=9, milliseconds=999))
    assert raised.value.retry_after == 1


def test_each_subject_has_its_own_count_and_one_that_is_full_stops_the_others(store: Store) -> None:
    for number in range(5):
        attempt(store, NOW, Limit(str(number) * 64, 3), MANY)
    with pytest.raises(ThrottledError):
        attempt(store, NOW, Limit("c" * 64, 3), MANY)
    assert attempt(store, NOW, Limit("c" * 64, 3)).failures == 0


def test_a_success_forgives_the_first_subject_and_only_itself_to_the_second(store: Store) -> None:
    attempt(store, NOW, THREE, MANY)
    right = attempt(store, NOW, THREE, MANY)
    with store.work() as connection:
        Throttles(connection).take_back(right)
    assert attempt(store, NOW, THREE).failures == 0
    assert attempt(store, NOW, MANY).failures == 1


def test_what_is_over_is_swept_away(store: Store) -> None:
    for number in range(5):
        attempt(store, NOW, Limit(str(number) * 64, 3))
    attempt(store, NOW + WINDOW)
    with store.read() as connection:
        assert connection.scalar(select(func.count()).select_from(throttle)) == 1
