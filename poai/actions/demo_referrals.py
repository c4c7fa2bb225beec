"""What happens to one referral of a demo, act by act, by those who do it on the real pages."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from poai.actions import answering, consents, contacts, messages, moving, referring, snoozing
from poai.actions.consents import Agreed
from poai.actions.contacts import Recorded
from poai.actions.demo_courses import Course
from poai.actions.demo_diary import Diary, Story
from poai.actions.demo_people import Life
from poai.actions.referring import Wanted
from poai.content.consent import ConsentWords
from poai.domain.access import Actor
from poai.domain.consent import Field, Giver, Way
from poai.domain.contact import Kind
from poai.domain.listing import Listing
from poai.domain.referral import Answer, Name, Party, Referral
from poai.domain.working_days import working_days_after
from poai.store import Keys, Referrals

_TOLD = frozenset({Field.NAMES, Field.CONTACT, Field.LANGUAGE, Field.MATTERS, Field.NEEDS})
_ASKS = (
    "Would you ring first? It helps to know a name before the first visit.",
    "A place near a window, and a lift there if you can.",
    "Please tell me if they do not come, so that I can ring.",
)
_QUESTIONS = (
    "Can they manage three steps at the door?",
    "Is a Tuesday possible?",
    "May we ring in the evening?",
)
_SPOKE = ("A good first talk on the telephone.", "They would like to come with a neighbour.", "")
_ATTENDED = ("Stayed until the end.", "Sat with two others from the same road.", "")


@dataclass
class Case:
    """Somebody whom a worker helps, as far as the demo has come with them. `account` is the worker's."""

    number: int
    account: str
    team: str
    life: Life
    person: str = ""
    listings: list[Listing] = field(default_factory=list)


@dataclass
class Stage:
    """What referrals need: the members who answer for groups, by the group's slug, and the words of consent."""

    diary: Diary
    words: ConsentWords
    members: dict[str, str]


def referral_story(stage: Stage, case: Case, course: Course, listing: Listing, number: int) -> Story:
    """The referral of `case` to a group, from the day on which it was made."""
    diary, start, minute = stage.diary, course.starts(number), number * 7 % 60
    at = diary.day(start, 9 + number % 7, minute)
    yield at
    sent = _Sent(stage, case, course, listing, number, at)
    sent.refer()
    for after, act in course.acts:
        sent.at = diary.day(start - after, 9 + (number + after) % 7, minute)
        yield sent.at
        _ACTS[act](sent)


