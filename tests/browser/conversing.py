"""A conversation, goals and measures of somebody on the running site, so that their pages have something to show."""

from datetime import timedelta

from poai.domain.conversation import Answer, Said, Wish
from poai.domain.measure import Stage
from poai.store import Conversations, Goals, Keys, Measures
from tests.actions.cast import Cast

SAID = Said(
    answers={
        "matters": Answer("What matters most to you in your life?", "My garden.\nI used to sing in a choir."),
        "bad-day": Answer("What is a bad day like?", "I am lonely. The bills pile up."),
    },
    under={"matters": ("healthy-active",)},
    needs=("company",),
    wishes=(Wish(words="Sing again", statement="healthy-active", importance=8),),
)


def converse(cast: Cast, person: str, worker: str) -> dict[str, str]:
    """Fills somebody's pages; ids by the names that staff_pages.py uses: talk (a draft), finished and goal."""
    now = cast.now
    with cast.store.work() as connection:
        keys = Keys.load(connection, cast.office.secret)
        talks, goals, measures = (
            Conversations(connection, keys),
            Goals(connection, keys),
            Measures(connection, keys),
        )
        finished = talks.begin(person, by=worker, now=now - timedelta(days=200))
        talks.keep(finished.id, SAID, version=1, now=now, done=True)
        draft = talks.begin(person, by=worker, now=now)
        talks.keep(draft.id, SAID, version=1, now=now)
        goal = goals.add(
            person,
            statement="healthy-active",
            words="Walk to the shop on my own",
            importance=9,
            by=worker,
            now=now,
        )
        for days, progress in ((200, 2), (90, 5), (10, 8)):
            on = (now - timedelta(days=days)).date()
            goals.record(goal, progress=progress, words="It went well", on=on, by=worker, now=now)
        for stage, days, score in ((Stage.BEFORE, 200, 4), (Stage.DURING, 90, 5), (Stage.AFTER, 10, 7)):
            measures.add(
                person,
                kind="ons4",
                stage=stage,
                scores={"satisfied": score, "anxious": 10 - score},
                on=(now - timedelta(days=days)).date(),
                by=worker,
                now=now,
            )
    return {"talk": draft.id, "finished": finished.id, "goal": goal}
