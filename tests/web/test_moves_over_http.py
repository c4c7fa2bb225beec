"""Every move from every status by everybody, as forms that anybody could send: only those of the table are taken."""

from itertools import product
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from poai.domain.referral import Name, Party, Referral, Status
from poai.store import Sessions
from poai.web.csrf import session_token
from tests.actions.casework import Casework, apt
from tests.actions.test_moving import PARTS, UNSEEN
from tests.domain.test_referral import ROWS
from tests.web.staff import StaffSite
from tests.web.visiting import HOME, SAME_SITE

# The forms, in what part one makes a move by each, and which.
DOORS = {
    "/referrals/{id}/move": ({Party.WORKER, Party.MAKER}, set(Name)),
    "/inbox/{id}/move/{move}": (
        {Party.ORGANISATION},
        {Name.ACCEPT, Name.WAIT, Name.DECLINE, Name.NOT_STARTED, Name.FINISH},
    ),
    "/inbox/{id}/contacts": ({Party.ORGANISATION}, {Name.START}),
    "/steward/referrals/{id}/correct": ({Party.STEWARD}, {Name.CORRECT}),
}
NARROW = {Name.START, Name.CORRECT}  # their own forms make no other move


class Forms:
    """Whoever it is sends what they like."""

    def __init__(self, site: StaffSite, work: Casework) -> None:
        self.site = site
        self.browser = TestClient(
            site.app, base_url=HOME, raise_server_exceptions=False, follow_redirects=False
        )
        self.tokens = {}
        self.csrf = {}
        with site.cast.store.work() as connection:
            sessions = Sessions(connection)
            for name, actor in work.actors.items():
                token, session = sessions.start(actor.id, "second-factor", device="a test", now=site.cast.now)
                self.tokens[name] = token
                self.csrf[name] = session_token(site.settings.secret, session)

    def send(self, who: str, door: str, one: Referral, name: Name) -> int:
        answer = apt(name, self.site.cast.now.date())
        fields = {
            "csrf": self.csrf[who],
            "version": str(one.version),
            "move": name,
            "reason": answer.reason or "",
            "outcome": answer.outcome or "",
            "note": answer.note,
            f"{name}-note": answer.note,
            "why": answer.note,
            "kind": "spoke",
        }
        for field, day in (("on", self.site.cast.now.date()), ("expected", answer.expected)):
            if day:
                fields |= {f"{field}_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}
        path = door.format(id=one.id, move=name)
        headers = {**SAME_SITE, "content-type": "application/x-www-form-urlencoded"}
        cookie = {"cookie": f"__Host-session={self.tokens[who]}"}
        return self.browser.post(path, content=urlencode(fields), headers=headers | cookie).status_code


@pytest.mark.slow
def test_s20_no_form_makes_a_move_that_the_table_does_not_allow(site: StaffSite) -> None:
    work = Casework(site.cast)
    forms = Forms(site, work)
    outsiders = {who for who, parts in PARTS.items() if not parts}
    for status, (door, (parts, moves)) in product(Status, DOORS.items()):
        tries = [
            (who, name)
            for who, name in product(PARTS, moves if moves <= NARROW else Name)
            if who not in outsiders or status in ROWS[name][0]
        ]
        made = work.referrals(status, [f"{status}-{door}-{number}" for number in range(len(tries))])
        for (who, name), one in zip(tries, made, strict=True):
            sources, to, by = ROWS[name]
            seen = PARTS[who] - ({Party.ORGANISATION} if status in UNSEEN else set())
            allowed = status in sources and bool(seen & by & parts) and name in moves
            if (name, status) == (Name.REOPEN, Status.WITHDRAWN):
                allowed = False  # they are asked again first, which this form does not say
            code = forms.send(who, door, one, name)
            after = work.now_is(one)
            told = (door, status, who, name, code)
            assert code < 500, told
            if not allowed and (who, status) == ("olga", Status.SENT) and after.version > one.version:
                # The page that says why shows the referral, so the group has seen it now, and nothing else.
                assert door.startswith("/inbox"), told
                assert (after.status, after.version) == (Status.RECEIVED, one.version + 1), told
                continue
            assert after.version == one.version + allowed, told
            assert after.status is (to if allowed else status), told
            if who in outsiders and not PARTS[who]:
                assert code == 404 or (who == "neil" and not allowed), told


def test_looking_for_the_first_time_is_the_only_way_to_open(site: StaffSite) -> None:
    work = Casework(site.cast)
    forms = Forms(site, work)
    for status in Status:
        for who in PARTS:
            one = work.referral(status, listing=f"{status}-{who}")
            cookie = {"cookie": f"__Host-session={forms.tokens[who]}"}
            for path in (f"/inbox/{one.id}", f"/referrals/{one.id}"):
                forms.browser.get(path, headers=cookie)
            opened = status is Status.SENT and who == "olga"
            assert work.now_is(one).version == one.version + opened, (status, who)