@dataclass
class _Sent:
    """A referral under way. `at` is the moment of its next act."""

    stage: Stage
    case: Case
    course: Course
    listing: Listing
    number: int
    at: datetime
    id: str = ""

    def refer(self) -> None:
        wanted = Wanted(
            listing=self.listing, ask=_ASKS[self.number % len(_ASKS)], fields=_TOLD, agreed=self._agreed()
        )
        (self.id,) = referring.refer(
            self.stage.diary.office,
            self._worker(),
            self.case.person,
            [wanted],
            self.stage.words,
            now=self.at,
            draft=self.course.draft,
        )

    def look(self) -> None:
        answering.look(self.stage.diary.office, self._member(), self.id, now=self.at)

    def accept(self) -> None:
        self._answer(Name.ACCEPT)

    def wait(self) -> None:
        expected = working_days_after(self.at.date(), 12)
        self._answer(Name.WAIT, Answer(expected=expected, note="We keep a place as soon as there is one."))

    def decline(self) -> None:
        self._answer(Name.DECLINE, Answer(reason=self.course.reason, note="Thank you for asking us."))

    def not_started(self) -> None:
        self._answer(Name.NOT_STARTED, Answer(reason=self.course.reason))

    def finish(self) -> None:
        self._answer(Name.FINISH, Answer(outcome=self.course.outcome))

    def spoke(self) -> None:
        self._contact(Kind.SPOKE, _SPOKE)

    def attended(self) -> None:
        self._contact(Kind.ATTENDED, _ATTENDED)

    def missed(self) -> None:
        self._contact(Kind.MISSED, ("We rang three times.",))

    def ask(self) -> None:
        words = _QUESTIONS[self.number % len(_QUESTIONS)]
        messages.ask(
            self.stage.diary.office, self._member(), self.id, Party.ORGANISATION, words, key="", now=self.at
        )

    def reply(self) -> None:
        office = self.stage.diary.office
        messages.read(office, self._worker(), self.id, Party.WORKER, now=self.at)
        words = "I have asked: yes. Thank you."
        messages.ask(office, self._worker(), self.id, Party.WORKER, words, key="", now=self.at)

    def put_off(self) -> None:
        why = "They told me on the telephone that they are closed this week."
        snoozing.put_off(self.stage.diary.office, self._worker(), self.id, days=5, why=why, now=self.at)

    def withdraw(self) -> None:
        self._move(Name.WITHDRAW, Answer(note="They would rather wait until the spring."))

    def correct(self) -> None:
        self._move(Name.CORRECT, Answer(note="It was meant for somebody else."))

    def ask_again(self) -> None:
        self._move(Name.REOPEN, Answer(note="They have room again."))

    def consent_ends(self) -> None:
        consents.withdraw(
            self.stage.diary.office,
            self._worker(),
            self.case.person,
            self._now().consent,
            why="They have changed their mind.",
            now=self.at,
        )

    def _answer(self, name: Name, given: Answer | None = None) -> None:
        answering.answer(
            self.stage.diary.office,
            self._member(),
            self.id,
            name,
            version=self._now().version,
            key="",
            now=self.at,
            given=given or Answer(),
        )

    def _contact(self, kind: Kind, words: tuple[str, ...]) -> None:
        said = words[self.number % len(words)]
        given = Recorded(kind=kind, on=self.at.date(), words=said)
        contacts.record(self.stage.diary.office, self._member(), self.id, given, key="", now=self.at)

    def _move(self, name: Name, given: Answer) -> None:
        version = self._now().version
        moving.move(
            self.stage.diary.office,
            self._worker(),
            self.id,
            name,
            version=version,
            now=self.at,
            answer=given,
        )

    def _now(self) -> Referral:
        office = self.stage.diary.office
        with office.store.read() as connection:
            found = Referrals(connection, None, Keys.load(connection, office.secret)).any(self.id)
        if found is None:
            raise RuntimeError("a referral that was just made is gone")
        return found

    def _agreed(self) -> Agreed | None:
        """What they agreed to: for a year, but of every ninth it runs out in a week."""
        purpose = self.stage.words.referral
        if purpose is None:
            return None
        soon, year = timedelta(days=4 + self.number % 5), timedelta(days=365)
        until = (self.stage.diary.now + soon) if self.number % 9 == 4 else (self.at + year)
        return Agreed(
            organisation=self.listing.organization,
            purpose=purpose.key,
            fields=_TOLD | ({Field.GOALS} if self.number % 2 else frozenset()),
            wording=purpose.wording.version,
            way=(Way.SPOKEN, Way.TELEPHONE, Way.WRITTEN)[self.number % 3],
            giver=Giver.PERSON,
            who="",
            until=until.date(),
        )

    def _worker(self) -> Actor:
        return self.stage.diary.actor(self.case.account, self.at)

    def _member(self) -> Actor:
        return self.stage.diary.actor(self.stage.members[self.listing.organization], self.at)


_ACTS: dict[str, Callable[[_Sent], None]] = {
    "look": _Sent.look,
    "accept": _Sent.accept,
    "wait": _Sent.wait,
    "decline": _Sent.decline,
    "spoke": _Sent.spoke,
    "attended": _Sent.attended,
    "missed": _Sent.missed,
    "not started": _Sent.not_started,
    "finish": _Sent.finish,
    "ask": _Sent.ask,
    "reply": _Sent.reply,
    "put off": _Sent.put_off,
    "withdraw": _Sent.withdraw,
    "correct": _Sent.correct,
    "ask again": _Sent.ask_again,
    "consent ends": _Sent.consent_ends,
}
