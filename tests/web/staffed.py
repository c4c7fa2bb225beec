"""Exampleton at work: two teams, two organisations, somebody of each role, and people who are helped."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from httpx2 import Response
from starlette.testclient import TestClient

from poai.domain.access import Actor, Strength
from poai.domain.account import Account, Grant, Role
from poai.domain.person import Person
from poai.domain.team import Team
from poai.settings import Settings
from poai.store import Organisations, Sessions
from poai.web.csrf import public_token, session_token
from tests.actions.cast import Cast
from tests.web.staff import Hands, StaffSite
from tests.web.visiting import HOME, SAME_SITE

Fields = Mapping[str, str] | Sequence[tuple[str, str]]
NOBODY = ""  # whoever has no account
REASON = "Her neighbour rang: she is not answering, and her own worker is away."
_FORM = {"content-type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Staffed:
    """A site with its staff by name. `northerner` is Nora's, `southerner` Sami's, `unassigned` the north's and nobody's yet."""

    site: StaffSite
    browser: TestClient
    north: Team
    south: Team
    groups: tuple[str, str]
    staff: Mapping[str, Account]
    northerner: Person
    unassigned: Person
    southerner: Person

    @classmethod
    def open(cls, small: Settings, folder: Path) -> "Staffed":
        """Fills a new store in `folder`, with the directory of `small` in it."""
        for file in small.data.glob("store.db*"):
            shutil.copy(file, folder)
        site = StaffSite.open(small, folder)
        cast = site.cast
        north, south = cast.team("North team"), cast.team("South team")
        with cast.store.read() as connection:
            first, second = sorted(one.slug for one in Organisations(connection).published())[:2]
        given = {
            "nora": Grant(Role.LINK_WORKER, north.id),
            "neil": Grant(Role.LINK_WORKER, north.id),
            "lena": Grant(Role.TEAM_LEAD, north.id),
            "sami": Grant(Role.LINK_WORKER, south.id),
            "olga": Grant(Role.ORGANISATION_MEMBER, first),
            "omar": Grant(Role.ORGANISATION_MEMBER, second),
            "stew": Grant(Role.STEWARD, "north-end"),
            "wilma": Grant(Role.STEWARD),
            "ada": Grant(Role.ADMINISTRATOR),
            "gus": Grant(Role.GUARDIAN),
        }
        staff = {name: cast.account(name, grant) for name, grant in given.items()}
        nora, lena, sami = (cast.present(cast.signed_in(staff[name])) for name in ("nora", "lena", "sami"))
        return cls(
            site,
            TestClient(site.app, base_url=HOME, raise_server_exceptions=False, follow_redirects=False),
            north,
            south,
            (first, second),
            staff,
            cast.person(nora, "Ivy Northerner", north, nora.id),
            cast.person(lena, "Hazel Unassigned", north),
            cast.person(sami, "Ash Southerner", south, sami.id),
        )

    @property
    def cast(self) -> Cast:
        return self.site.cast

    def __getitem__(self, name: str) -> Account:
        return self.staff[name]

    def hands(self, name: str) -> Hands:
        """A browser in which somebody is signed in."""
        return self.site.hands(self.staff[name])

    def actor(self, name: str) -> Actor:
        """Somebody in a session of their own."""
        return self.cast.present(self.token(name))

    def token(self, name: str, strength: Strength = "second-factor") -> str:
        """A new session of somebody's; of nobody's, none."""
        if name == NOBODY:
            return ""
        with self.cast.store.work() as connection:
            account = self.staff[name].id
            return Sessions(connection).start(account, strength, device="a test", now=self.cast.now)[0]

    def get(self, path: str, token: str) -> Response:
        """What a browser with that session is answered."""
        return self.browser.get(path, headers=_cookie(token))

    def post(self, path: str, token: str, fields: Fields = (), *, public: bool = False) -> Response:
        """What it is answered for a form of ours that says `fields`; `public` for one that anybody may send."""
        pairs = list(fields.items()) if isinstance(fields, Mapping) else list(fields)
        csrf = public_token(self.site.settings.secret) if public else self._csrf(token)
        body = urlencode([("csrf", csrf), *pairs])
        return self.browser.post(path, content=body, headers={**SAME_SITE, **_FORM, **_cookie(token)})

    def _csrf(self, token: str) -> str:
        with self.cast.store.read() as connection:
            present = Sessions(connection).find(token, self.cast.now)
        return session_token(self.site.settings.secret, present.session) if present else ""


def _cookie(token: str) -> dict[str, str]:
    return {"cookie": f"__Host-session={token}"} if token else {}
