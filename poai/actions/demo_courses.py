"""The courses that referrals of a demo take: each of them ends somewhere else, so that there is one in every stage."""

from dataclasses import dataclass

from poai.domain.referral import Outcome, Reason

Act = tuple[int, str]
"""What is done, and on which working day after the referral was made."""

_SEEN: tuple[Act, ...] = ((1, "look"),)
_YES: tuple[Act, ...] = (*_SEEN, (2, "accept"))
_BEGUN: tuple[Act, ...] = (*_YES, (5, "spoke"))
_WHILE: tuple[Act, ...] = (*_BEGUN, (9, "attended"), (16, "attended"))


@dataclass(frozen=True, slots=True)
class Course:
    """What happens to a referral. Its last act was on a working day between `first` and `last` ago.

    `by_mail` is for groups without anybody who signs in; `reason` and `outcome` are those of its acts.
    """

    acts: tuple[Act, ...]
    first: int
    last: int
    by_mail: bool = False
    draft: bool = False
    reason: Reason | None = None
    outcome: Outcome | None = None

    def starts(self, number: int) -> int:
        """How many working days ago the referral of that number was made."""
        length = self.acts[-1][0] if self.acts else 0
        return length + self.first + number * 7 % (self.last - self.first + 1)


def _ends(outcome: Outcome) -> Course:
    return Course((*_WHILE, (24, "finish")), 2, 26, outcome=outcome)


def _declined(reason: Reason) -> Course:
    return Course((*_SEEN, (3, "decline")), 1, 20, reason=reason)


# Each with how many there are in forty people's lives.
_ALL: tuple[tuple[int, Course], ...] = (
    (2, Course((), 1, 3, draft=True)),
    (7, Course((), 1, 3)),
    (5, Course((), 1, 2, by_mail=True)),
    (5, Course((), 7, 9, by_mail=True)),
    (1, Course(((4, "put off"),), 1, 3, by_mail=True)),
    (5, Course(_SEEN, 1, 4)),
    (3, Course((*_SEEN, (2, "ask")), 1, 3)),
    (10, Course((*_SEEN, (3, "wait")), 1, 26)),
    (6, Course(_YES, 1, 6)),
    (4, Course((*_YES, (3, "ask"), (4, "reply")), 1, 4)),
    (9, Course(_BEGUN, 1, 8)),
    (6, Course(_WHILE, 1, 9)),
    (22, _ends(Outcome.HELPED)),
    (8, _ends(Outcome.PARTLY)),
    (2, _ends(Outcome.NOT_HELPED)),
    (2, _ends(Outcome.LEFT_EARLY)),
    (3, Course((*_YES, (5, "missed"), (9, "not started")), 1, 12, reason=Reason.NOT_REACHED)),
    (1, Course((*_YES, (6, "not started")), 1, 12, reason=Reason.NOT_WANTED)),
    (6, _declined(Reason.FULL)),
    (2, _declined(Reason.NOT_ELIGIBLE)),
    (1, _declined(Reason.OUTSIDE_AREA)),
    (2, _declined(Reason.NOT_OURS)),
    (4, Course((*_SEEN, (4, "withdraw")), 1, 15)),
    (2, Course((*_YES, (8, "consent ends")), 1, 10)),
    (2, Course(((1, "correct"),), 2, 20)),
    (2, Course((*_SEEN, (3, "decline"), (12, "ask again"), (13, "accept")), 1, 5, reason=Reason.FULL)),
)


def courses() -> list[Course]:
    """All of them, well mixed: neighbours in the list take different courses."""
    every = [course for count, course in _ALL for _ in range(count)]
    stride = 49  # shares no factor with how many there are, so that each comes once
    return [every[number * stride % len(every)] for number in range(len(every))]
