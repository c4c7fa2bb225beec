"""A guided conversation of Nora with Ivy, for tests."""

from poai.actions import conversations as talks
from poai.actions.conversation_end import Ending, finish
from poai.actions.office import Office
from poai.domain.access import Actor
from poai.domain.conversation import Prompt, Said, Step
from poai.store import Goals, Keys
from tests.actions.casework import Casework

STEP = Step(
    key="matters",
    title="What matters",
    prompts=(Prompt(key="matters", question="What matters?"), Prompt(key="change", question="What else?")),
    statements=("active", "calm"),
)


class Talking:
    """Nora talks with Ivy."""

    def __init__(self, work: Casework) -> None:
        self.work = work
        self.id = talks.begin(*self.who(), now=work.cast.now)

    def who(self) -> tuple[Office, Actor, str]:
        """Where, by whom, with whom."""
        return self.work.cast.office, self.work.actors["nora"], self.work.ivy.id

    def says(self, version: int, **answers: str) -> None:
        talks.keep_step(
            *self.who(), self.id, STEP, answers, ["calm"], version=version, now=self.work.cast.now
        )

    def wishes(self, version: int, *wishes: tuple[str, str, str]) -> None:
        talks.keep_wishes(*self.who(), self.id, wishes, ["active"], version=version, now=self.work.cast.now)

    def needs(self, version: int, *needs: str) -> None:
        talks.keep_needs(*self.who(), self.id, needs, version=version, now=self.work.cast.now)

    def ends(self, version: int, record: int, goals: set[int], **parts: str) -> None:
        ending = Ending(parts, frozenset(goals), (version, record))
        finish(*self.who(), self.id, ending, now=self.work.cast.now)

    @property
    def said(self) -> Said:
        return talks.read(*self.who(), self.id, now=self.work.cast.now).conversation.said

    @property
    def goals(self) -> list[str]:
        with self.work.cast.store.read() as connection:
            found = Goals(connection, Keys.load(connection, self.work.cast.secret))
            return [goal.words for goal in found.of_person(self.work.ivy.id)]
