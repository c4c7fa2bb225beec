"""Nobody's name, reference or telephone number gets into an address, a redirect or a log, wherever staff go."""

import logging
from urllib.parse import unquote, urlsplit

import pytest

from tests.actions.cast import SECRET
from tests.web.staff import Hands
from tests.web.staffed import REASON, Staffed

PARTS = ("/staff", "/admin", "/guardian", "/cases", "/account")


def crawled(hands: Hands) -> set[str]:
    """Every page of the office that links lead to from the first, each whole; their addresses."""
    seen: set[str] = set()
    due = ["/staff"]
    while due:
        path = due.pop()
        if path in seen:
            continue
        seen.add(path)
        for address in hands.sees(path).inside:
            parts = urlsplit(address)
            found = f"{parts.path}?{parts.query}".rstrip("?")
            if found.startswith(PARTS) and "before=" not in found:
                due.append(found)
    return seen


def seeded(staffed: Staffed) -> set[str]:
    """What must not be written anywhere, in small letters."""
    people = (staffed.northerner, staffed.unassigned, staffed.southerner)
    words = {
        word for person in people for word in (*person.names.split(), person.reference, person.details.reach)
    }
    typed = {
        "fern",
        "newcomer",
        "7946",
        "0000",
        "surbiton",
        REASON[:20],
        "zelda",
        "zelda@example.org",
        SECRET,
    }
    staff = {account.email for account in staffed.staff.values()}
    return {word.lower() for word in words | typed | staff}


@pytest.mark.slow
def test_s27_nothing_that_names_somebody_is_in_an_address_or_a_log(
    staffed: Staffed, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    addresses: list[str] = []
    nora, ada = staffed.hands("nora"), staffed.hands("ada")
    nora.sees("/cases/new")
    nora.sends("/cases/new", names="Fern Newcomer", reach="020 7946 0000, 3 High Street, Surbiton")
    addresses.append(str(nora.answer.url))
    nora.sees("/cases/break-glass")
    nora.sends("/cases/break-glass", 422, reference=staffed.southerner.reference, reason="")
    nora.sends("/cases/break-glass", reason=REASON)
    addresses.append(str(nora.answer.url))
    ada.sees("/admin/accounts")
    ada.sends("/admin/accounts", who="zelda@example.org")
    addresses.append(str(ada.answer.url))
    ada.sees("/admin/accounts/new")
    ada.sends("/admin/accounts/new", name="Zelda", email="zelda@example.org", place=["guardian"])
    addresses.append(str(ada.answer.url))
    # A crawl meets no page that is missing, either: nobody is offered what they may not have.
    led = {name: crawled(staffed.hands(name)) for name in staffed.staff}
    own = {"staff", "account"}
    assert {
        name: {page.split("/")[1].partition("?")[0] for page in pages} for name, pages in led.items()
    } == {
        "nora": own | {"cases"},
        "neil": own | {"cases"},
        "lena": own | {"cases"},
        "sami": own | {"cases"},
        "olga": own,
        "omar": own,
        "stew": own,
        "wilma": own,
        "ada": own | {"admin"},
        "gus": own | {"guardian"},
    }
    addresses += [page for pages in led.values() for page in pages]
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("httpx")]
    written = unquote("\n".join([*addresses, *ours])).lower()
    assert [word for word in seeded(staffed) if word in written] == []
