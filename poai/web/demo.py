"""The pages of a demo: who to be, and the letters that nobody sends. They are served nowhere else."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from poai.actions import demo_mail
from poai.actions.demo import Demo, enter, everybody, team_names
from poai.actions.demo_mail import Written
from poai.domain.account import Account, Role, State
from poai.web.forms import N_
from poai.web.page import Go, Page
from poai.web.roles import described
from poai.web.sign_in import leave
from poai.web.staffing import HOME, GuestVisit
from poai.web.voices import moment

# What is worth trying as somebody of each role, in the order in which to try them.
_TRY = MappingProxyType(
    {
        Role.LINK_WORKER: N_(
            "See whom you help and what is due today. Ask a group for help. Open a record outside your team, with a reason."
        ),
        Role.TEAM_LEAD: N_("See your team’s people, and give somebody who has no worker yet to one."),
        Role.ORGANISATION_MEMBER: N_(
            "Say that your group’s listings are right, or change one. Answer those who were referred to your group."
        ),
        Role.STEWARD: N_(
            "See what waits on your desk. Read what a group proposes, side by side, and accept it or send it back."
        ),
        Role.ADMINISTRATOR: N_(
            "Invite a colleague, then read the letter. Change what somebody may do. Shut somebody out."
        ),
        Role.GUARDIAN: N_("Read who did what and when. See why a record was opened outside a team."),
    }
)
_ORDER = tuple(_TRY)


def who(visit: GuestVisit) -> Page:
    """Everybody whom one may be, and who is still to come in."""
    demo = Demo.of(visit.office)
    cast, teams = everybody(demo), team_names(demo)
    view = {
        "parts": [
            _part(visit, each, teams) for each in sorted(cast, key=_turn) if each.state is State.ACTIVE
        ],
        "invited": [each for each in cast if each.state is State.INVITED],
        "disabled": [each for each in cast if each.state is State.DISABLED],
        "known": visit.present.actor.name if visit.present else "",
    }
    return Page("demo/who.html", view)


def be(visit: GuestVisit) -> Go:
    """Signs in as somebody, and out as whoever one was."""
    demo, account = Demo.of(visit.office), visit.form.get("account", "")
    signed = enter(demo, account, now=visit.now, address=visit.address, device=visit.device)
    leave(visit)
    return Go(HOME, session=signed.token)


def mail(visit: GuestVisit) -> Page:
    """Every letter, the newest first."""
    written = demo_mail.letters(Demo.of(visit.office))
    return Page("demo/mail.html", {"letters": [_about(visit, each) for each in written]})


def letter(visit: GuestVisit) -> Page:
    """One letter, as its recipient reads it."""
    written = demo_mail.letter(Demo.of(visit.office), visit.params["letter"])
    paragraphs = [
        [_pieces(visit, line) for line in paragraph.splitlines()]
        for paragraph in written.text.split("\n\n")
        if paragraph.strip()
    ]
    return Page("demo/letter.html", {"letter": _about(visit, written), "paragraphs": paragraphs})


def _part(visit: GuestVisit, account: Account, teams: Mapping[str, str]) -> dict[str, Any]:
    gettext = visit.language.words.gettext
    return {
        "account": account,
        "roles": [described(visit, grant, teams) for grant in sorted(account.grants)],
        "tries": [gettext(_TRY[role]) for role in _ORDER if role in account.roles()],
    }


def _turn(account: Account) -> tuple[int, str]:
    return min((_ORDER.index(role) for role in account.roles()), default=len(_ORDER)), account.name


def _about(visit: GuestVisit, written: Written) -> dict[str, Any]:
    when = moment(visit.language.words, written.made, ZoneInfo(visit.snapshot.place.timezone))
    return {"id": written.id, "to": written.to, "subject": written.subject, "when": when}


def _pieces(visit: GuestVisit, line: str) -> list[tuple[str, str]]:
    """The words of a line, each with where it leads if it is an address of ours, else ""."""
    return [
        (word, word.removeprefix(visit.origin) or "/") if _is_ours(visit, word) else (word, "")
        for word in line.split()
    ]


def _is_ours(visit: GuestVisit, word: str) -> bool:
    return word == visit.origin or word.startswith(f"{visit.origin}/")
