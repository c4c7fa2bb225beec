"""Every move from every status by everybody: the table written out a second time, by hand, and nothing else possible."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poai.domain.referral import (
    FHIR_TASK,
    MOVES,
    OPEN,
    UNANSWERED,
    UNSHARED,
    Answer,
    Name,
    Outcome,
    Party,
    Reason,
    Refusal,
    Status,
    moves_from,
    why_not,
)

TODAY = date(2026, 11, 23)

# move | from | to | by, as product owners wrote it down.
TABLE = """
send        | draft                                         | sent             | worker
open        | sent                                          | received         | organisation
accept      | sent received waiting                         | accepted         | organisation
wait        | sent received                                 | waiting          | organisation
decline     | sent received waiting                         | declined         | organisation
start       | accepted                                      | in-progress      | organisation
not-started | accepted                                      | ended            | organisation worker
finish      | in-progress                                   | ended            | organisation worker
withdraw    | sent received waiting accepted in-progress    | withdrawn        | worker person
reopen      | declined ended withdrawn                      | sent             | worker
correct     | draft sent received waiting accepted in-progress declined ended withdrawn | entered-in-error | maker steward
"""
ROWS = {
    Name(name): ({Status(s) for s in sources.split()}, Status(to), {Party(p) for p in by.split()})
    for name, sources, to, by in (
        [part.strip() for part in line.split("|")] for line in TABLE.strip().splitlines()
    )
}
# What each move needs, so that only status and party decide.
APT = {
    Name.WAIT: Answer(expected=TODAY + timedelta(days=30)),
    Name.DECLINE: Answer(reason=Reason.FULL),
    Name.NOT_STARTED: Answer(reason=Reason.NOT_REACHED),
    Name.FINISH: Answer(outcome=Outcome.HELPED),
    Name.REOPEN: Answer(note="there is room again"),
    Name.CORRECT: Answer(note="it was for somebody else"),
}


@pytest.mark.parametrize(("name", "status", "party"), list(product(Name, Status, Party)))
def test_a_move_is_possible_exactly_where_the_table_says(name: Name, status: Status, party: Party) -> None:
    sources, to, by = ROWS[name]
    refusal = why_not(name, status, party, APT.get(name, Answer()), today=TODAY)
    assert (refusal is None) == (status in sources and party in by)
    assert MOVES[name].to is to


@pytest.mark.parametrize(("status", "party"), list(product(Status, Party)))
def test_the_buttons_are_the_moves_that_are_possible(status: Status, party: Party) -> None:
    offered = {move.name for move in moves_from(status, party)}
    assert offered == {name for name, (sources, _, by) in ROWS.items() if status in sources and party in by}


def test_every_status_can_be_come_to_and_only_error_cannot_be_left() -> None:
    assert {move.to for move in MOVES.values()} == set(Status) - {Status.DRAFT}
    assert {status for status in Status if not moves_from(status, *Party)} == {Status.ERROR}


def test_each_status_has_a_task_status_of_its_own_in_fhir() -> None:
    assert set(FHIR_TASK) == set(Status)
    assert len(set(FHIR_TASK.values())) == len(FHIR_TASK)


def test_what_is_open_is_neither_unsent_nor_over() -> None:
    assert UNANSWERED < OPEN
    assert not OPEN & UNSHARED


REASONS = {
    Name.DECLINE: "full not-eligible outside-area not-reached not-ours other",
    Name.NOT_STARTED: "not-reached not-wanted not-attended moved died other",
}


@pytest.mark.parametrize(("name", "reason"), list(product(Name, [None, *Reason])))
def test_a_reason_is_given_exactly_where_it_is_asked_for(name: Name, reason: Reason | None) -> None:
    sources, _, by = ROWS[name]
    apt = APT.get(name, Answer())
    answer = Answer(reason=reason, outcome=apt.outcome, expected=apt.expected, note="words")
    refusal = why_not(name, min(sources), min(by), answer, today=TODAY)
    wanted: set[str | None] = {*REASONS.get(name, "").split()} or {None}
    assert refusal is (None if reason in wanted else Refusal.REASON)


@pytest.mark.parametrize(("name", "outcome"), list(product(Name, [None, *Outcome])))
def test_an_outcome_is_required_to_finish_and_for_nothing_else(name: Name, outcome: Outcome | None) -> None:
    sources, _, by = ROWS[name]
    apt = APT.get(name, Answer())
    answer = Answer(reason=apt.reason, outcome=outcome, expected=apt.expected, note="words")
    refusal = why_not(name, min(sources), min(by), answer, today=TODAY)
    assert refusal is (None if (outcome is not None) == (name is Name.FINISH) else Refusal.OUTCOME)


@given(days=st.integers(-400, 400))
def test_a_waiting_list_is_until_today_or_later(days: int) -> None:
    answer = Answer(expected=TODAY + timedelta(days=days))
    refusal = why_not(Name.WAIT, Status.SENT, Party.ORGANISATION, answer, today=TODAY)
    assert refusal is (Refusal.EXPECTED if days < 0 else None)


@pytest.mark.parametrize("note", ["", " ", "\n"])
@pytest.mark.parametrize(
    ("name", "status", "party", "answer"),
    [
        (Name.REOPEN, Status.ENDED, Party.WORKER, {}),
        (Name.CORRECT, Status.SENT, Party.STEWARD, {}),
        (Name.DECLINE, Status.SENT, Party.ORGANISATION, {"reason": Reason.OTHER}),
        (Name.NOT_STARTED, Status.ACCEPTED, Party.WORKER, {"reason": Reason.OTHER}),
    ],
)
def test_why_is_said_in_words_where_the_table_asks(
    name: Name, status: Status, party: Party, answer: dict[str, Reason], note: str
) -> None:
    given_words = Answer(**answer, note="for a reason")  # type: ignore[arg-type]
    assert why_not(name, status, party, given_words, today=TODAY) is None
    silent = Answer(**answer, note=note)  # type: ignore[arg-type]
    assert why_not(name, status, party, silent, today=TODAY) is Refusal.NOTE
