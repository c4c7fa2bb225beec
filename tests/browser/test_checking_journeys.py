"""Something new goes through the steward to the residents, and two people who change the same thing see both versions."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

from playwright.sync_api import expect

from poai.actions import changing
from poai.domain.listing import Listing
from poai.store import Listings
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.listed import TEA
from tests.browser.office import Staff
from tests.browser.steps import Visitor
from tests.browser.test_editing_journeys import is_whole
from tests.browser.test_staff_journeys import heading, main_button


def another(slug: str, name: str, description: str) -> Listing:
    """A listing of the same group as TEA, with nothing that tells them apart but its words."""
    return replace(TEA, id=str(uuid4()), slug=slug, name=name, description=description, phones=())


def test_a_new_listing_is_read_by_the_steward_and_then_found_by_residents(
    open_page: OpenPage, staff: Staff
) -> None:
    # Given a group's new listing, which residents do not see
    staff.cast.now = datetime.now(UTC)
    member = staff.cast.present(staff.cast.signed_in(staff.account("organisation-member")))
    new = another("ukulele-evening", "Ukulele evening", "We strum togther. Beginners are welcome.")
    with staff.cast.office.work(staff.cast.now, member.id) as work:
        changing.add(work, member, new, why="We begin in spring")
    phone = staff.signed_in(open_page(scripts=False, **PHONE), "steward")
    stella = Visitor(phone)
    assert phone.request.get(f"/listings/{new.slug}").status == 404

    # when the steward finds it in the queue, puts a word right and accepts it
    phone.goto("/staff")
    stella.follows(phone.get_by_role("link", name="Check what groups propose"))
    is_whole(phone)
    stella.follows(phone.get_by_role("link", name="Ukulele evening (New listing"))
    expect(phone.get_by_text("We begin in spring")).to_be_visible()
    is_whole(phone)
    stella.follows(phone.get_by_role("link", name="Change the words, then accept"))
    is_whole(phone)
    phone.get_by_label("Name").fill("")
    stella.follows(main_button(phone, "Accept it like this"))
    assert phone.title().startswith("Error: ")
    is_whole(phone)
    phone.get_by_label("Name").fill("Ukulele evening")
    phone.get_by_label("What it is", exact=True).fill("We strum together. Beginners are welcome.")
    stella.follows(main_button(phone, "Accept it like this"))
    expect(phone.get_by_text("Accepted. Residents see it now.")).to_be_visible()

    # then residents read it, and find it, as soon as the steward is told so
    assert "We strum together." in phone.request.get(f"/listings/{new.slug}").text()
    assert "Ukulele evening" in phone.request.get("/find?q=ukulele").text()


def test_two_people_change_the_same_thing_and_the_second_sees_both(open_page: OpenPage, staff: Staff) -> None:
    # Given a volunteer and the steward with the same form in front of them
    listing = another("harbour-knitting", "Harbour knitting", "We knit for anybody who is cold.")
    with staff.cast.store.work() as connection:
        Listings(connection).publish(listing, made_by="test", why="a test", now=datetime.now(UTC))
    phone = staff.signed_in(open_page(scripts=False, **PHONE), "organisation-member")
    desk = staff.signed_in(open_page(), "steward")
    mo, stella = Visitor(phone), Visitor(desk)
    form = f"/my-listings/{listing.slug}/joining"
    for page in (phone, desk):
        page.goto(form)
    box = "textarea"

    # when both write something, one after the other
    desk.locator(box).first.fill("Ring the bell at the gate.")
    stella.follows(main_button(desk, "Save"))
    phone.locator(box).first.fill("Come in by the side door.")
    mo.follows(main_button(phone, "Save"))

    # then the second sees both, and nothing is lost
    assert heading(phone) == "Somebody else changed this too"
    is_whole(phone)
    for words in ("Ring the bell at the gate.", "Come in by the side door."):
        for word in words.split():
            expect(phone.locator("main")).to_contain_text(word)
    mo.follows(main_button(phone, "Use what I wrote"))
    with staff.cast.store.read() as connection:
        stands = Listings(connection).get(listing.slug)
    assert stands
    assert stands.application_process == "Come in by the side door."

    # and the steward puts back what was there, by a further version
    desk.goto(f"/steward/listings/{listing.slug}/history")
    is_whole(desk)
    stella.follows(desk.locator("main .app-rows a").nth(1))
    is_whole(desk)
    desk.get_by_label("Why?").fill("The side door is locked")
    stella.follows(main_button(desk, "Put it back"))
    expect(desk.get_by_text("Put back. Residents see it now.")).to_be_visible()
