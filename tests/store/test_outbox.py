"""Letters are kept with what they tell of, claimed by one sender at a time, and say nothing once sent."""

import threading
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select, text, update

from poai.domain.letters import Letter
from poai.sealing import UnsealError
from poai.store import Outbox, Store
from poai.store.audit_tables import outbox
from poai.store.outbox import (
    ATTEMPTS,
    FIRST_WAIT,
    KEPT,
    LONGEST_WAIT,
    Waiting,
    again,
    claim,
    count,
    failed,
    forget,
    is_due,
    sent,
    standing,
    take_back,
    unsealed,
    wait,
)

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
KEY = b"k" * 32
LINK = "https://help.example/reset?token=very-secret"
VALUES = {"link": LINK, "minutes": "60"}


def put(store: Store, to: str = "ann@example.org", now: datetime = NOW) -> str:
    with store.work() as connection:
        return Outbox(connection, KEY).put(to=to, letter=Letter.RESET, values=VALUES, now=now)


def take(store: Store, now: datetime = NOW) -> Waiting | None:
    with store.work() as connection:
        return claim(connection, now)


def taken(store: Store, now: datetime = NOW) -> Waiting:
    letter = take(store, now)
    assert letter is not None
    return letter


def give_up(store: Store, identity: str) -> None:
    letter = taken(store)
    assert letter.id == identity
    with store.work() as connection:
        assert failed(connection, letter, "550 no such mailbox", for_good=True)


def test_s56_a_letter_comes_out_as_it_was_put_in(store: Store) -> None:
    identity = put(store)
    letter = taken(store)
    assert (letter.id, letter.made_at, letter.recipient) == (identity, NOW, "ann@example.org")
    assert (letter.letter, letter.language, letter.attempts) == ("reset", "en-GB", 1)
    assert unsealed(letter, KEY) == VALUES


def test_s56_a_letter_about_something_that_did_not_happen_is_never_sent(store: Store) -> None:
    def fail() -> None:
        with store.work() as connection:
            Outbox(connection, KEY).put(to="ann@example.org", letter=Letter.RESET, values=VALUES, now=NOW)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert take(store) is None


def test_a_letter_that_could_not_be_sent_is_refused_at_once(store: Store) -> None:
    with store.work() as connection:
        box = Outbox(connection, KEY)
        with pytest.raises(ValueError, match="address"):
            box.put(to="ann@example.org\nBcc: bob@example.org", letter=Letter.RESET, values=VALUES, now=NOW)
        with pytest.raises(ValueError, match="needs"):
            box.put(to="ann@example.org", letter=Letter.RESET, now=NOW)
        assert count(connection, "waiting") == 0


def test_s09_what_a_letter_says_cannot_be_read_in_the_database_before_or_after(store: Store) -> None:
    def everything() -> str:
        with store.read() as connection:
            columns = [
                f"encode({c.name}, 'escape')" if c.name == "sealed" and postgres else c.name for c in outbox.c
            ]
            rows = connection.execute(text(f"SELECT {', '.join(columns)} FROM outbox"))
            return repr([tuple(row) for row in rows])

    postgres = store.engine.dialect.name == "postgresql"
    identity = put(store)
    assert "very-secret" not in everything()
    with store.work() as connection:
        assert connection.scalar(select(outbox.c.sealed)) is not None
        sent(connection, identity, NOW)
        assert connection.scalar(select(outbox.c.sealed)) is None
    assert "very-secret" not in everything()


@pytest.mark.parametrize(
    "change",
    [{"recipient": "thief@example.org"}, {"letter": "invitation"}, {"sealed": b"x" * 60}, {"id": "other"}],
)
def test_a_letter_that_was_changed_behind_our_back_cannot_be_opened(
    store: Store, change: dict[str, object]
) -> None:
    put(store)
    with store.work() as connection:
        connection.execute(update(outbox).values(**change))
    with pytest.raises(UnsealError):
        unsealed(taken(store), KEY)


def test_a_letter_cannot_be_opened_with_another_key(store: Store) -> None:
    put(store)
    with pytest.raises(UnsealError):
        unsealed(taken(store), b"x" * 32)


def test_a_letter_that_is_taken_is_nobody_elses_until_it_is_due_again(store: Store) -> None:
    put(store)
    taken(store)
    assert take(store) is None
    assert take(store, NOW + FIRST_WAIT - timedelta(seconds=1)) is None
    assert taken(store, NOW + FIRST_WAIT).attempts == 2


def test_what_has_waited_longest_is_first(store: Store) -> None:
    late, early = put(store, now=NOW), put(store, now=NOW - timedelta(hours=1))
    assert [taken(store).id, taken(store).id] == [early, late]


