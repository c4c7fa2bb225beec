"""A store with one worker's caseload of a given length, and as many people of another worker beside it."""

import random
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, insert

from poai.domain.account import Account, Grant, Role, State
from poai.domain.person import Details
from poai.domain.referral import OPEN, UNANSWERED, Status
from poai.domain.team import TeamKind
from poai.store import Accounts, Keys, Store, Teams
from poai.store.person_details import packed
from poai.store.person_tables import consent, note, person
from poai.store.referral_tables import concern, message, referral

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
REFERRALS = 3  # for each person, where they have any
FIRST = "Ada Beth Cara Dora Edna Fay Gwen Hana Iris Joan Kofi Liam Musa Noor Omar Priya Quin Rosa Siva Tomasz".split()
LAST = "Ashby Bello Chen Dhillon Eze Flynn Gupta Hughes Ivanov Jarrett Khan Lopez Mensah Nowak Osei Patel".split()
# Most referrals are over after a while.
STATUSES = [Status.ENDED] * 6 + list(Status)


def fill(store: Store, secret: str, people: int) -> Account:
    """Adds `people` people of a worker, and as many of another; the first worker's account."""
    chance = random.Random(5)  # the same people each time
    with store.work() as connection:
        keys = Keys.make(connection, secret, NOW)
        team = Teams(connection).add(name="North", kind=TeamKind.LOCALITY, base="North", now=NOW)
        accounts = Accounts(connection)
        workers = []
        for name in ("worker", "colleague"):
            grants = [Grant(Role.LINK_WORKER, team.id)]
            made = accounts.add(email=f"{name}@example.org", name=name.title(), grants=grants, now=NOW)
            accounts.set_state(made.id, State.ACTIVE)
            workers.append(made)
        for worker in workers:
            _people(connection, keys, chance, team.id, worker.id, people)
    return workers[0]


def _people(
    connection: Connection, keys: Keys, chance: random.Random, team: str, worker: str, people: int
) -> None:
    rows: dict[str, list[dict[str, object]]] = {
        name: [] for name in ("person", "consent", "referral", "note", "message", "concern")
    }
    for _ in range(people):
        identity = _id(chance)
        made = NOW - timedelta(days=chance.randint(1, 700))
        follow_up = NOW.date() + timedelta(days=chance.randint(-20, 200)) if chance.random() < 0.5 else None
        names = f"{chance.choice(FIRST)} {chance.choice(LAST)}-{chance.choice(LAST)}"
        rows["person"].append(
            {
                "id": identity,
                "reference": identity[-12:],
                "sealed_names": keys.seal(names, "person.sealed_names", identity),
                "details": keys.seal(packed(Details(reach="by post")), "person.details", identity),
                "practice": f"Practice {chance.randint(1, 20)}",
                "team_id": team,
                "worker_id": worker,
                "state": "open",
                "follow_up_on": follow_up,
                "held": False,
                "made_at": made,
                "version": 1,
            }
        )
        for _ in range(4):
            mine = _id(chance)
            rows["note"].append(
                {
                    "id": mine,
                    "person_id": identity,
                    "kind": "note",
                    "words": keys.seal("Rang, no answer.", "note.words", mine),
                    "at": made + timedelta(days=chance.randint(0, 30)),
                    "by": worker,
                }
            )
        if chance.random() < 0.002:
            mine = _id(chance)
            words = keys.seal("Not right", "concern.words", mine)
            rows["concern"].append({"id": mine, "person_id": identity, "words": words, "at": NOW})
        for number in range(REFERRALS):
            _referral(rows, keys, chance, identity, team, worker, number, made)
    for table in (person, consent, referral, note, message, concern):
        if rows[table.name]:
            connection.execute(insert(table), rows[table.name])


def _referral(
    rows: dict[str, list[dict[str, object]]],
    keys: Keys,
    chance: random.Random,
    of: str,
    team: str,
    worker: str,
    number: int,
    made: datetime,
) -> None:
    agreed, mine = _id(chance), _id(chance)
    status = chance.choice(STATUSES)
    until: date = NOW.date() + timedelta(days=chance.randint(-5, 400))
    rows["consent"].append(
        {
            "id": agreed,
            "person_id": of,
            "organisation": "friends",
            "purpose": "referral",
            "fields": "names contact",
            "wording": "1",
            "way": "spoken",
            "giver": "person",
            "who": keys.seal("", "consent.who", agreed),
            "given_at": made,
            "until": until,
            "by": worker,
        }
    )
    moved = made + timedelta(days=chance.randint(0, 20))
    sent = made if status is not Status.DRAFT else None
    expected = NOW.date() + timedelta(days=chance.randint(-10, 60)) if status is Status.WAITING else None
    answer = NOW.date() + timedelta(days=chance.randint(-5, 5)) if status in UNANSWERED else None
    rows["referral"].append(
        {
            "id": mine,
            "reference": mine[-12:],
            "person_id": of,
            "listing": f"listing-{number}",
            "listing_name": f"Listing {number}",
            "organisation": "friends",
            "locality": "north",
            "team_id": team,
            "maker": worker,
            "consent_id": agreed,
            "status": status,
            "version": 1,
            "shared": keys.seal("{}", "referral.shared", mine),
            "made_at": made,
            "moved_at": moved,
            "sent_at": sent,
            "answer_by": answer,
            "expected": expected,
        }
    )
    if status in OPEN:
        spoken = _id(chance)
        rows["message"].append(
            {
                "id": spoken,
                "referral_id": mine,
                "party": "organisation",
                "by": worker,
                "words": keys.seal("When can she come?", "message.words", spoken),
                "at": moved,
                "seen_at": NOW if chance.random() < 0.99 else None,
            }
        )


def _id(chance: random.Random) -> str:
    return str(UUID(int=chance.getrandbits(128), version=4))
