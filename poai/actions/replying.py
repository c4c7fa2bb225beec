"""A group without an account answers by the link in a letter: a code to the same address, then one answer.

The link is the permission, so whatever it does is done by "link:" and its id. Until the code is given it shows nothing,
and nothing once there is an answer, or the person has changed their mind.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hmac import compare_digest

from poai.actions.answering import answered, cleaned, received
from poai.actions.notices import LINK_DAYS
from poai.actions.office import Office, Work
from poai.actions.once import once
from poai.actions.proof import throttled
from poai.domain.audit import VISITOR, Event
from poai.domain.errors import LinkError, SignInError, StaleError
from poai.domain.letters import Letter
from poai.domain.referral import UNANSWERED, Answer, Name, Referral, Status
from poai.domain.sharing import Shared
from poai.sealing import fingerprint
from poai.store import Audit, ReplyLinks, Throttles
from poai.store.reply_links import ReplyLink

CODE_MINUTES = 15
OPEN_MINUTES = 30  # after the code, in that browser
TRIES = 5  # of codes, in poai.store.throttles.WINDOW
TRIES_EVER = 50  # with one link: whoever has time must not come through in the end
CODES = 3  # that are sent, in the same time
_DIGITS = 6


class Standing(StrEnum):
    """What a link leads to now."""

    GONE = "gone"  # it never was, has run out, was guessed at too often, or a newer one was sent
    STOPPED = "stopped"  # the person, or their link worker, has taken it back
    ANSWERED = "answered"  # by somebody else
    THANKS = "thanks"  # by this link
    CLOSED = "closed"  # ask for a code
    CODE = "code"  # which was sent
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a browser that followed a link may know: `referral` and `shared` only where it stands open."""

    standing: Standing
    referral: Referral | None = None
    shared: Shared | None = None


def look(office: Office, token: str, browser: str, *, now: datetime, address: str = "") -> Reply:
    """What the link leads to. `browser` is what the browser holds since its code was given, or ""."""
    with office.work(now, VISITOR, address, reading=True) as work:
        link, standing, one = _standing(work, token, browser)
    if link is None or one is None or standing is not Standing.OPEN:
        return Reply(standing)
    with office.work(now, f"link:{link.id}", address) as work:
        work.record(Event.REFERRAL_READ, f"referral:{one.id}")
        return Reply(standing, one, work.referrals_of_nobody().shared(one.id))


def send_code(office: Office, token: str, *, now: datetime, address: str = "") -> None:
    """Sends a code to the address to which the link was sent. Raises LinkError, ThrottledError."""
    with office.work(now, VISITOR, address) as work:
        link, one = _closed(work, token)
        about = f"referral:{one.id}"
        throttled(work, f"reply code to {link.id}", address, about, most=CODES)
        code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
        until = now + timedelta(minutes=CODE_MINUTES)
        ReplyLinks(work.connection).set_code(link.id, _sealed(work, link, code), until)
        work.send(Letter.REFERRAL_CODE, link.email, about=about, code=code, minutes=str(CODE_MINUTES))


def give_code(office: Office, token: str, code: str, *, now: datetime, address: str = "") -> str:
    """What the browser is to hold, now that the code was given; the referral has then been received.

    Raises LinkError; SignInError for a wrong code; ThrottledError for too many.
    """
    with office.work(now, VISITOR, address) as work:
        link, one = _closed(work, token)
        links, about = ReplyLinks(work.connection), f"referral:{one.id}"
        attempt = throttled(work, f"reply code of {link.id}", address, about, most=TRIES)
        typed = "".join(code.split())
        right = link.awaits_code(now) and compare_digest(_sealed(work, link, typed), link.code or "")
        if right:
            Throttles(work.connection).take_back(attempt)
            browser = links.let_in(link.id, until=now + timedelta(minutes=OPEN_MINUTES))
            work.record(Event.REPLY_LINK_OPENED, about, link=link.id)
            received(work, one, f"link:{link.id}")
        else:
            work.record(Event.CODE_FAILED, about, link=link.id)
            if attempt.failures + 1 >= TRIES:
                links.set_code(link.id, None, now)  # guessing begins anew, with another code
            if _wrong(work, link, about) >= TRIES_EVER:
                links.end(link.id, now)  # the group is reminded with another link
    if not right:
        raise SignInError("wrong code")
    return browser


def answer(
    office: Office,
    token: str,
    browser: str,
    name: Name,
    given: Answer,
    *,
    key: str,
    now: datetime,
    address: str = "",
) -> None:
    """The one answer: yes, a waiting list, or no. Sent again by the same form it is done once.

    Raises LinkError where the link does not stand open; InvalidError for "reason", "expected" or "note"; MoveError for
    what a link cannot answer; StaleError if there is an answer already.
    """
    with office.work(now, VISITOR, address) as work:
        found = ReplyLinks(work.connection).find(token)
    by = f"link:{found.id}" if found else VISITOR
    with office.work(now, by, address) as work:
        clean = cleaned(given)
        said = (name, clean.reason or "", str(clean.expected or ""), clean.note)
        once(work, key and f"reply {key}", said, lambda: _answer(work, token, browser, name, clean))


def _answer(work: Work, token: str, browser: str, name: Name, given: Answer) -> str:
    link, standing, one = _standing(work, token, browser)
    if standing in (Standing.THANKS, Standing.ANSWERED):
        raise StaleError("there is an answer already")
    if link is None or one is None or standing is not Standing.OPEN:
        raise LinkError("the link does not stand open")
    answered(work, one, name, work.by, given)
    if not ReplyLinks(work.connection).use(link.id, work.now):
        raise StaleError("the link was used")
    return one.id


def _standing(work: Work, token: str, browser: str) -> tuple[ReplyLink | None, Standing, Referral | None]:
    link = ReplyLinks(work.connection).find(token)
    if link is None:
        return None, Standing.GONE, None
    if link.used_at is not None:
        return link, Standing.THANKS, None
    referrals = work.referrals_of_nobody()
    one, thing = referrals.any(link.referral), referrals.thing(link.referral, work.now)
    if one is None or thing is None or not thing.shared:
        return link, Standing.STOPPED, None
    if not _to_answer(link, one):
        return link, Standing.ANSWERED, None
    if work.now >= link.until:
        return link, Standing.GONE, None
    if link.is_open_to(browser, work.now):
        return link, Standing.OPEN, one
    return link, Standing.CODE if link.awaits_code(work.now) else Standing.CLOSED, one


def _to_answer(link: ReplyLink, one: Referral) -> bool:
    """Whether an answer is wanted: to what was asked, or to whether there is room now for whoever has waited."""
    sent_at = link.until - timedelta(days=LINK_DAYS)
    return one.status in UNANSWERED or (one.status is Status.WAITING and one.moved_at <= sent_at)


def _closed(work: Work, token: str) -> tuple[ReplyLink, Referral]:
    """The link and its referral, for which a code can be asked and given. Raises LinkError."""
    link, _, one = _standing(work, token, "")
    if link is None or one is None:
        raise LinkError("the link leads to nothing")
    return link, one


def _wrong(work: Work, link: ReplyLink, about: str) -> int:
    """How many wrong codes were given with a link, of the last TRIES_EVER for its referral."""
    audit = Audit(work.connection, work.office.key("audit"))
    rows = audit.rows(thing=about, events=(Event.CODE_FAILED,), limit=TRIES_EVER)
    return sum(row.detail.get("link") == link.id for row in rows)


def _sealed(work: Work, link: ReplyLink, code: str) -> str:
    return fingerprint(work.office.key("reply-code"), f"{link.id} {code}")
