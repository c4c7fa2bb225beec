"""What happens to one person of a demo besides referrals: the conversation, goals, measures, notes, what they say."""

from datetime import datetime, timedelta

from poai.actions import concerns, conversations, goals, measures, notes, own_view, people, signposts
from poai.actions.conversation_end import PARTS, Ending, finish
from poai.actions.demo_diary import HOST, Diary, Story
from poai.actions.demo_people import typed
from poai.actions.demo_referrals import Case
from poai.content import Content
from poai.domain.access import Actor
from poai.domain.conversation import Step
from poai.domain.goal import GoalState
from poai.domain.measure import Measure, Question
from poai.domain.working_days import working_days_after

LONG = 20  # working days after which somebody was seen often enough to ask again


def person_story(diary: Diary, content: Content, case: Case, begins: int, *, closes: bool = False) -> Story:
    """Somebody's weeks with us, which began `begins` (four or more) working days ago, and are over if it `closes`."""
    number, minute = case.number, case.number * 11 % 60

    def day(back: int, hour: int) -> datetime:
        return diary.day(back, hour, minute)

    at = day(begins, 9)
    yield at
    worker = diary.actor(case.account, at)
    case.person = people.add_person(
        diary.office, worker, typed(number), team=case.team, now=at, address=HOST
    ).id
    at = day(begins - 1, 9)
    yield at
    _talk(diary, content, case, at)
    yield at
    _measure(diary, content, case, at, "before")
    if begins > LONG:
        at = day(begins - 8, 11)
        yield at
        _note(diary, case, at, 0)
        _progress(diary, case, at, 3)
        at = day(begins - 16, 11)
        yield at
        _progress(diary, case, at, 5)
        _measure(diary, content, case, at, "during")
    if number % 4 == 1:
        at = day(3, 11)
        yield at
        _signpost(diary, case, at)
    at = day(2, 12)
    yield at
    _note(diary, case, at, 1)
    _progress(diary, case, at, 7 if begins > LONG else 2)
    if begins > 2 * LONG:
        _measure(diary, content, case, at, "after")
        _meet(diary, content, case, at)
    if number % 3 == 0:
        _come_back(diary, case, at)
    if number % 13 == 2:
        at = day(1, 14)
        yield at
        yield from _says(diary, case, at)
    if number % 17 == 1:
        at = day(1, 15)
        yield at
        conversations.begin(diary.office, diary.actor(case.account, at), case.person, now=at)
    if closes:
        at = day(1, 17)
        yield at
        _close(diary, case, at)


def _talk(diary: Diary, content: Content, case: Case, at: datetime) -> None:
    """A whole conversation, from which goals are made."""
    office, worker, life = diary.office, diary.actor(case.account, at), case.life
    if not content.conversation:
        return
    talk = conversations.begin(office, worker, case.person, now=at)
    version = _versions(diary, worker, case, talk, at)[0]
    into: dict[str, str] = {}
    for step in content.conversation.values():
        answers = _answers(step, case)
        if not answers:
            continue
        into |= {one.into: answers[one.key] for one in step.prompts if one.into and one.key in answers}
        conversations.keep_step(
            office, worker, case.person, talk, step, answers, step.statements[:1], version=version, now=at
        )
        version += 1
    needs = [need for need in life.needs if need in content.needs]
    conversations.keep_needs(office, worker, case.person, talk, needs, version=version, now=at)
    statements = list(content.statements)
    wishes = [
        (words, statements[(case.number + each) % len(statements)], str(7 + (case.number + each) % 4))
        for each, words in enumerate(life.goals)
    ]
    conversations.keep_wishes(
        office, worker, case.person, talk, wishes, statements, version=version + 1, now=at
    )
    into |= {"risks": life.risks} if life.risks else {}
    parts = {part: into.get(part, "") for part in PARTS}
    ending = Ending(parts, frozenset(range(len(wishes))), _versions(diary, worker, case, talk, at))
    finish(office, worker, case.person, talk, ending, now=at)


def _versions(diary: Diary, worker: Actor, case: Case, talk: str, at: datetime) -> tuple[int, int]:
    seen = conversations.read(diary.office, worker, case.person, talk, writing=True, now=at)
    return seen.conversation.version, seen.person.version


