"""The cast of a demo: invented staff and people, made by the same actions as real ones would be.

Staff are birds of the family Example, people are plants of the family Fictional: nobody takes them for real. What they
did before today was done by themselves, so the trail tells it.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pyotp

from poai.actions import accounts, people, teams
from poai.actions.demo import Demo, enter
from poai.actions.factors import begin_factor, confirm_factor
from poai.actions.invitations import accept
from poai.actions.office import Office
from poai.actions.sign_in import SignedIn, current, sign_out
from poai.actions.typed_record import Typed
from poai.domain.access import Actor
from poai.domain.account import Grant, Role
from poai.domain.person import Person
from poai.domain.team import Team, TeamKind
from poai.place import Place
from poai.store import export

_HOST = "127.0.0.1"


def make_cast(demo: Demo, place: Place, now: datetime) -> None:
    """Fills an empty demo: one of each role, two teams in the first two areas, two groups, and people to help.

    Needs the directory in the store. `now` is when the demo begins; the cast came over the weeks before.
    """
    office = demo.office
    areas = list(place.localities.values())
    here, there = areas[0], areas[-1]
    came, began, lately = now - timedelta(days=20), now - timedelta(days=19), now - timedelta(days=6)
    robin = _comes(office, "Robin", Grant(Role.ADMINISTRATOR), now=came)
    with _at_work(demo, robin, came) as actor:
        first, second = (
            teams.add_team(
                office,
                actor,
                name=f"{area.name} demo team{'' if here is not there else f' {number}'}",
                kind=TeamKind.LOCALITY,
                base=area.key,
                now=came,
            )
            for number, area in enumerate((here, there), 1)
        )
    wren = _comes(office, "Wren", Grant(Role.TEAM_LEAD, first.id), now=began)
    jay = _comes(office, "Jay", Grant(Role.LINK_WORKER, first.id), now=began)
    phoebe = _comes(office, "Phoebe", Grant(Role.LINK_WORKER, second.id), now=began)
    _comes(office, "Teal", Grant(Role.STEWARD, here.key), now=began)
    for name, group in zip(("Martin", "Lark"), _groups(office), strict=False):
        _comes(office, name, Grant(Role.ORGANISATION_MEMBER, group), now=began)
    drake = _comes(office, "Drake", Grant(Role.LINK_WORKER, second.id), now=began)
    # The guardian comes after those of whom guardians are told.
    _comes(office, "Merle", Grant(Role.GUARDIAN), now=began)
    with _at_work(demo, robin, lately) as actor:
        accounts.disable(office, actor, drake, now=lately)
    _people(demo, first, second, wren, jay, phoebe, lately)
    with _at_work(demo, robin, now) as actor:
        newcomer = Grant(Role.LINK_WORKER, first.id)
        accounts.invite(
            office, actor, email=_email("Linnet"), name=_name("Linnet"), grants=[newcomer], now=now
        )


def _people(
    demo: Demo, first: Team, second: Team, wren: str, jay: str, phoebe: str, lately: datetime
) -> None:
    """Two link workers' people, one whom the team lead has still to give to somebody, and one glass broken."""
    office, yesterday = demo.office, lately + timedelta(days=5)
    with _at_work(demo, jay, lately) as actor:
        basil = _person(office, actor, "Basil Fictional", "Phone 020 7946 0123, after 11am", first, lately)
        _person(office, actor, "Heather Fictional", "Text 07700 900456. Do not ring", first, lately)
        _person(office, actor, "Rowan Fictional", "Write, in large print", first, lately)
    with _at_work(demo, phoebe, lately) as actor:
        _person(office, actor, "Olive Fictional", "Phone 020 7946 0789. Speaks Tamil", second, lately)
        _person(office, actor, "Ash Fictional", "Through their sister, 07700 900321", second, lately)
    with _at_work(demo, wren, lately) as actor:
        ivy = _person(office, actor, "Ivy Fictional", "Phone 020 7946 0456, mornings", first, lately)
        people.move_person(office, actor, ivy.id, worker="", version=ivy.version, now=lately)
    with _at_work(demo, phoebe, yesterday) as actor:
        reason = "They rang our team for help while their own worker was away"
        people.break_glass(office, actor, basil.reference, reason, now=yesterday, address=_HOST)
        people.open_person(office, actor, basil.id, now=yesterday, address=_HOST)


def _comes(office: Office, name: str, *grants: Grant, now: datetime) -> str:
    """Somebody is invited and comes in, with a password and an authenticator that nobody has; their account's id."""
    link = accounts.add_from_host(office, email=_email(name), name=_name(name), grants=grants, now=now)
    password = secrets.token_urlsafe(24)
    half = _actor(office, accept(office, link.rpartition("/")[2], password, now=now, address=_HOST), now)
    secret = begin_factor(office, half, now=now, address=_HOST).secret
    enrolled = confirm_factor(office, half, pyotp.TOTP(secret).at(now), now=now, address=_HOST)
    whole = _actor(office, enrolled.signed, now)
    sign_out(office, whole, now=now, address=_HOST)
    return whole.id


@contextmanager
def _at_work(demo: Demo, account: str, now: datetime) -> Iterator[Actor]:
    """Somebody, signed in at that moment and out again."""
    actor = _actor(demo.office, enter(demo, account, now=now, address=_HOST, device="Demo"), now)
    yield actor
    sign_out(demo.office, actor, now=now, address=_HOST)


def _actor(office: Office, signed: SignedIn, now: datetime) -> Actor:
    present = current(office, signed.token, now=now)
    if present is None:
        raise RuntimeError("a session that has just begun has ended")
    return present.actor


def _person(office: Office, actor: Actor, names: str, reach: str, team: Team, now: datetime) -> Person:
    return people.add_person(
        office, actor, Typed(names=names, reach=reach), team=team.id, now=now, address=_HOST
    )


def _groups(office: Office) -> list[str]:
    """The slugs of the two groups that list most."""
    with office.store.read() as connection:
        listings = export(connection).listings
    listed = [listing.organization for listing in listings]
    return sorted(set(listed), key=lambda slug: (-listed.count(slug), slug))[:2]


def _name(bird: str) -> str:
    return f"{bird} Example"


def _email(bird: str) -> str:
    return f"{bird.lower()}@example.org"
