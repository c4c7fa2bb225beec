"""A huddle's paper: a practice's people on one A4 side, with nothing on it that is only for a screen."""

from datetime import date

from playwright.sync_api import Page
from sqlalchemy import update

from poai.domain.person import Details
from poai.store import Keys, People
from poai.store.person_tables import person
from tests.browser.checks.printing import print_problems, printed_pages
from tests.browser.office import Staff

PRACTICE = "Harbour Surgery"
MANY = 10  # people, of whom a practice speaks in a huddle


def test_a_practices_people_are_on_one_side_of_paper(staff: Staff, page: Page) -> None:
    worker = staff.account("link-worker")
    actor = staff.cast.present(staff.cast.signed_in(worker))
    with staff.cast.store.work() as connection:
        people = People(connection, actor, Keys.load(connection, staff.cast.office.secret))
        for number in range(MANY):
            details = Details(
                reach="by post",
                birth_date=date(1940 + number, 5, 1),
                matters="To get to the library again, and to see her sister in the spring, as she did before.",
                risks="A dog that barks, and a step that is higher than it looks.",
            )
            made = people.add(
                names=f"Huddle Person {number}",
                details=details,
                team=staff.team.id,
                worker=worker.id,
                now=staff.cast.now,
            )
            values = {"practice": PRACTICE, "follow_up_on": staff.cast.now.date()}
            connection.execute(update(person).where(person.c.id == made.id).values(**values))
    staff.signed_in(page, "link-worker").goto("/cases/huddle")
    page.get_by_label("Which GP practice?").select_option(PRACTICE)
    page.get_by_role("button", name="Show its people").click()
    page.get_by_role("heading", name=f"Huddle: {PRACTICE}").wait_for()
    sides = printed_pages(page)
    assert len(sides) == 1, [side[-200:] for side in sides]
    for number in range(MANY):
        assert f"Huddle Person {number}" in sides[0]
    assert print_problems(page) == []
