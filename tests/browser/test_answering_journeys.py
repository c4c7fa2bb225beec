"""Groups answer from a phone: one by the link in a letter, one that is looking when the person changes their mind."""

import re
import time
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

from playwright.sync_api import Page, expect

from poai.actions.moving import move
from poai.domain.access import Actor
from poai.domain.person import Person
from poai.domain.referral import Name, Party, Referral, Status
from poai.store import Keys, Referrals
from tests.browser.asking import CHAPEL, referral
from tests.browser.checks.axe import axe_problems
from tests.browser.checks.reflow import reflow_problems
from tests.browser.checks.targets import target_problems
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.office import LETTERS_WITHIN, Staff
from tests.browser.steps import Visitor
from tests.browser.test_staff_journeys import heading, main_button
from tests.serving import Server

TO = CHAPEL.email or ""


def somebody(staff: Staff) -> tuple[Actor, Person]:
    """Somebody of the worker's, and the worker."""
    staff.cast.now = datetime.now(UTC)
    worker = staff.account("link-worker")
    actor = staff.cast.present(staff.cast.signed_in(worker))
    return actor, staff.cast.person(actor, "Ivy Example", staff.team, worker.id)


def now_is(staff: Staff, one: Referral) -> Referral:
    with staff.cast.store.read() as connection:
        found = Referrals(connection, None, Keys.load(connection, staff.cast.secret)).any(one.id)
    assert found
    return found


def newest_code(mail: Path) -> str:
    """The six digits in the letter to the chapel, once it has been sent."""
    give_up = time.monotonic() + LETTERS_WITHIN
    while time.monotonic() < give_up:
        for file in mail.glob("*.eml"):
            letter = message_from_bytes(file.read_bytes(), policy=policy.default)
            found = re.search(r"^([0-9]{6})\s*$", letter.get_content(), re.MULTILINE)
            if letter["to"] == TO and found:
                return found[1]
        time.sleep(0.1)
    raise AssertionError("no letter with a code")


def problems(page: Page) -> list[str]:
    return [*axe_problems(page), *reflow_problems(page), *target_problems(page)]


def test_a_group_without_an_account_answers_by_a_letters_link(
    open_page: OpenPage, staff: Staff, server: Server
) -> None:
    # Given a letter to a group that has only an address
    worker, person = somebody(staff)
    one = referral(staff.cast, person, worker.id, "tea", organisation=CHAPEL.slug)
    move(staff.cast.office, worker, one.id, Name.SEND, version=0, now=staff.cast.now)
    phone = open_page(scripts=False, **PHONE)
    volunteer = Visitor(phone)

    # when a volunteer follows it and asks for the code
    phone.goto(staff.link(TO, "reply"))
    assert heading(phone) == "Can your group help somebody?"
    volunteer.follows(main_button(phone, "Send me the code"))
    assert problems(phone) == []
    expect(phone.get_by_text("Ivy")).to_have_count(0)
    phone.get_by_label("Code").fill(newest_code(server.log.parent / "mail"))
    volunteer.follows(main_button(phone, "Continue"))

    # then they see what was shared, and say when there will be room
    assert heading(phone) == "Ivy Example"
    assert problems(phone) == []
    volunteer.follows(phone.get_by_role("link", name="Put them on your waiting list"))
    volunteer.follows(main_button(phone, "Put them on the waiting list"))
    assert problems(phone) == []
    for part, number in (("Day", "12"), ("Month", "5"), ("Year", "2099")):
        phone.get_by_label(part).fill(number)
    volunteer.follows(main_button(phone, "Put them on the waiting list"))
    assert heading(phone) == "Thank you for your answer"
    assert problems(phone) == []
    assert now_is(staff, one).status is Status.WAITING

    # and the link shows nothing more, while the worker at a desk reads the answer
    phone.reload()
    expect(phone.get_by_text("Ivy")).to_have_count(0)
    desk = staff.signed_in(open_page(), "link-worker")
    desk.goto(f"/referrals/{one.id}")
    expect(desk.locator(".app-tag").first).to_have_text("On a waiting list")
    expect(desk.get_by_text("Room is likely from Tuesday 12 May 2099").first).to_be_visible()


def test_consent_withdrawn_while_the_group_is_looking_stops_its_next_click(
    open_page: OpenPage, staff: Staff
) -> None:
    # Given a group that is looking at somebody who was referred to it
    _, person = somebody(staff)
    moves = ((Name.SEND, Party.WORKER), (Name.OPEN, Party.ORGANISATION))
    one = referral(staff.cast, person, staff.account("link-worker").id, "dance", *moves)
    desk, phone = staff.signed_in(open_page(scripts=False), "link-worker"), open_page(**PHONE)
    worker, volunteer = Visitor(desk), Visitor(staff.signed_in(phone, "organisation-member"))
    phone.goto(f"/inbox/{one.id}")
    assert heading(phone) == "Ivy Example"

    # when the person tells the worker that they have changed their mind
    desk.goto(f"/cases/{person.id}/consents/{one.consent}")
    desk.get_by_label("What did the person say?").fill("I would rather stay at home.")
    worker.follows(main_button(desk, "Stop sharing now"))
    expect(desk.get_by_text("Sharing has stopped.")).to_be_visible()

    # then the group's yes comes to nothing, and no page of theirs names the person
    volunteer.follows(main_button(phone, "Yes, we can help"))
    expect(phone.get_by_text("Ivy")).to_have_count(0)
    assert now_is(staff, one).status is Status.WITHDRAWN
    for path in (f"/inbox/{one.id}", f"/inbox/{one.id}/move/decline"):
        phone.goto(path)
        expect(phone.get_by_text("Ivy")).to_have_count(0)
        expect(phone.get_by_text("rather stay at home")).to_have_count(0)
    desk.goto(f"/referrals/{one.id}")
    expect(desk.locator(".app-tag").first).to_have_text("Withdrawn")
