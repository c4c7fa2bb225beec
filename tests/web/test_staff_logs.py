"""S51: whatever staff type, send or are sent, and whatever goes wrong with it, none of it is in the log."""

import json
import re
from pathlib import Path
from urllib.parse import quote, unquote, urlencode

import httpx2
import pytest
from sqlalchemy import text

from poai.domain.access import Permission
from poai.store import open_store
from poai.web.page import Policy
from poai.web.routes import ROUTES
from tests.serving import serving
from tests.web.visiting import Seen

MARKER = "zebracrossing"
BREAK = '\r\n{"level": "info", "says": "all is well"}'
# Every field that a form of staff has; each holds what must not be written down, and tries to begin a line of its own.
TYPED = {
    name: f"{MARKER} {name}{BREAK}"
    for name in "back code kept name names new_password password reach reason reference role state who worker".split()
} | {"email": f"{MARKER}@example.org", "place": "guardian"}
SENT = (
    (f"{MARKER} Ångström", "Phone 020 7946 0999, " + MARKER),  # taken as they are
    (f"{MARKER}{BREAK}", "\x00" + MARKER),
)


class Staff:
    """Somebody of the demo, in a browser of their own."""

    def __init__(self, url: str, name: str) -> None:
        self.browser = httpx2.Client(
            base_url=url,
            headers={"origin": url, "user-agent": f"{MARKER} Firefox"},
            limits=httpx2.Limits(max_keepalive_connections=0),  # the server hangs up after a fault
        )
        self.statuses: set[int] = set()
        seen = Seen(url, self.browser.get("/demo").text)
        names = [words for level, words in seen.headings if level == "h3"]
        ways = [form for form in seen.forms if form.action.endswith("/demo/be")]
        self.public = ways[0].value("csrf")
        chosen = dict(zip(names, ways, strict=True))[f"{name} Example"]
        self.send(chosen.action, dict(chosen.fields))
        self.token = self.browser.cookies["session"]
        self.csrf = Seen(url, self.browser.get("/staff").text).forms[0].value("csrf")

    def send(self, path: str, fields: dict[str, str]) -> None:
        kind = {"content-type": "application/x-www-form-urlencoded"}
        answer = self.browser.post(path, content=urlencode(fields), headers=kind)
        self.statuses.add(answer.status_code)

    def try_everything(self) -> None:
        """Every page and every form of those who sign in, with the marker wherever something can be said."""
        for entry in ROUTES:
            if entry.allow is Policy.PUBLIC or entry.path in ("/sign-out", "/account/sessions/end-others"):
                continue
            path = re.sub(r"\{\w+\}", quote(f"{MARKER}{BREAK}"), entry.path)
            if "POST" in entry.methods:
                csrf = self.csrf if isinstance(entry.allow, Permission) else self.public
                for names, reach in SENT:
                    self.send(path, TYPED | {"names": names, "reach": reach, "name": names, "csrf": csrf})
            else:
                self.statuses.add(self.browser.get(f"{path}?who={MARKER}&page={MARKER}").status_code)


@pytest.mark.slow
def test_s51_the_log_holds_nothing_of_anybodys_even_where_the_store_fails(tmp_path: Path) -> None:
    data = tmp_path / "demo"
    with serving(tmp_path / "log", more=("--demo", "--demo-people", "4"), POAI_DATA=str(data)) as server:
        staff = [Staff(server.url, name) for name in ("Robin", "Wren", "Merle")]
        for each in staff:
            each.try_everything()
        assert {200, 303, 404, 422} <= set().union(*(each.statuses for each in staff))
        store = open_store(data / "store.db")
        with store.work() as connection:
            for table in ("person", "team", "throttle", "token"):
                connection.execute(text(f"ALTER TABLE {table} RENAME TO {table}_elsewhere"))
        for each in staff:
            each.try_everything()
            assert 500 in each.statuses
            each.browser.close()
        store.close()
        lines = server.log.read_text().splitlines()
    told = [json.loads(line) for line in lines if line.startswith("{")]
    faults = [line for line in told if "fault" in line]
    assert any(line["fault"][0]["kind"] == "OperationalError" for line in faults)
    where = {line["says"].split(" at ")[-1] for line in faults if line["from"] == "poai.web"}
    assert {"POST /cases/new", "GET /invitation/…", "GET /cases/{id}"} <= where
    plain = [line for line in lines if not line.startswith("{")]
    assert len(plain) <= 4, plain[:10]  # what the command says to whoever started it
    said = unquote("\n".join(lines)).lower()
    assert MARKER not in said
    assert "all is well" not in said
    for secret in (
        (data / "secret").read_text(),
        *(part for each in staff for part in (each.token, each.csrf)),
    ):
        assert secret.lower() not in said
