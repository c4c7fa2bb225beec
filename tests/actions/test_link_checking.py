import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from poai.actions.link_checking import Links, NoWayOutError, check_links, links, problem_at
from poai.domain.access import Actor
from poai.domain.account import Grant, Role
from poai.domain.audit import Event
from poai.domain.errors import NotFoundError
from poai.fetching import Address
from poai.interchange.directory import read_directory
from poai.store import Listings, Organisations
from tests.actions.cast import Cast
from tests.exampleton.files import DIRECTORY

SEED = read_directory(DIRECTORY)
FIRST = next(each for each in SEED.listings if each.locality != "borough-wide")
SECOND = next(each for each in SEED.listings if each.locality not in ("borough-wide", FIRST.locality))


class Pages(BaseHTTPRequestHandler):
    """Answers with the number in the address."""

    def do_GET(self) -> None:
        self.send_response(int(self.path.lstrip("/")))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- as the library has it
        """Nobody reads it."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def here(address: Address) -> bool:
    return str(address) == "127.0.0.1"


def listed(cast: Cast, first: str, second: str) -> Actor:
    """A listing with each of these addresses, in two areas, and the steward of the first."""
    with cast.store.work() as connection:
        for group in SEED.organisations:
            Organisations(connection).publish(group, made_by="import", why="a test", now=cast.now)
        for listing, url in ((FIRST, first), (SECOND, second)):
            Listings(connection).publish(replace(listing, url=url), made_by="a", why="a test", now=cast.now)
    return cast.actor("stella", Grant(Role.STEWARD, FIRST.locality))


def known(cast: Cast, actor: Actor) -> Links:
    return links(cast.office, actor, now=cast.now)


def test_nothing_is_looked_at_before_a_steward_says_so(cast: Cast, site: str) -> None:
    actor = listed(cast, f"{site}/404", f"{site}/404")
    found = known(cast, actor)
    assert (found.total, found.unchecked, found.broken, found.oldest) == (1, 1, (), None)


def test_what_does_not_answer_is_told_with_since_when(cast: Cast, site: str) -> None:
    actor = listed(cast, f"{site}/404", f"{site}/200")
    began = cast.now
    for _ in range(2):
        assert check_links(cast.office, actor, now=cast.now, reaches=here) == 1
        cast.later(days=1)
    (broken,) = known(cast, actor).broken
    assert [each.slug for each in broken.listings] == [FIRST.slug]
    assert broken.looked is not None
    assert (broken.looked.problem, broken.looked.broken_since) == ("status-404", began)
    assert cast.count(Event.LINKS_CHECKED) == 2


def test_what_answers_again_is_broken_no_longer(cast: Cast, site: str) -> None:
    actor = listed(cast, f"{site}/404", f"{site}/200")
    check_links(cast.office, actor, now=cast.now, reaches=here)
    listed_again = replace(FIRST, url=f"{site}/200")
    with cast.store.work() as connection:
        Listings(connection).publish(listed_again, made_by="a", why="mended", now=cast.now)
    assert known(cast, actor).broken == ()
    check_links(cast.office, actor, now=cast.now, reaches=here)
    assert (known(cast, actor).broken, known(cast, actor).unchecked) == ((), 0)


def test_a_steward_is_told_of_their_own_areas_only(cast: Cast, site: str) -> None:
    listed(cast, f"{site}/200", f"{site}/500")
    other = cast.actor("stan", Grant(Role.STEWARD, SECOND.locality))
    check_links(cast.office, other, now=cast.now, reaches=here)
    whole = cast.actor("sara", Grant(Role.STEWARD, ""))
    assert [each.listings[0].slug for each in known(cast, other).broken] == [SECOND.slug]
    assert (known(cast, whole).total, known(cast, whole).unchecked) == (2, 1)


def test_who_publishes_nothing_has_nothing_looked_at(cast: Cast) -> None:
    member = cast.actor("mo", Grant(Role.ORGANISATION_MEMBER, FIRST.organization))
    with pytest.raises(NotFoundError):
        check_links(cast.office, member, now=cast.now, reaches=here)
    with pytest.raises(NotFoundError):
        known(cast, member)


def test_a_private_address_in_a_listing_is_never_asked(cast: Cast, site: str) -> None:
    actor = listed(cast, f"{site}/200", f"{site}/200")
    check_links(cast.office, actor, now=cast.now)
    (broken,) = known(cast, actor).broken
    assert broken.looked is not None
    assert broken.looked.problem == "private"


@pytest.mark.parametrize(
    ("status", "problem"), [(200, ""), (403, ""), (404, "status-404"), (503, "status-503")]
)
def test_who_only_wants_no_programs_is_there(site: str, status: int, problem: str) -> None:
    assert problem_at(f"{site}/{status}", here) == problem


def test_where_no_site_can_be_reached_nothing_is_written_down(cast: Cast) -> None:
    """A server without a way to the web must not call every link of the directory broken."""
    listed(cast, "http://one.invalid/", "http://two.invalid/")
    whole = cast.actor("sara", Grant(Role.STEWARD, ""))
    with cast.store.work() as connection:
        third = replace(SECOND, slug="third", id=SECOND.id[:-1] + "0", url="http://three.invalid/")
        Listings(connection).publish(third, made_by="a", why="a test", now=cast.now)
    with pytest.raises(NoWayOutError):
        check_links(cast.office, whole, now=cast.now)
    assert (known(cast, whole).unchecked, known(cast, whole).broken) == (3, ())
