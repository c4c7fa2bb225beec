"""A record with something in it: a practice, a goal with progress, measures before and after, and a referral."""

from dataclasses import replace
from datetime import date, datetime

from poai.domain.access import Actor
from poai.domain.measure import Stage
from poai.domain.person import Person
from poai.domain.referral import Answer, Name, Party, Referral
from poai.domain.sharing import shared
from poai.store import Consents, Goals, Keys, Measures, People, Referrals
from tests.actions.agreed import agreed
from tests.actions.cast import Cast
from tests.web.staffed import Staffed

LISTING, PRACTICE, MATTERS = "lunch-club", "Example Practice", "My dog, and Sundays"


def recorded(staffed: Staffed) -> Referral:
    """Fills the record of `northerner`, called like a formula of a spreadsheet; the referral is to the first group."""
    return fill(staffed.cast, staffed.actor("nora"), staffed.northerner, staffed.groups[0])


def fill(cast: Cast, actor: Actor, person: Person, group: str) -> Referral:
    """Fills the record of somebody whom `actor` works with; the referral is to `group`."""
    with cast.store.work() as connection:
        keys = Keys.load(connection, cast.office.secret)
        person = _known(People(connection, actor, keys), person, actor.id, cast.now)
        goals = Goals(connection, keys)
        goal = goals.add(
            person.id,
            statement="staying-well",
            words="To walk to the shop",
            importance=8,
            by=actor.id,
            now=cast.now,
        )
        for progress, on in ((2, date(2026, 10, 5)), (6, date(2026, 11, 16))):
            goals.record(goal, progress=progress, words="", on=on, by=actor.id, now=cast.now)
        measures = Measures(connection, keys)
        for stage, score, on in ((Stage.BEFORE, 3, date(2026, 10, 5)), (Stage.AFTER, 7, date(2026, 11, 16))):
            measures.add(
                person.id,
                kind="life",
                stage=stage,
                scores={"happy": score},
                on=on,
                by=actor.id,
                now=cast.now,
            )
        consent = Consents(connection, keys).add(agreed(person, group, actor.id, cast.now))
        store = Referrals(connection, None, keys)
        one = store.add(
            person,
            consent,
            listing=LISTING,
            listing_name="Lunch club",
            locality="north-end",
            shared=shared(person, consent.fields, ask="Please ring her"),
            maker=actor.id,
            now=cast.now,
        )
        one = store.move(one, Name.SEND, Party.WORKER, actor.id, now=cast.now)
        until = Answer(expected=date(2027, 5, 12))
        return store.move(one, Name.WAIT, Party.ORGANISATION, actor.id, now=cast.now, answer=until)


def _known(people: People, person: Person, by: str, now: datetime) -> Person:
    details = replace(person.details, matters=MATTERS, nhs_number="9990000018", phone="07700 900123")
    version = people.change(
        person.id,
        names="=Ivy Northerner",
        details=details,
        practice=PRACTICE,
        version=person.version,
        by=by,
        now=now,
    )
    found = people.get(person.id, now)
    assert found
    assert found.version == version
    return found
