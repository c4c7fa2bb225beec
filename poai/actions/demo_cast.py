"""The cast of a demo: invented staff, groups and people, made by the same actions as real ones would be.

Staff are birds of the family Example, people are plants of the family Fictional: nobody takes them for real. What they
did before today was done by themselves, in the order of time, so the trail tells it.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import pyotp
from sqlalchemy import delete

from poai.actions import accounts, people, teams
from poai.actions.demo import Demo
from poai.actions.demo_courses import Course, courses
from poai.actions.demo_diary import HOST, Diary, Story, in_one, live
from poai.actions.demo_groups import GROUPS
from poai.actions.demo_listings import listing_stories
from poai.actions.demo_people import LIVES, PLANTS
from poai.actions.demo_publishing import publish_groups
from poai.actions.demo_referrals import Case, Stage, referral_story
from poai.actions.demo_stories import person_story
from poai.actions.factors import begin_factor, confirm_factor
from poai.actions.hand_over import hand_over, whose
from poai.actions.invitations import accept
from poai.actions.office import Office
from poai.actions.sign_in import SignedIn, current, sign_out
from poai.content import Content
from poai.domain.access import Actor
from poai.domain.account import Grant, Role
from poai.domain.listing import Listing
from poai.domain.team import Team, TeamKind
from poai.place import Place
from poai.store.audit_tables import outbox

EVERYBODY = len(PLANTS)
FEWEST = 4  # so that each worker has somebody
_CAME, _BEGAN = 62, 61  # working days ago
_KNOWN_BEFORE = 3  # working days for which somebody is known before they are referred
_LEFT = 6  # working days ago somebody's people were handed over


def make_cast(demo: Demo, place: Place, content: Content, now: datetime, *, many: int = EVERYBODY) -> None:
    """Fills an empty demo: somebody of each role, two teams in the first and last area, groups, and `many` people to help.

    `now` is local, and when the demo begins. Whoever serves it refreshes the catalogue afterwards.
    """
    with in_one(demo) as all_of_it:
        _make(Diary(all_of_it, now), place, content, many)


def _make(diary: Diary, place: Place, content: Content, many: int) -> None:
    office, now = diary.office, diary.now
    offered = publish_groups(office, place, content, diary.day(_CAME, 8))
    robin, (first, second) = _teams(diary, place)
    staff = _staff(diary, place, first, second)
    members = {group.slug: staff[group.member] for group in GROUPS if group.member}
    stage = Stage(diary, content.consent, members)
    cases = [_case(number, staff, first, second) for number in range(many)]
    live(
        [
            *(story for case in cases for story in _lives(stage, content, case, offered)),
            _gives_away(diary, staff, cases),
            _leaves(diary, robin, staff["Drake"]),
            _breaks_glass(diary, staff["Phoebe"], cases[0]),
            *listing_stories(diary, staff, next(iter(place.localities))),
        ]
    )
    with office.store.work() as connection:  # what was read and thrown away long ago
        connection.execute(delete(outbox).where(outbox.c.made_at < diary.day(1, 0)))
    newcomer = Grant(Role.LINK_WORKER, first.id)
    accounts.invite(
        office,
        diary.actor(robin, now),
        email=_email("Linnet"),
        name=_name("Linnet"),
        grants=[newcomer],
        now=now,
    )


def _teams(diary: Diary, place: Place) -> tuple[str, tuple[Team, Team]]:
    """The administrator's account, and the teams that they made."""
    office, came = diary.office, diary.day(_CAME, 9)
    robin = _comes(office, "Robin", Grant(Role.ADMINISTRATOR), now=came)
    areas = list(place.localities.values())
    here, there = areas[0], areas[-1]
    first, second = (
        teams.add_team(
            office,
            diary.actor(robin, came),
            name=f"{area.name} demo team{'' if here is not there else f' {number}'}",
            kind=TeamKind.LOCALITY,
            base=area.key,
            now=came,
        )
        for number, area in enumerate((here, there), 1)
    )
    return robin, (first, second)


def _staff(diary: Diary, place: Place, first: Team, second: Team) -> dict[str, str]:
    """Everybody else's accounts by name. The guardian comes after those of whom guardians are told."""
    here = next(iter(place.localities))
    given = {
        "Wren": Grant(Role.TEAM_LEAD, first.id),
        "Jay": Grant(Role.LINK_WORKER, first.id),
        "Phoebe": Grant(Role.LINK_WORKER, second.id),
        "Drake": Grant(Role.LINK_WORKER, first.id),
        "Teal": Grant(Role.STEWARD, here),
        "Tern": Grant(Role.STEWARD),
        **{group.member: Grant(Role.ORGANISATION_MEMBER, group.slug) for group in GROUPS if group.member},
        "Merle": Grant(Role.GUARDIAN),
    }
    began = diary.day(_BEGAN, 9)
    return {name: _comes(diary.office, name, grant, now=began) for name, grant in given.items()}


