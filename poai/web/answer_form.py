"""The form of each answer that a group can give: what it asks is read from the table of moves."""

from dataclasses import dataclass
from typing import Any

from poai.domain.errors import InvalidError
from poai.domain.referral import MOVES, Answer, Name, Outcome, Reason
from poai.web import referral_words
from poai.web.days import beside, day_in, day_shown
from poai.web.forms import N_, Errors, invalid
from poai.web.staffing import GuestVisit, StaffVisit
from poai.web.words import Words


@dataclass(frozen=True, slots=True)
class _Said:
    """What a form says: its heading, what it asks first, and its button."""

    heading: str
    asks: str
    button: str


_SAID = {
    Name.ACCEPT: _Said(N_("Say yes"), "", N_("Yes, we can help")),
    Name.WAIT: _Said(
        N_("Put them on your waiting list"),
        N_("From what day is there likely to be room?"),
        N_("Put them on the waiting list"),
    ),
    Name.DECLINE: _Said(N_("Say no this time"), N_("Why can you not help?"), N_("Say no")),
    Name.NOT_STARTED: _Said(N_("End it: nothing started"), N_("What happened?"), N_("End it")),
    Name.FINISH: _Said(N_("Finish"), N_("What came of it?"), N_("Finish")),
}
ANSWERS = frozenset(_SAID)
"""The moves that a group makes by a form."""


def given(visit: GuestVisit, name: Name) -> Answer | Errors:
    """What was sent, as the answer that comes with a move; what the move does not ask for is left out."""
    sent, move = visit.form, MOVES[name]
    reason, outcome = sent.get("reason", ""), sent.get("outcome", "")
    try:
        expected = day_in(sent, "expected") if move.dated else None
    except InvalidError as error:
        return wrong(visit, error)
    return Answer(
        reason=Reason(reason) if reason in move.reasons else None,
        outcome=Outcome(outcome) if outcome in move.outcomes else None,
        expected=expected,
        note=sent.get("note", ""),
    )


def wrong(visit: GuestVisit, error: InvalidError) -> Errors:
    """What an answer lacks, beside its field."""
    return invalid(visit, beside(error, "expected"), _WRONG)


def view(visit: GuestVisit, name: Name, *, action: str, version: int = 0) -> dict[str, Any]:
    """What templates/inbox/answer-form.html shows, as `form`: with what was typed, if it was sent before."""
    words, move, said = visit.language.words, MOVES[name], _SAID[name]
    return {
        "heading": words.gettext(said.heading),
        "asks": words.gettext(said.asks) if said.asks else "",
        "button": words.gettext(said.button),
        "action": action,
        "version": version,
        "dated": move.dated,
        "reasons": [
            {"value": reason, "text": referral_words.reason(words, reason)}
            for reason in Reason
            if reason in move.reasons
        ],
        "outcomes": [
            {"value": outcome, "text": referral_words.outcome(words, outcome)}
            for outcome in Outcome
            if outcome in move.outcomes
        ],
        "typed": {field: _typed(visit, field) for field in ("reason", "outcome", "note")},
        "expected": day_shown(visit, "expected"),
    }


def offered(words: Words, name: Name) -> str:
    """What the way to a form is called."""
    return words.gettext(_SAID[name].heading)


def _typed(visit: GuestVisit, field: str) -> str:
    return visit.typed(field) if isinstance(visit, StaffVisit) else visit.form.get(field, "")


_WRONG = {
    ("reason", "missing"): N_("Choose the reason"),
    ("outcome", "missing"): N_("Choose what came of it"),
    ("expected_day", "missing"): N_("Enter the day from which there is likely to be room"),
    ("expected_day", "wrong"): N_("Enter a day that is today or later, such as 12 5 2027"),
    ("note", "missing"): N_("Say what the reason is"),
    ("note", "too-long"): N_("Use 1,000 characters or fewer"),
    ("note", "wrong"): N_("Write without unusual characters"),
}
