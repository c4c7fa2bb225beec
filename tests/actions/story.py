"""Somebody with whom everything has happened that is kept of people, a minute apart."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from poai.actions import people
from poai.actions.records import change_record
from poai.actions.timeline import (
    Happening,
    OfReferral,
    timeline,
)
from poai.actions.typed_record import Typed
from poai.domain import contact
from poai.domain.access import Actor
from poai.domain.conversation import Said
from poai.domain.measure import Stage
from poai.domain.note import Kind
from poai.domain.person import Person
from poai.domain.referral import Name, Party
from poai.domain.sharing import Shared
from poai.store import (
    Consents,
    Contacts,
    Conversations,
    Goals,
    Keys,
    Measures,
    Messages,
    Notes,
    Referrals,
)
from poai.store.concerns import Concerns
from poai.store.signposts import Signposts
from poai.store.snoozes import Snoozes
from tests.actions.agreed import agreed
from tests.actions.cast import Cast


@dataclass
class Story:
    """A worker, a lead, a worker of another team, and somebody with whom everything has happened."""

    cast: Cast
    worker: Actor
    lead: Actor
    elsewhere: Actor
    person: Person

    def happenings(self, actor: Actor | None = None, page: int = 1) -> tuple[Happening, ...]:
        return timeline(
            self.cast.office, actor or self.worker, self.person.id, page=page, now=self.cast.now
        ).happenings

    def kinds(self, actor: Actor | None = None) -> set[type[Any]]:
        return {
            type(what.what) if isinstance(what := one.what, OfReferral) and what.what else type(what)
            for one in self.happenings(actor)
        }


def everything(story: Story) -> None:
    """One of each thing that can happen, a minute apart."""
    cast, person, by = story.cast, story.person, story.worker.id
    with cast.store.work() as connection:
        keys = Keys.load(connection, cast.office.secret)

        def then(do: Callable[[Any], Any]) -> Any:
            return do(cast.later(minutes=1))

        then(lambda now: Notes(connection, keys).add(person.id, Kind.NOTE, "She rang", by=by, now=now))
        talks = Conversations(connection, keys)
        talk = then(lambda now: talks.begin(person.id, by=by, now=now))
        then(lambda now: talks.keep(talk.id, Said(), version=talk.version, now=now, done=True))
        goals = Goals(connection, keys)
        goal = then(
            lambda now: goals.add(
                person.id, statement="x", words="Walk to the shop", importance=8, by=by, now=now
            )
        )
        then(lambda now: goals.record(goal, progress=4, words="Slowly", on=now.date(), by=by, now=now))
        then(
            lambda now: Measures(connection, keys).add(
                person.id, kind="ons4", stage=Stage.BEFORE, scores={"a": 3}, on=now.date(), by=by, now=now
            )
        )
        consents = Consents(connection, keys)
        given = then(lambda now: consents.add(agreed(person, "group", by, now, purpose="help", days=90)))
        referrals = Referrals(connection, story.worker, keys)
        made = then(
            lambda now: referrals.add(
                person,
                given,
                listing="lunch",
                listing_name="Lunch club",
                locality="north-end",
                shared=Shared(()),
                maker=by,
                now=now,
            )
        )
        then(lambda now: referrals.move(made, Name.SEND, Party.WORKER, by, now=now, answer_by=now.date()))
        messages = Messages(connection, keys)
        then(lambda now: messages.add(made.id, party=Party.WORKER, by=by, words="Please", now=now))
        then(
            lambda now: Contacts(connection, keys).add(
                made.id, kind=contact.Kind.SPOKE, on=now.date(), words="Fine", by=by, now=now
            )
        )
        then(
            lambda now: Snoozes(connection, keys).add(
                made.id, until=now.date() + timedelta(days=7), words="Away", by=by, now=now
            )
        )
        then(
            lambda now: Signposts(connection).add(
                person.id, listing="walks", listing_name="Walks", organisation="group", by=by, now=now
            )
        )
        concerns = Concerns(connection, keys)
        said = then(lambda now: concerns.add(person.id, referral="", words="Not so", now=now))
        then(lambda now: concerns.see(said.id, person=person.id, by=by, now=now))
        then(lambda now: consents.withdraw(given.id, by="person", why="No more", now=now))
    cast.later(minutes=1)
    typed = Typed(names="Mrs Example", reach="By post", phone="020 7946 0000")
    change_record(cast.office, story.worker, person.id, typed, version=1, now=cast.now)
    cast.later(minutes=1)
    people.move_person(cast.office, story.lead, person.id, worker="", version=2, now=cast.now)
