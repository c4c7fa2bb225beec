"""Two people at once, in two browsers: a worker refers, a group answers, and a no becomes another referral."""

from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from poai.domain.account import Grant, Role
from poai.domain.person import Details
from poai.store import Keys, Listings, Sessions
from poai.store.person_details import packed
from poai.store.person_tables import person as person_table
from tests.browser.checks.axe import axe_problems
from tests.browser.checks.reflow import reflow_problems
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.office import Staff
from tests.browser.steps import Visitor
from tests.browser.test_staff_journeys import heading, main_button
from tests.serving import Server


def somebody(staff: Staff) -> str:
    """Somebody of the worker's, who would like company and is not known to anybody yet; their id."""
    staff.cast.now = datetime.now(UTC)
    worker = staff.account("link-worker")
    actor = staff.cast.present(staff.cast.signed_in(worker))
    person = staff.cast.person(actor, "Una Example", staff.team, worker.id)
    details = Details(reach="After ten", phone="020 7946 0018", needs=("company",), matters="My garden")
    with staff.cast.store.work() as connection:
        sealed = Keys.load(connection, staff.cast.secret).seal(packed(details), "person.details", person.id)
        one = person_table.c.id == person.id
        connection.execute(person_table.update().where(one).values(details=sealed))
    return person.id


def members_of(staff: Staff, page: Page, slugs: list[str], server: Server) -> None:
    """Signs somebody in, in the browser of `page`, who answers for the groups of these listings."""
    with staff.cast.store.work() as connection:
        groups = {found.organization for slug in slugs if (found := Listings(connection).get(slug))}
    member = staff.cast.account("journey", *(Grant(Role.ORGANISATION_MEMBER, group) for group in groups))
    with staff.cast.store.work() as connection:
        token, _ = Sessions(connection).start(
            member.id, "second-factor", device="a test", now=datetime.now(UTC)
        )
    page.context.add_cookies([{"name": "session", "value": token, "url": server.url}])


def test_a_worker_refers_a_group_says_no_and_the_next_says_yes(
    open_page: OpenPage, staff: Staff, server: Server
) -> None:
    # Given a worker at a desk, and a volunteer with a phone
    identity = somebody(staff)
    desk, phone = staff.signed_in(open_page(scripts=False), "link-worker"), open_page(**PHONE)
    worker, volunteer = Visitor(desk), Visitor(phone)
    desk.goto(f"/cases/{identity}/refer")
    boxes = desk.locator("input[name=listing]")
    slugs = [str(boxes.nth(at).get_attribute("value")) for at in range(4)]
    members_of(staff, phone, slugs, server)

    # when the worker refers, with consent, in three presses
    desk.reload()
    desk.locator(f"input[name=listing][value={slugs[0]}]").check()
    worker.follows(main_button(desk, "Refer to those chosen"))
    assert heading(desk) == "Check and send"
    assert axe_problems(desk) == []
    expect(desk.get_by_text("020 7946 0018")).to_be_visible()
    expect(desk.get_by_text("My garden")).to_have_count(0)
    desk.get_by_label("Said on the telephone").check()
    worker.follows(desk.get_by_role("button", name="Send", exact=True))
    expect(desk.get_by_text("The referral is sent.")).to_be_visible()
    made = desk.url.partition("?")[0].rpartition("/")[2]

    # and the volunteer says that there is no room
    phone.goto(f"/inbox/{made}")
    assert heading(phone) == "Una Example"
    phone.goto(f"/inbox/{made}/move/decline")
    phone.get_by_label("There is no room").check()
    volunteer.follows(main_button(phone, "Say no"))

    # then the worker is shown others that fit, and sends on
    desk.reload()
    assert desk.get_by_text("There is no room").count() > 0
    others = desk.get_by_role("heading", level=2, name="Other groups that fit")
    expect(others).to_be_visible()
    assert axe_problems(desk) == []
    assert reflow_problems(desk) == []
    worker.follows(desk.get_by_role("button", name="send on").first)
    if heading(desk) == "Check and send":
        desk.get_by_label("Said on the telephone").check()
        worker.follows(desk.get_by_role("button", name="Send", exact=True))
    expect(desk.get_by_text("The referral is sent.")).to_be_visible()
    second = desk.url.partition("?")[0].rpartition("/")[2]

    # and the next group says yes
    phone.goto(f"/inbox/{second}")
    volunteer.follows(main_button(phone, "Yes, we can help"))
    desk.reload()
    expect(desk.locator(".app-tag").first).to_have_text("Accepted")
