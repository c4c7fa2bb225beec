"""The person's own view: with their reference and a code they see where things stand, and can stop them.

The code is told once, to the worker who made it. Whoever gives it is remembered for MINUTES, by what is sealed for
their browser alone; a new code ends that too.
"""

import base64
import binascii
import hmac
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from poai.actions.consents import withdrawn
from poai.actions.found import person_of
from poai.actions.office import Office, Work
from poai.actions.once import once
from poai.actions.proof import throttled
from poai.domain.access import Actor, Permission
from poai.domain.audit import VISITOR, Event
from poai.domain.consent import Consent
from poai.domain.errors import NotFoundError, SignedOutError, SignInError, StaleError
from poai.domain.person import Person, same_reference
from poai.domain.referral import Party, Referral
from poai.domain.sharing import Told, is_known
from poai.sealing import UnsealError, fingerprint, seal, unseal
from poai.store import Accounts, Consents, Teams, Throttles
from poai.store.own_views import Door, OwnViews
from poai.store.references import code_of

MINUTES = 20
_SEALED = "own view"


@dataclass(frozen=True, slots=True)
class Coded:
    """Somebody, and the code that was made for them: shown now and never again."""

    person: Person
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Entered:
    """Whoever gave a code: `token` is for their browser alone, and counts until `until`."""

    token: str = field(repr=False)
    until: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """A referral, what its group was told, and whether the group can still see it."""

    referral: Referral
    told: tuple[Told, ...]
    asked: bool
    seen: bool


@dataclass(frozen=True, slots=True)
class OwnView:
    """What somebody sees of their own. `worker` is a name, or "" while nobody works with them."""

    standings: tuple[Standing, ...]
    consents: tuple[Consent, ...]
    team: str
    worker: str
    until: datetime


def make_code(
    office: Office, actor: Actor, person_id: str, *, now: datetime, key: str = "", address: str = ""
) -> Coded:
    """A new code for somebody; the one before counts no more. The same form sent again tells the same code.

    Raises NotFoundError; StaleError for a form of before the newest code.
    """
    with office.work(now, actor.id, address) as work:
        person = person_of(work, actor, Permission.PERSON_WRITE, person_id)
        views = OwnViews(work.connection)

        def do() -> str:
            made = str(uuid4())
            views.set_code(person_id, _hashed(office, person_id, _code(office, person_id, made)))
            work.record(Event.OWN_VIEW_CODE_MADE, f"person:{person_id}")
            return made

        made, new = once(work, key, (person_id, "own view"), do)
        code = _code(office, person_id, made)
        door = views.by_id(person_id)
        if door is None or not _fits(door, _hashed(office, person_id, code)):
            raise StaleError("a newer code was made in the meantime")
        if not new:
            work.record(Event.PERSON_READ, f"person:{person_id}", part="own-view")
        return Coded(person, code)


def enter(office: Office, reference: str, code: str, *, now: datetime, address: str) -> Entered:
    """Lets somebody in who gives their reference and code, however they type them.

    Raises SignInError alike for a wrong reference and a wrong code; ThrottledError for too many of them.
    """
    wanted, given = same_reference(reference), same_reference(code)
    with office.work(now, VISITOR, address) as work:
        door = OwnViews(work.connection).by_reference(wanted)
        about = f"person:{door.person}" if door else ""
        attempt = throttled(work, f"own view {wanted}", address, about)
        hashed = _hashed(office, door.person if door else "", given)
        if door and _fits(door, hashed):
            Throttles(work.connection).take_back(attempt)
            until = now + timedelta(minutes=MINUTES)
            return Entered(_token(office, door, until), until)
        work.record(Event.CODE_FAILED, about)
    raise SignInError("wrong reference or code")


def look(office: Office, token: str, *, now: datetime, address: str = "") -> OwnView:
    """Where things stand. Raises SignedOutError."""
    with office.work(now, VISITOR, address) as work:
        door, until = inside(work, token)
        work.record(Event.OWN_VIEW_READ, f"person:{door.person}")
        consents = Consents(work.connection, work.keys()).of_person(door.person)
        referrals = OwnViews(work.connection).referrals(door.person, work.referrals_of_nobody())
        worker = Accounts(work.connection).get(door.worker) if door.worker else None
        team = Teams(work.connection).get(door.team)
        return OwnView(
            standings=tuple(_standing(work, one) for one in referrals),
            consents=tuple(one for one in consents if one.holds(now.date())),
            team=team.name if team else "",
            worker=worker.name if worker else "",
            until=until,
        )


def consent_to_stop(office: Office, token: str, consent_id: str, *, now: datetime) -> Consent:
    """One's own consent that stands. Raises SignedOutError; NotFoundError for any other."""
    with office.work(now, VISITOR, reading=True) as work:
        return _own_consent(work, inside(work, token)[0], consent_id)


def stop(office: Office, token: str, consent_id: str, *, now: datetime, address: str = "") -> int:
    """Withdraws one's own consent, and with it every referral that stands on it; says how many. Raises as `consent_to_stop`."""
    with office.work(now, VISITOR, address) as work:
        door, _ = inside(work, token)
        consent = _own_consent(work, door, consent_id)
        return len(withdrawn(work, consent, by="", party=Party.PERSON, why=""))


def inside(work: Work, token: str) -> tuple[Door, datetime]:
    """Whose own view a token opens, and until when. Raises SignedOutError if it does not, or no longer."""
    try:
        sealed = base64.urlsafe_b64decode(token.encode())
        opened = json.loads(unseal(work.office.key("own-view-token"), sealed, _SEALED))
    except (UnsealError, binascii.Error, ValueError) as error:
        raise SignedOutError("nobody gave a code") from error
    until = datetime.fromisoformat(opened["until"])
    door = OwnViews(work.connection).by_id(opened["person"])
    begun = until - timedelta(minutes=MINUTES)
    if door is None or not _fits(door, opened["code"]) or not begun <= work.now < until:
        raise SignedOutError("it was too long ago, or there is a newer code")
    return door, until


def _token(office: Office, door: Door, until: datetime) -> str:
    said = {"person": door.person, "code": door.code, "until": until.isoformat()}
    sealed = seal(office.key("own-view-token"), json.dumps(said).encode(), _SEALED)
    return base64.urlsafe_b64encode(sealed).decode()


def _own_consent(work: Work, door: Door, consent_id: str) -> Consent:
    consent = Consents(work.connection, work.keys()).get(consent_id)
    if consent is None or consent.person != door.person or not consent.holds(work.now.date()):
        work.refuse(NotFoundError("no such consent"), thing=f"person:{door.person}")
    return consent


def _standing(work: Work, one: Referral) -> Standing:
    referrals = work.referrals_of_nobody()
    thing, shared = referrals.thing(one.id, work.now), referrals.shared(one.id)
    seen = thing is not None and thing.shared and is_known(one, work.now)
    return Standing(one, shared.told, bool(shared.ask), seen)


def _code(office: Office, person_id: str, made: str) -> str:
    """Worked out from what is kept and our secret, so that it need not be kept."""
    return code_of(bytes.fromhex(fingerprint(office.key("own-view-code"), f"{person_id} {made}")))


def _hashed(office: Office, person_id: str, code: str) -> str:
    return fingerprint(office.key("own-view"), f"{person_id} {code}")


def _fits(door: Door, hashed: str) -> bool:
    return bool(door.code) and hmac.compare_digest(door.code, hashed)
