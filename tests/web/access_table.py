"""Who gets in where, found by asking for every address as everybody: `python -m tests.web.access_table` writes the table anew."""

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from httpx2 import Response
from sqlalchemy import update

from poai.actions import changing, suggestions
from poai.actions.suggesting import Sent, stamped, suggest_change
from poai.domain.access import Permission
from poai.domain.referral import Name, Party
from poai.store import Listings
from poai.store.referral_tables import referral as referrals
from poai.web.page import Policy
from poai.web.routes import ROUTES
from poai.web.routing import Entry
from tests.browser.asking import referral
from tests.browser.conversing import converse
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
    "wilma": "steward of the whole place",
    "ada": "administrator",
    "gus": "guardian",
}
IN, SIGN_IN, SECOND_STEP, HOME, MISSING = "yes", "sign in", "second step", "home", "missing"


def table(site: Staffed) -> Iterator[str]:
    """The table's lines: an address, a method, what it needs, and what each is answered."""
    missing = without_address(site.get("/no/such/page", NOBODY))
    things = examples(site)
    yield ",".join(("address", "method", "needs", *ASKING.values()))
    for entry in ROUTES:
        for method in entry.methods:
            needs = entry.allow if isinstance(entry.allow, Permission) else entry.allow.name.lower()
            answers = [_answer(site, entry, method, name, missing, things) for name in ASKING]
            yield ",".join((entry.path, method, str(needs), *answers))


def _answer(
    site: Staffed, entry: Entry, method: str, name: str, missing: str, things: Mapping[str, str]
) -> str:
    """What somebody is answered who asks with a new session and, for a form, with nothing in it."""
    token = site.token("nora", "password") if name == "half" else site.token(name)
    path = address(entry.path, things)
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
    assert response.status_code in (200, 303, 400, 403, 404, 409, 422), (
        f"{response.url}: {response.status_code}"
    )
    return IN


def without_address(response: Response) -> str:
    """A page's bytes as text, but for the address that was asked for."""
    return response.text.replace(str(response.url.path), "")


def examples(site: Staffed) -> dict[str, str]:
    """Something that those who may would see, by the beginning of an address that ends with the name of a changing part."""
    said = converse(site.cast, site.northerner.id, site["nora"].id)
    moves = ((Name.SEND, Party.WORKER), (Name.OPEN, Party.ORGANISATION))
    asked = referral(
        site.cast, site.northerner, site["nora"].id, "harbour-library", *moves, organisation=site.groups[0]
    )
    with site.cast.store.work() as connection:  # as the steward's
        connection.execute(update(referrals).values(locality="north-end"))
    own, proposal, told = _listed(site)
    return {
        "/admin/accounts/{id}": site["sami"].id,
        "/admin/teams/{id}": site.north.id,
        "/cases/team/{id}": site.north.id,
        "/cases/{id}/conversation/{talk}": said["talk"],
        "/cases/{id}/conversation/{talk}/{step}": "matters",
        "/cases/{id}/goals/{goal}": said["goal"],
        "/cases/{id}/measures/{kind}": "life",
        "/cases/{id}/consents/{consent}": asked.consent,
        "/cases/{id}": site.northerner.id,
        "/guardian/people/{id}": site.northerner.id,
        "/inbox/{id}/move/{move}": "accept",
        "/inbox/{id}": asked.id,
        "/referrals/{id}": asked.id,
        "/steward/referrals/{id}": asked.id,
        "/my-listings/proposals/{id}": proposal,
        "/my-listings/{slug}/times/{number}": "1",
        "/my-listings/{slug}/breaks/{number}": "new",
        "/my-listings/{slug}/venues/{number}": "1",
        "/my-listings/{slug}/history/{number}": "1",
        "/my-listings/{slug}": own,
        "/steward/proposals/{id}": proposal,
        "/steward/suggestions/{id}": told,
        "/steward/listings/{slug}/history/{number}": "1",
        "/steward/listings/{slug}": own,
        "/steward/groups/{slug}": "closed-society",
        "/my-group/{slug}": site.groups[0],
        "/steward/doubles/{one}/{other}": "hillside-visitors",
        "/steward/doubles/{one}": "harbour-library",
        "/listings/{slug}": "harbour-library",
        "/organisations/{slug}": "exampleton-council",
        "/areas/{key}": "north-end",
        "/needs/{key}": "company",
        "/{page}": "privacy",
    }


def _listed(site: Staffed) -> tuple[str, str, str]:
    """A listing of the member's group in the steward's locality, what was proposed of it, and what somebody said of it."""
    office, now, olga = site.cast.office, site.cast.now, site.actor("olga")
    with office.work(now, olga.id) as work:
        listings = Listings(work.connection)
        like = listings.get("harbour-library")
        assert like
        own = replace(
            like,
            id="6ba7b810-9dad-11d1-80b4-00c04fd430c8",
            slug="own-listing",
            organization=site.groups[0],
            locality="north-end",
        )
        listings.publish(own, made_by="import", why="an example", now=now)
        named = replace(own, name="Another name")
        proposal = changing.change(work, olga, own.slug, named, base=1, why="an example").proposal
    sent = Sent(stamp=stamped(office, now - timedelta(minutes=5)), trap="", address="")
    suggest_change(
        office, own.slug, about="times", words="Later", name="", reach="", urgent=False, sent=sent, now=now
    )
    (told,) = suggestions.waiting(office, site.actor("stew"), now=now).open
    return own.slug, proposal, told.id


def address(path: str, things: Mapping[str, str]) -> str:
    """An address of the pattern `path` at which there is something that those who may would see."""
    filled = path
    for pattern, thing in things.items():
        if path.startswith(pattern):
            filled = filled.replace(pattern[pattern.rindex("{") :], thing, 1)
    return re.sub(r"\{\w+\}", "a-link-that-never-was", filled)


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
