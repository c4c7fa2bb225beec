"""S57: a disk that is full. Nothing is half kept, people are told, finding help goes on, and it mends itself."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from poai.domain.account import Grant, Role
from poai.store.audit import verify
from tests.web.staff import StaffSite


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """No file of this process may grow beyond what the largest in `folder` is now: SQLite is told so by the system."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    largest = max(path.stat().st_size for path in folder.iterdir())
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_s57_with_the_disk_full_nothing_is_half_kept_and_it_mends_itself(site: StaffSite) -> None:
    team = site.cast.team("North")
    hands = site.hands(site.account("nora", Grant(Role.LINK_WORKER, team.id)))
    hands.sees("/cases/new")
    folder = Path(site.cast.store.name).parent
    long = "She likes to be rung after eleven. " * 20
    kept = 0
    with full(folder):
        for _ in range(40):
            hands.seen = hands.sees("/cases/new") if kept == 0 else hands.seen
            answer = hands.browser.post(
                "/cases/new",
                data={**dict(hands.seen.form("/cases/new").fields), "names": "Ivy Northerner", "reach": long},
                headers={"sec-fetch-site": "same-origin"},
            )
            if answer.status_code == 503:
                break
            kept += 1
        assert answer.status_code == 503, answer.status_code
        assert "We cannot save anything just now" in answer.text
        assert long.strip() not in answer.text
        assert hands.browser.get("/").status_code == 200, "finding help goes on"
        assert hands.browser.get("/find?q=lunch").status_code == 200
        with site.cast.store.read() as connection:
            people = connection.scalar(text("SELECT count(*) FROM person"))
    with site.cast.store.read() as connection:
        assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
        assert connection.scalar(text("SELECT count(*) FROM person")) == people
        assert verify(connection, site.cast.office.key("audit")).good
    hands.sees("/cases/new")
    hands.sends("/cases/new", names="Ash Northerner", reach="by post")
    with site.cast.store.read() as connection:
        assert connection.scalar(text("SELECT count(*) FROM person")) == (people or 0) + 1
