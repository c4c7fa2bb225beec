"""From a request to a page for which people sign in, or are about to: who asks, may they, and what was typed.

These handlers reach the store, so all of it runs in a thread, from asking who it is to the finished page.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from poai.actions.office import Office
from poai.actions.sign_in import current
from poai.domain.access import Actor, Permission, PersonThing, TeamThing, may
from poai.domain.errors import NotFoundError
from poai.domain.person import Person
from poai.domain.session import SEEN_EVERY, Session
from poai.store import Present
from poai.web import csrf, session
from poai.web.device import device
from poai.web.kept import Kept, keep
from poai.web.page import (
    BODY_LIMIT,
    Go,
    Page,
    Policy,
    Result,
    Visit,
    kept_cookies,
    read_form,
    respond,
    visit,
)
from poai.web.uploading import read_upload, with_files

HOME = "/staff"
SIGN_IN = "/sign-in"
SECOND_STEP = "/sign-in/code"
# What the ids in addresses are of, by the first part of the permission. The guardian's are of people's histories.
_KINDS = {
    "person": "person",
    "referral": "referral",
    "audit": "person",
    "records": "person",
    "team": "team",
    "teams": "team",
    "accounts": "account",
    "listing": "listing",
}
LIMIT = 2 * BODY_LIMIT  # what was kept of a form comes back sealed, which takes room


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestVisit(Visit):
    """A visit by somebody on the way in. `address` is their network address, `device` a few words for their browser.

    `forms` has every value of each field, where `form` has the last. `present` is who they are if they are signed in.
    `cookies` are what `Go.cookie` had the browser keep, `files` what was sent with the form, by name.
    """

    office: Office = field(repr=False)
    address: str
    device: str
    forms: Mapping[str, tuple[str, ...]]
    secret: str = field(repr=False)
    present: Present | None = None
    cookies: Mapping[str, str] = field(default_factory=dict, repr=False)
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def moment(self, at: datetime) -> str:
        """A moment as "9:30am on Monday 23 November 2026"."""
        told = {"time": self.clock(at), "date": self.language.words.long_date(self._here(at).date())}
        return self.language.words.gettext("%(time)s on %(date)s") % told

    def clock(self, at: datetime) -> str:
        """A moment of today as "9:30am"."""
        return self.language.words.clock(f"{self._here(at):%H:%M}")

    def _here(self, at: datetime) -> datetime:
        return at.astimezone(self.now.tzinfo)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffVisit(GuestVisit):
    """A visit by somebody who is signed in: may they do this to that thing is for actions to ask.

    `session` is as it stands after this request. `kept` is what was typed here when an earlier session had ended,
    the last value of each field; `kept_all` has every value.
    """

    actor: Actor
    session: Session
    kept: Mapping[str, str] = field(default_factory=dict)
    kept_all: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def typed(self, name: str, default: str = "") -> str:
        """What a field should show: what was sent just now, else what was kept, else `default`."""
        given = self.typed_all(name, (default,))
        return given[-1] if given else ""

    def typed_all(self, name: str, default: Sequence[str] = ()) -> tuple[str, ...]:
        """The same for a field with several values; none if the form came with none of them."""
        given = self.forms or self.kept_all
        return given.get(name, ()) if given else tuple(default)

    @property
    def version(self) -> int:
        """Of what the form that was sent had shown; -1, which nothing has, for what is no number."""
        sent = self.form.get("version", "")
        return int(sent) if re.fullmatch("[0-9]{1,9}", sent) else -1

    def can(self, permission: Permission) -> bool:
        """Whether there can be something to which they may do that."""
        return may(self.actor, permission)

    def writes(self, person: Person) -> bool:
        """Whether they may change somebody's record, and not only read it."""
        thing = PersonThing(id=person.id, team=person.team, worker=person.worker)
        return may(self.actor, Permission.PERSON_WRITE, thing)

    def adds(self, person: Person) -> bool:
        """Whether they may add to somebody's record now: nothing is added to one that is closed."""
        return self.writes(person) and not person.closed_at

    def outside(self, person: Person) -> bool:
        """Whether somebody is of another team, so that their record was opened in an emergency."""
        return not may(self.actor, Permission.TEAM_READ, TeamThing(team=person.team))


@dataclass(frozen=True, slots=True)
class Again:
    """Show another of our own pages, with what was typed on it."""

    kept: Kept


_OF_STAFF = {part.name for part in fields(StaffVisit)} - {part.name for part in fields(GuestVisit)}

StaffResult = Result | Again
GuestHandler = Callable[[GuestVisit], Result]
StaffHandler = Callable[[StaffVisit], StaffResult]
Allow = Policy | Permission
# Who may read the page at an address, what makes it, and the changing parts of the address.
Find = Callable[[str], tuple[Allow, StaffHandler, Mapping[str, str]] | None]


def guest_endpoint(handler: GuestHandler) -> Callable[[Request], Any]:
    """What the framework calls for a page or form on the way in."""

    def answer(request: Request, sent: list[tuple[str, str]]) -> Response:
        if request.method == "POST":
            csrf.check(request, dict(sent).get("csrf", ""))
        seen = _guest(request, sent)
        result = handler(seen)
        return respond(request, result, _afterwards(seen, result), private=True)

    return _in_thread(answer)


