"""A worker puts off reminders of a referral, and says why."""

import pytest

from poai.actions.moving import move
from poai.domain.audit import Event
from poai.domain.referral import Answer, Name
from tests.web.staff import LONDON
from tests.web.staffed import Staffed
from tests.web.test_following import refer


@pytest.fixture
def path(staffed: Staffed) -> str:
    return f"/referrals/{refer(staffed, 'nora', staffed.northerner).id}/snooze"


def test_reminders_are_put_off_with_a_reason_that_the_next_one_reads(staffed: Staffed, path: str) -> None:
    nora = staffed.hands("nora")
    nora.sees(path)
    form = dict(nora.seen.form("/snooze").fields)
    for _ in range(2):  # s54: sent twice, it is done once
        answer = staffed.post(path, nora.token, {**form, "days": "3", "why": "away <i>until</i> Thursday"})
        assert answer.headers["location"] == path.removesuffix("/snooze")
    assert staffed.cast.count(Event.REFERRAL_SNOOZED) == 1
    lena = staffed.hands("lena").sees(path).text
    assert "put off until Thursday 26 November 2026: away <i>until</i> Thursday" in lena


@pytest.mark.parametrize(
    ("days", "why", "said"),
    [
        ("", "away", "Choose for how long"),
        ("7", "away", "Choose for how long"),
        ("three", "away", "Choose for how long"),
        ("3", " ", "Say why, so that others know"),
        ("3", "a" * 1001, "Use 1,000 characters or fewer to say why"),
        ("3", "a\u202eb", "Say why without unusual characters"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    staffed: Staffed, path: str, days: str, why: str, said: str
) -> None:
    nora = staffed.hands("nora")
    nora.sees(path)
    seen = nora.sends("/snooze", 422, days=days, why=why)
    assert said in seen.text
    assert why.strip() in seen.html.replace("&#x202e;", "\u202e")


def test_nobody_puts_off_what_is_not_theirs(staffed: Staffed, path: str) -> None:
    for name in ("neil", "sami", "olga", "stew", "ada", "gus"):
        token = staffed.token(name)
        assert staffed.get(path, token).status_code == 404
        assert staffed.post(path, token, {"days": "3", "why": "away"}).status_code == 404
    assert staffed.cast.count(Event.REFERRAL_SNOOZED) == 0


def test_of_a_referral_that_is_over_there_is_nothing_to_put_off(staffed: Staffed, path: str) -> None:
    nora = staffed.hands("nora")
    form = dict(nora.sees(path).form("/snooze").fields)
    now = staffed.cast.now.astimezone(LONDON)
    move(
        staffed.cast.office, staffed.actor("nora"), path.split("/")[2], Name.WITHDRAW,
        version=1, answer=Answer(note="no longer needed"), now=now,
    )  # fmt: skip
    assert "Nobody is reminded of this referral any more" in nora.sees(path).text
    assert staffed.post(path, nora.token, {**form, "days": "3", "why": "away"}).status_code == 422
