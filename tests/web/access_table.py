"""Who gets in where, found by asking for every address as everybody: `python -m tests.web.access_table` writes the table anew."""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from httpx2 import Response

from poai.domain.access import Permission
from poai.web.page import Policy
from poai.web.routes import ROUTES
from poai.web.routing import Entry
from tests.exampleton.files import CONTENT, DIRECTORY
from tests.web.conftest import prepared
from tests.web.staffed import NOBODY, Staffed

FILE = Path(__file__).with_suffix(".csv")
# The columns: who asks, and the column's name.
ASKING = {
    NOBODY: "nobody",
    "half": "password only",
    "nora": "link worker",
    "lena": "team lead",
    "olga": "organisation member",
    "stew": "steward",
    "ada": "administrator",
    "gus": "guardian",
}
IN, SIGN_IN, SECOND_STEP, HOME, MISSING = "yes", "sign in", "second step", "home", "missing"


def table(site: Staffed) -> Iterator[str]:
    """The table's lines: an address, a method, what it needs, and what each is answered."""
    missing = without_address(site.get("/no/such/page", NOBODY))
    yield ",".join(("address", "method", "needs", *ASKING.values()))
    for entry in ROUTES:
        for method in entry.methods:
            needs = entry.allow if isinstance(entry.allow, Permission) else entry.allow.name.lower()
            answers = [_answer(site, entry, method, name, missing) for name in ASKING]
            yield ",".join((entry.path, method, str(needs), *answers))


def _answer(site: Staffed, entry: Entry, method: str, name: str, missing: str) -> str:
    """What somebody is answered who asks with a new session and, for a form, with nothing in it."""
    token = site.token("nora", "password") if name == "half" else site.token(name)
    path = address(site, entry.path)
    public = entry.allow in (Policy.PUBLIC, Policy.GUEST)
    response = site.get(path, token) if method == "GET" else site.post(path, token, public=public)
    return verdict(response, missing)


def verdict(response: Response, missing: str) -> str:
    """An answer in a word; `missing` is the page for what is not there."""
    where = response.headers.get("location", "") if response.status_code == 303 else ""
    if where.partition("?")[0] == "/sign-in":
        return SIGN_IN
    if where == "/sign-in/code":
        return SECOND_STEP
    if where == "/staff":
        return HOME
    if response.status_code == 404 and without_address(response) == missing:
        return MISSING
    assert response.status_code in (200, 303, 400, 404, 409, 422), f"{response.url}: {response.status_code}"
    return IN


def without_address(response: Response) -> str:
    """A page's bytes as text, but for the address that was asked for."""
    return response.text.replace(str(response.url.path), "")


def address(site: Staffed, path: str) -> str:
    """An address of the pattern `path` at which there is something that those who may would see."""
    things = {
        "/admin/accounts/{id}": site["sami"].id,
        "/admin/teams/{id}": site.north.id,
        "/cases/team/{id}": site.north.id,
        "/cases/{id}": site.northerner.id,
        "/guardian/people/{id}": site.northerner.id,
        "/listings/{slug}": "harbour-library",
        "/organisations/{slug}": "exampleton-council",
        "/areas/{key}": "north-end",
        "/needs/{key}": "company",
        "/{page}": "privacy",
    }
    for pattern, thing in things.items():
        if path.startswith(pattern) and "{" in path:
            changing = pattern[pattern.index("{") :]
            return path.replace(changing, thing)
    return path.replace("{token}", "a-link-that-never-was")


def main() -> None:
    """Writes the table."""
    with TemporaryDirectory() as folder:
        made = prepared(Path(folder) / "site", POAI_DIRECTORY=str(DIRECTORY), POAI_CONTENT=str(CONTENT))
        site = Staffed.open(made, Path(folder))
        FILE.write_text("".join(f"{line}\n" for line in table(site)))
        site.cast.store.close()
    sys.stdout.write(f"{FILE}\n")


if __name__ == "__main__":
    main()
