"""S17: what ends a session on one server ends it on every other at once, and what one began the other goes on with."""

import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from poai.actions import accounts, own_account
from poai.actions.office import Office
from poai.settings import Settings
from poai.store import Sessions
from tests.actions.cast import ADMINISTRATOR, PASSWORD, Cast
from tests.exampleton.files import CONTENT, DIRECTORY
from tests.serving import Server, serving


class _Still(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Shows where a redirect leads and does not go there."""


_OPENER = urllib.request.build_opener(_Still)


@dataclass
class Visitor:
    """A browser that asks either server: its cookie counts on both."""

    cookie: str = ""

    def asks(self, server: Server, path: str, **fields: str) -> tuple[int, str, str]:
        """Status, where it leads, and the page."""
        body = urllib.parse.urlencode(fields).encode() if fields else None
        headers = {"Origin": server.url, "Cookie": self.cookie}
        asked = urllib.request.Request(server.url + path, data=body, headers=headers)
        try:
            answer = _OPENER.open(asked, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            for line in answer.headers.get_all("set-cookie", []):
                self.cookie = line.partition(";")[0]
            return answer.status, answer.headers.get("location", ""), answer.read().decode()

    def token(self, server: Server, path: str) -> str:
        found = re.search(r'name="csrf" value="([^"]+)"', self.asks(server, path)[2])
        assert found
        return found[1]


@dataclass
class Place:
    """Two servers over one store, and its staff."""

    one: Server
    two: Server
    cast: Cast


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("two")
    shared = {
        "POAI_DATA": str(folder / "data"),
        "POAI_DIRECTORY": str(DIRECTORY),
        "POAI_CONTENT": str(CONTENT),
    }
    with (
        serving(folder / "one", cwd=None, **shared) as one,
        serving(folder / "two", cwd=None, **shared) as two,
    ):
        office = Office.open(Settings.read(shared))
        cast = Cast(office.store, datetime.now(UTC), office.secret)
        cast.office = office
        yield Place(one, two, cast)
        office.store.close()


def signed_in(place: Place, name: str) -> Visitor:
    """The first step on one server, the second on the other."""
    account = place.cast.account(name)
    visitor = Visitor()
    token = visitor.token(place.one, "/sign-in")
    status, _, _ = visitor.asks(place.one, "/sign-in", csrf=token, email=account.email, password=PASSWORD)
    assert status == 303
    token = visitor.token(place.two, "/sign-in/code")
    place.cast.now = datetime.now(UTC)
    status, to, _ = visitor.asks(place.two, "/sign-in/code", csrf=token, code=place.cast.code())
    assert (status, to) == (303, "/staff")
    assert visitor.asks(place.one, "/staff")[0] == 200
    return visitor


@pytest.mark.slow
@pytest.mark.parametrize(
    "how", ["signs out", "changes password", "is disabled", "sessions ended", "signs out elsewhere"]
)
def test_s17_a_session_ends_everywhere_at_once(place: Place, how: str) -> None:
    name = how.replace(" ", "-")
    visitor = signed_in(place, name)
    before, now = visitor.cookie, datetime.now(UTC)
    token = visitor.token(place.one, "/account")
    office, themselves = place.cast.office, place.cast.present(before.partition("=")[2])
    ada = place.cast.actor(f"ada-{name}", ADMINISTRATOR)
    if how == "signs out":
        visitor.asks(place.one, "/sign-out", csrf=token)
    elif how == "changes password":
        fields = {"password": PASSWORD, "new_password": "seven grey herons waiting"}
        assert visitor.asks(place.one, "/account/password", csrf=token, **fields)[0] == 303
        assert visitor.asks(place.two, "/staff")[0] == 200  # with the new key
    elif how == "is disabled":
        accounts.disable(office, ada, themselves.id, now=now)
    elif how == "sessions ended":
        accounts.end_sessions(office, ada, themselves.id, now=now)
    else:
        with office.store.work() as connection:
            token_elsewhere, _ = Sessions(connection).start(
                themselves.id, "second-factor", device="", now=now
            )
        own_account.end_other_sessions(office, place.cast.present(token_elsewhere), now=now)
    for server in (place.two, place.one):
        assert Visitor(before).asks(server, "/staff")[:2] == (303, "/sign-in?back=/staff")
        assert Visitor(before).asks(server, "/session/stay", csrf=token)[0] == 303