def staff_endpoint(handler: StaffHandler, allow: Allow, upload: int = 0) -> Callable[[Request], Any]:
    """What the framework calls for a page or form of those who are signed in; `allow` says who of them may use it.

    A form may come with a file, of `upload` bytes at most with all that is about it.
    """

    def answer(request: Request, sent: list[tuple[str, str]]) -> Response:
        if request.method == "POST":
            csrf.check_origin(request)
        guest = _guest(request, sent)
        present = guest.present
        if present is None:
            return _ask_who(request, guest, sent)
        half = present.actor.strength == "password"
        if half != (allow is Policy.FIRST_STEP):
            return respond(request, Go(SECOND_STEP if half else HOME), guest, private=True)
        if request.method == "POST":
            csrf.check_in_session(request, guest.form.get("csrf", ""), present.session)
        seen = _staff(guest, present)
        request.scope["poai.visit"] = seen
        _admit(seen, allow)
        result = handler(seen)
        if isinstance(result, Again):
            seen, result = _again(request, seen, result.kept)
        return respond(request, result, _afterwards(seen, result), private=True)

    return _in_thread(answer, upload)


def _in_thread(
    answer: Callable[[Request, list[tuple[str, str]]], Response], upload: int = 0
) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        sent: list[tuple[str, str]] = []
        if request.method == "POST" and upload and await run_in_threadpool(_is_in, request):
            sent, request.scope["poai.files"] = await read_upload(request, upload)
        elif request.method == "POST" and not (upload and with_files(request)):
            # Files of whoever is not signed in are not read: anybody could send them all day.
            sent = await read_form(request, LIMIT)
        return await run_in_threadpool(answer, request, sent)

    return endpoint


def _is_in(request: Request) -> bool:
    token = session.token(request)
    state = request.app.state
    return bool(token and current(state.desk.office(), token, now=state.now()))


def _guest(request: Request, sent: list[tuple[str, str]]) -> GuestVisit:
    seen = visit(request, dict(sent))
    office: Office = request.app.state.desk.office()
    token = session.token(request)
    return GuestVisit(
        **_parts(seen),
        office=office,
        address=request.client.host if request.client else "",
        device=device(request.headers.get("user-agent", "")),
        forms=_all_values(sent),
        secret=request.app.state.settings.secret,
        present=current(office, token, now=seen.now) if token else None,
        cookies=kept_cookies(request),
        files=request.scope.get("poai.files", {}),
    )


def _staff(guest: GuestVisit, present: Present) -> StaffVisit:
    now, last = guest.now, present.session.seen_at
    seen_at = now if now - last >= SEEN_EVERY else last  # as asking has just left it
    known = {name: value for name, value in _parts(guest).items() if name not in _OF_STAFF}
    return StaffVisit(**known, actor=present.actor, session=replace(present.session, seen_at=seen_at))


def _afterwards(seen: GuestVisit, result: Result) -> GuestVisit:
    """The visit as the page must know it: in the session that has begun with it, if one has."""
    begun = (
        current(seen.office, result.session, now=seen.now)
        if isinstance(result, Page) and result.session
        else None
    )
    return _staff(replace(seen, present=begun), begun) if begun else seen


def _all_values(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    values: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        values[name] = (*values.get(name, ()), value)
    return values


def _parts(seen: Visit) -> dict[str, Any]:
    return {part.name: getattr(seen, part.name) for part in fields(seen)}


def _admit(seen: StaffVisit, allow: Allow) -> None:
    """Raises NotFoundError for who may not be here, which is then in the trail."""
    if isinstance(allow, Permission) and not may(seen.actor, allow):
        with seen.office.work(seen.now, seen.actor.id, seen.address, reading=True) as work:
            work.need(seen.actor, allow, None, _named(allow, seen.params.get("id", "")))


def _named(allow: Permission, identity: str) -> str:
    """What a page is about, as the trail names it: "person:" and an id; "" for a page about nothing in particular."""
    kind = _KINDS.get(allow.partition(":")[0], "")
    return f"{kind}:{identity}" if kind and identity else ""


def _again(request: Request, seen: StaffVisit, kept: Kept) -> tuple[StaffVisit, Result]:
    found = request.app.state.find(kept.page)
    if found is None:
        raise NotFoundError(kept.page)
    allow, handler, params = found
    _admit(seen, allow)
    typed, typed_all = dict(kept.fields), _all_values(kept.fields)
    at = replace(seen, path=kept.page, params=params, query=[], form={}, forms={})
    there = replace(at, kept=typed, kept_all=typed_all)
    result = handler(there)
    if isinstance(result, Again):
        raise NotFoundError(kept.page)
    return there, result


def _ask_who(request: Request, guest: GuestVisit, sent: list[tuple[str, str]]) -> Response:
    """The way to the sign-in page; what was typed comes along, sealed in its form."""
    if request.method != "POST":
        return respond(request, Go(f"{SIGN_IN}?back={quote(guest.path)}"), guest, private=True)
    back = _page_of(request, guest.path)
    account = csrf.maker(guest.secret, guest.form.get("csrf", ""))
    kept = keep(guest.secret, sent, page=back, account=account, now=guest.now) if account else ""
    if not kept:
        return respond(request, Go(f"{SIGN_IN}?back={quote(back)}"), guest, private=True)
    return respond(request, sign_in_page(back=back, kept=kept, status=403), guest, private=True)


def _page_of(request: Request, path: str) -> str:
    """The page on which a form was that is sent to `path`: of the same address, or the one that it was sent from."""
    find: Find = request.app.state.find
    if find(path):
        return path
    sent_from = urlsplit(request.headers.get("referer", "")).path
    _, own = request.app.state.speak(sent_from)
    return own if find(own) else HOME


def sign_in_page(
    *,
    back: str = "",
    kept: str = "",
    email: str = "",
    done: str = "",
    errors: Mapping[str, str] | None = None,
    status: int = 200,
) -> Page:
    """The page that asks for e-mail address and password.

    `kept` is given back to who typed it and `back` led back to; `done` says what has just happened.
    """
    view = {"back": back, "kept": kept, "email": email, "done": done, "errors": errors or {}}
    return Page("account/sign-in.html", view, status)