def _answers(step: Step, case: Case) -> dict[str, str]:
    return {
        prompt.key: case.life.answers[prompt.key]
        for prompt in step.prompts
        if prompt.key in case.life.answers
    }


def _measure(diary: Diary, content: Content, case: Case, at: datetime, stage: str) -> None:
    """Two sets of questions; things look up a little each time."""
    asked = [one for one in content.measures.values() if not one.scores_only][:2]
    for measure in asked:
        measures.record(
            diary.office,
            diary.actor(case.account, at),
            case.person,
            measure,
            _scores(measure, case.number, stage),
            stage=stage,
            on=at.date(),
            now=at,
        )


def _scores(measure: Measure, number: int, stage: str) -> dict[str, str]:
    better = {"before": 0.3, "during": 0.5, "after": 0.7}[stage] + (number % 3) / 10
    return {one.key: str(_score(one, better)) for one in measure.questions}


def _score(question: Question, better: float) -> int:
    scores = sorted({one.score for one in question.choices}) or [
        *range(question.lowest, question.highest + 1)
    ]
    ordered = scores if question.better == "higher" else scores[::-1]
    return ordered[min(int(better * len(ordered)), len(ordered) - 1)]


def _progress(diary: Diary, case: Case, at: datetime, progress: int) -> None:
    office, worker = diary.office, diary.actor(case.account, at)
    _, theirs = goals.of_person(office, worker, case.person, now=at)
    for each, goal in enumerate(theirs):
        goals.record(
            office,
            worker,
            case.person,
            goal.id,
            progress=str(max(0, progress - 2 * each)),
            words="" if each else "It goes better than I thought.",
            on=at.date(),
            now=at,
        )


def _meet(diary: Diary, content: Content, case: Case, at: datetime) -> None:
    """Their first goal is reached."""
    office, worker = diary.office, diary.actor(case.account, at)
    _, theirs = goals.of_person(office, worker, case.person, now=at)
    for goal in theirs[:1]:
        goals.change(
            office,
            worker,
            case.person,
            goal.id,
            words=goal.words,
            statement=goal.statement,
            importance=str(goal.importance),
            state=GoalState.MET,
            statements=list(content.statements),
            version=goal.version,
            now=at,
        )


def _note(diary: Diary, case: Case, at: datetime, which: int) -> None:
    notes.write_note(
        diary.office,
        diary.actor(case.account, at),
        case.person,
        kind="contact",
        words=case.life.notes[which],
        now=at,
    )


def _come_back(diary: Diary, case: Case, at: datetime) -> None:
    """A day to come back to them: yesterday, today, or next week."""
    office, worker = diary.office, diary.actor(case.account, at)
    version = notes.work_with(office, worker, case.person, now=at).person.version
    on = working_days_after(at.date(), (1, 2, 7)[case.number // 3 % 3])
    words = "See how the first visits went"
    notes.follow_up(office, worker, case.person, on=on, words=words, version=version, now=at)


def _close(diary: Diary, case: Case, at: datetime) -> None:
    office, worker = diary.office, diary.actor(case.account, at)
    version = notes.work_with(office, worker, case.person, now=at).person.version
    reason = "They have reached what they wanted, and know how to find us."
    notes.close(office, worker, case.person, reason=reason, version=version, now=at)


def _signpost(diary: Diary, case: Case, at: datetime) -> None:
    """They are told of something that they can do by themselves."""
    for listing in case.listings[:1]:
        signposts.add(diary.office, diary.actor(case.account, at), case.person, listing, now=at)


def _says(diary: Diary, case: Case, at: datetime) -> Story:
    """They look at their own page with a code, and say that something is not right."""
    coded = own_view.make_code(diary.office, diary.actor(case.account, at), case.person, now=at)
    later = at + timedelta(hours=1)
    yield later
    entered = own_view.enter(diary.office, coded.person.reference, coded.code, now=later, address=HOST)
    words = "My telephone number has changed, and nobody has rung."
    concerns.say(diary.office, entered.token, words, now=later, address=HOST)
