"""What somebody says is not right: their worker hears of it the same day, and says when it was dealt with."""

from dataclasses import dataclass
from datetime import datetime

from poai.actions.found import person_of
from poai.actions.notices import workers
from poai.actions.office import Office
from poai.actions.once import once
from poai.actions.own_view import inside
from poai.actions.proof import throttled
from poai.actions.texts import words_of
from poai.domain.access import Actor, Permission
from poai.domain.audit import VISITOR, Event
from poai.domain.errors import NotFoundError
from poai.domain.letters import Letter
from poai.domain.person import Person
from poai.store.concerns import Concern, Concerns
from poai.store.own_views import OwnViews

LONGEST = 2000
MOST = 10  # in a few minutes: nobody has more to say at once, and a worker reads them all
PATH = "own-view"  # below a record: where its worker reads what was said


def say(
    office: Office,
    token: str,
    words: str,
    *,
    referral: str = "",
    now: datetime,
    key: str = "",
    address: str = "",
) -> None:
    """Keeps what somebody says on their own page, and tells their worker. `key` is the form's own.

    Raises SignedOutError; InvalidError("words", "missing" …); NotFoundError for a referral that is not theirs;
    ThrottledError for more than MOST in a few minutes.
    """
    with office.work(now, VISITOR, address) as work:
        door, _ = inside(work, token)
        said = words_of(words, "words", shortest=1, longest=LONGEST)
        own = {one.id for one in OwnViews(work.connection).referrals(door.person, work.referrals_of_nobody())}
        if referral and referral not in own:
            work.refuse(NotFoundError("no such referral"), thing=f"person:{door.person}")

        def do() -> str:
            throttled(
                work, f"concern {door.person}", "", f"person:{door.person}", most=MOST, event=Event.REFUSED
            )
            concerns = Concerns(work.connection, work.keys())
            heard = any(one.seen_at is None for one in concerns.of_person(door.person))
            made = concerns.add(door.person, referral=referral, words=said, now=now)
            work.record(Event.CONCERN_SAID, f"person:{door.person}", concern=made.id)
            for email in (
                [] if heard else workers(work, door.worker, door.team)
            ):  # one letter until it is dealt with
                link = office.link(f"cases/{door.person}/{PATH}")
                work.send(Letter.REFERRAL_CONCERN, email, about=f"person:{door.person}", link=link)
            return made.id

        once(work, f"{door.person} {key}" if key else "", (door.person, referral, said), do)


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody, what they have said, the newest first, and whether they have a code to see their own page with."""

    person: Person
    concerns: tuple[Concern, ...]
    coded: bool


def said_by(office: Office, actor: Actor, person_id: str, *, now: datetime, address: str = "") -> Said:
    """What there is to know of somebody's own page. Raises NotFoundError."""
    with office.work(now, actor.id, address) as work:
        person = person_of(work, actor, Permission.PERSON_READ, person_id)
        work.record(Event.PERSON_READ, f"person:{person_id}", part="own-view")
        door = OwnViews(work.connection).by_id(person_id)
        found = Concerns(work.connection, work.keys()).of_person(person_id)
        return Said(person, tuple(found), bool(door and door.code))


def deal(
    office: Office, actor: Actor, person_id: str, concern_id: str, *, now: datetime, address: str = ""
) -> None:
    """It was dealt with; said twice, it was the first time. Raises NotFoundError."""
    with office.work(now, actor.id, address) as work:
        person_of(work, actor, Permission.PERSON_WRITE, person_id)
        concerns = Concerns(work.connection, work.keys())
        if all(one.id != concern_id for one in concerns.of_person(person_id)):
            work.refuse(NotFoundError("no such concern"), thing=f"person:{person_id}")
        if concerns.see(concern_id, person=person_id, by=actor.id, now=now):
            work.record(Event.CONCERN_SEEN, f"person:{person_id}", concern=concern_id)