def test_nothing_is_taken_before_it_is_due(store: Store) -> None:
    put(store, now=NOW + timedelta(seconds=1))
    with store.read() as connection:
        assert not is_due(connection, NOW)
        assert is_due(connection, NOW + timedelta(seconds=1))
    assert take(store) is None


def test_s56_several_senders_never_take_the_same_letter(store: Store) -> None:
    wanted = {put(store, f"ann{number}@example.org") for number in range(20)}
    got: list[str] = []

    def sender() -> None:
        while letter := take(store):
            got.append(letter.id)

    threads = [threading.Thread(target=sender) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 20
    assert set(got) == wanted


def test_a_sender_does_not_wait_for_another_that_holds_a_letter(store: Store) -> None:
    first, second = put(store, now=NOW - timedelta(hours=1)), put(store)
    if store.engine.dialect.name == "sqlite":
        assert (taken(store).id, taken(store).id) == (first, second)  # SQLite has one writer at a time
        return
    with store.work() as one, store.work() as two:
        mine, theirs = claim(one, NOW), claim(two, NOW)
    assert mine is not None
    assert theirs is not None
    assert (mine.id, theirs.id) == (first, second)


def test_the_waits_grow_and_end_after_days_not_weeks() -> None:
    waits = [wait(attempt) for attempt in range(1, ATTEMPTS + 1)]
    assert waits[:3] == [FIRST_WAIT, FIRST_WAIT * 2, FIRST_WAIT * 4]
    assert all(a <= b <= LONGEST_WAIT for a, b in pairwise(waits))
    assert timedelta(days=1) < sum(waits, timedelta()) < timedelta(days=4)


def test_s56_a_letter_is_given_up_after_its_last_attempt_and_shown(store: Store) -> None:
    identity, now = put(store), NOW
    for attempt in range(1, ATTEMPTS + 1):
        letter = taken(store, now)
        assert letter.attempts == attempt
        with store.work() as connection:
            assert failed(connection, letter, "451 try later", for_good=False) is (attempt == ATTEMPTS)
        now += wait(attempt)
    assert take(store, now + LONGEST_WAIT) is None
    with store.read() as connection:
        (dead,) = standing(connection, "dead")
        assert standing(connection, "waiting", "sent") == []
    assert (dead.id, dead.recipient, dead.letter) == (identity, "ann@example.org", "reset")
    assert (dead.state, dead.attempts, dead.error) == ("dead", ATTEMPTS, "451 try later")


def test_s56_a_letter_that_was_given_up_can_be_tried_again(store: Store) -> None:
    identity = put(store)
    give_up(store, identity)
    with store.work() as connection:
        assert not again(connection, "other", NOW)
        assert again(connection, identity, NOW)
        assert not again(connection, identity, NOW), "it is waiting now"
    letter = taken(store)
    assert letter.attempts == 1
    assert unsealed(letter, KEY) == VALUES


def test_letters_are_counted_by_how_they_stand(store: Store) -> None:
    give_up(store, put(store))
    identity = put(store)
    put(store)
    with store.work() as connection:
        sent(connection, identity, NOW)
        assert [count(connection, state) for state in ("waiting", "sent", "dead")] == [1, 1, 1]


def test_old_letters_are_forgotten_but_never_one_that_waits(store: Store) -> None:
    done = put(store)
    with store.work() as connection:
        sent(connection, done, NOW)
    give_up(store, put(store))
    put(store)
    with store.work() as connection:
        assert forget(connection, NOW + KEPT) == 0
        assert forget(connection, NOW + KEPT + timedelta(seconds=1)) == 2
        assert [count(connection, state) for state in ("waiting", "sent", "dead")] == [1, 0, 0]


def test_letters_about_something_are_taken_back_unless_they_were_sent(store: Store) -> None:
    with store.work() as connection:
        box = Outbox(connection, KEY)
        for about in ("referral:1", "referral:2", ""):
            box.put(to="ann@example.org", letter=Letter.RESET, values=VALUES, now=NOW, about=about)
        sent_one = box.put(
            to="ann@example.org", letter=Letter.RESET, values=VALUES, now=NOW, about="referral:1"
        )
        sent(connection, sent_one, NOW)
        assert take_back(connection, "referral:1") == 1
        left = connection.execute(select(outbox.c.about, outbox.c.state)).all()
    assert sorted(left, key=str) == sorted(
        [("referral:1", "sent"), ("referral:2", "waiting"), (None, "waiting")], key=str
    )