def _case(number: int, staff: Mapping[str, str], first: Team, second: Team) -> Case:
    """Somebody to help. Jay and Phoebe have most of them, Drake had a few, and the lead has some."""
    worker = ("Jay", "Wren", "Phoebe", "Drake", "Jay", "Phoebe", "Jay", "Phoebe")[number % 8]
    team = second if worker == "Phoebe" else first
    return Case(number, staff[worker], team.id, LIVES[number % len(LIVES)])


def _lives(stage: Stage, content: Content, case: Case, offered: Sequence[Listing]) -> Iterator[Story]:
    """Somebody's weeks with us, and each of their referrals."""
    every = courses()
    taken = [(number, every[number]) for number in range(case.number, len(every), EVERYBODY)]
    begins = max(course.starts(number) for number, course in taken) + _KNOWN_BEFORE
    case.listings = _suiting(case, offered)
    over = all(course.outcome for _, course in taken)
    yield person_story(stage.diary, content, case, begins, closes=over and case.number % 10 == 4)
    if stage.words.referral is None:
        return
    for number, course in taken:
        listing = _for(course, case.listings, stage)
        # Another group each time: what becomes of the consent for one is then nothing to the others.
        case.listings = [one for one in case.listings if one.organization != listing.organization]
        yield referral_story(stage, case, course, listing, number)


def _suiting(case: Case, offered: Sequence[Listing]) -> list[Listing]:
    """What is offered, with what suits somebody first."""
    best = case.life.offers
    return sorted(offered, key=lambda one: best.index(one.slug) if one.slug in best else len(best))


def _for(course: Course, listings: Sequence[Listing], stage: Stage) -> Listing:
    return next(one for one in listings if (one.organization not in stage.members) == course.by_mail)


def _gives_away(diary: Diary, staff: Mapping[str, str], cases: Sequence[Case]) -> Story:
    """Before Drake leaves, the lead hands his people over to Jay; one of her own is still to be given to somebody."""
    at = diary.day(_LEFT, 16)
    yield at
    lead, drake, jay = staff["Wren"], staff["Drake"], staff["Jay"]
    actor = diary.actor(lead, at)
    team = next(case.team for case in cases if case.account == lead)

    def give(source: str, to: str, words: str, few: int | None = None) -> None:
        theirs = whose(diary.office, actor, team, source, now=at)
        chosen = None if few is None else dict(list(theirs.versions.items())[:few])
        hand_over(
            diary.office,
            actor,
            team,
            source=source,
            to=to,
            words=words,
            now=at,
            chosen=chosen,
            state=theirs.state,
        )

    give(drake, jay, "Drake leaves us. Everybody was told, and Jay rings each of them this week.")
    give(lead, "", "Needs somebody with more time than I have. They like mornings.", few=1)
    for case in cases:
        case.account = jay if case.account == drake else case.account


def _leaves(diary: Diary, robin: str, drake: str) -> Story:
    at = diary.day(_LEFT - 1, 9)
    yield at
    accounts.disable(diary.office, diary.actor(robin, at), drake, now=at)


def _breaks_glass(diary: Diary, phoebe: str, case: Case) -> Story:
    at = diary.day(1, 16)
    yield at
    worker = diary.actor(phoebe, at)
    reference = people.open_person(
        diary.office, diary.actor(case.account, at), case.person, now=at, address=HOST
    ).reference
    reason = "They rang our team for help while their own worker was away"
    people.break_glass(diary.office, worker, reference, reason, now=at, address=HOST)
    people.open_person(diary.office, worker, case.person, now=at, address=HOST)


def _comes(office: Office, name: str, *grants: Grant, now: datetime) -> str:
    """Somebody is invited and comes in, with a password and an authenticator that nobody has; their account's id."""
    link = accounts.add_from_host(office, email=_email(name), name=_name(name), grants=grants, now=now)
    password = secrets.token_urlsafe(24)
    half = _actor(office, accept(office, link.rpartition("/")[2], password, now=now, address=HOST), now)
    secret = begin_factor(office, half, now=now, address=HOST).secret
    enrolled = confirm_factor(office, half, pyotp.TOTP(secret).at(now), now=now, address=HOST)
    whole = _actor(office, enrolled.signed, now)
    sign_out(office, whole, now=now, address=HOST)
    return whole.id


def _actor(office: Office, signed: SignedIn, now: datetime) -> Actor:
    present = current(office, signed.token, now=now)
    if present is None:
        raise RuntimeError("a session that has just begun has ended")
    return present.actor


def _name(bird: str) -> str:
    return f"{bird} Example"


def _email(bird: str) -> str:
    return f"{bird.lower()}@example.org"
