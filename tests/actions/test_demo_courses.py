"""Together the courses lead to every stage, by moves that the table has, in about a hundred and twenty referrals."""

from collections import Counter

from poai.actions.demo_courses import Course, courses
from poai.domain.referral import MOVES, Name, Outcome, Status

_NAMES = {
    "look": Name.OPEN,
    "accept": Name.ACCEPT,
    "wait": Name.WAIT,
    "decline": Name.DECLINE,
    "not started": Name.NOT_STARTED,
    "finish": Name.FINISH,
    "withdraw": Name.WITHDRAW,
    "consent ends": Name.WITHDRAW,
    "correct": Name.CORRECT,
    "ask again": Name.REOPEN,
}


def ends(course: Course) -> Status:
    status = Status.DRAFT if course.draft else Status.SENT
    for _, act in course.acts:
        name = Name.START if act == "spoke" else _NAMES.get(act)
        if name:
            assert status in MOVES[name].sources, (status, name)
            status = MOVES[name].to
    return status


def test_there_are_referrals_in_every_stage_and_of_every_outcome() -> None:
    every = courses()
    assert 115 <= len(every) <= 125
    stages = Counter(map(ends, every))
    assert set(stages) == set(Status)
    assert min(stages.values()) >= 2
    assert {course.outcome for course in every} >= set(Outcome)


def test_the_acts_of_a_course_are_in_the_order_of_time() -> None:
    for number, course in enumerate(courses()):
        days = [after for after, _ in course.acts]
        assert days == sorted(set(days))
        assert course.starts(number) - (days[-1] if days else 0) in range(course.first, course.last + 1)
