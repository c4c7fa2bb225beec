"""The stories of the people who come, from what they type to what they take away."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks.printing import printed_pages
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.steps import Visitor

FATHER = "dad lost his wife and wont go out"
POSTCODE = "CR0 6RB"


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text().strip()


def test_a_daughter_on_a_phone_finds_three_things_for_her_father_and_shares_them(open_page: OpenPage) -> None:
    phone = open_page(**PHONE)
    daughter = Visitor(phone)

    # Given that she writes it as she would say it, with a postcode
    daughter.asks(FATHER, POSTCODE)

    # then she reads what was heard, why each thing is there, how far it is and how fresh the facts are
    expect(phone.get_by_text("It sounds like:")).to_be_visible()
    expect(phone.get_by_text("Grief and loss").first).to_be_visible()
    assert len(daughter.names()) >= 5
    first = daughter.cards.first
    expect(first.locator(".app-why")).to_have_text(re.compile(r"^For: .*grief"))
    expect(first.locator(".app-fresh")).not_to_be_empty()
    expect(phone.get_by_text(re.compile(r"miles? away|half a mile away")).first).to_be_visible()
    assert daughter.fits()

    # When she saves three of them she stays where she was
    saved = [daughter.saves(number) for number in (0, 1, 2)]
    assert parse_qs(urlsplit(phone.url).query) == {"q": [FATHER], "where": [POSTCODE]}

    # and they are on her list in that order, until she moves the last one up
    daughter.opens_my_list()
    assert daughter.names() == saved
    daughter.moves_up(saved[2])
    assert daughter.names() == [saved[0], saved[2], saved[1]]
    assert daughter.fits()

    # and she can have them in large print
    plain = phone.locator(".app-card__name").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    daughter.follows(phone.get_by_role("link", name="Large print"))
    phone.emulate_media(media="print")
    large = phone.locator(".app-card__name").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert large > plain
    phone.emulate_media(media="screen")
    daughter.follows(phone.get_by_role("link", name="Normal print size"))

    # and send them to her brother, who sees the same list and nothing saved of his own
    daughter.follows(phone.get_by_role("link", name="A link to this list"))
    assert set(parse_qs(urlsplit(phone.url).query)) == {"show"}
    brother = Visitor(open_page(phone.url))
    assert heading(brother.page) == "A list shared with you"
    assert brother.names() == [saved[0], saved[2], saved[1]]
    assert brother.page.context.cookies() == []
    brother.follows(brother.page.get_by_role("button", name="Save all of these to my list"))
    assert heading(brother.page) == "My list"
    assert len(brother.names()) == 3


def test_a_daughter_can_put_right_what_was_heard(phone: Page) -> None:
    daughter = Visitor(phone)
    daughter.asks(FATHER)
    before = daughter.names()
    daughter.follows(phone.get_by_role("link", name=re.compile("^Not that ?: Grief")))
    expect(phone.get_by_text("You said it is not about: grief and loss.")).to_be_visible()
    assert daughter.names() != before
    daughter.follows(phone.get_by_role("link", name="Bring it back"))
    assert daughter.names() == before


def test_everything_can_be_done_by_keyboard_alone(page: Page) -> None:
    visitor = Visitor(page)
    page.goto("/")

    # The first Tab offers a way past the navigation
    visitor.presses("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    visitor.presses("Enter")
    assert page.evaluate("document.activeElement.id") == "main"

    # To the box, and Enter sends it
    visitor.tabs_to(visitor.box)
    page.keyboard.type("somewhere to meet people")
    visitor.presses("Enter", leads_on=True)
    everything = visitor.names()

    # To the choices, which open, are ticked and sent
    summary = page.locator("summary", has_text="Narrow these down")
    if not page.locator(".app-filters").get_by_role("checkbox").first.is_visible():
        visitor.tabs_to(summary)
        visitor.presses("Enter")
    visitor.tabs_to(page.get_by_label(re.compile(r"^Monday \(")))
    visitor.presses("Space")
    visitor.tabs_to(page.get_by_role("button", name="Show these"))
    visitor.presses("Enter", leads_on=True)
    assert "day=MO" in page.url
    assert visitor.names() != everything

    # To a card's button: the page comes back at the card that was saved
    name = visitor.names()[0]
    visitor.tabs_to(page.get_by_role("button", name=f"Save {name} to my list", exact=True))
    visitor.presses("Enter", leads_on=True)
    expect(page.get_by_role("button", name=f"Saved. Remove {name} from my list")).to_be_visible()
    assert urlsplit(page.url).fragment
    visitor.tabs_to(page.get_by_role("link", name="My list (1)"), most=250)
    visitor.presses("Enter", leads_on=True)
    assert visitor.names() == [name]


def test_nothing_needs_a_script(page_without_scripts: Page) -> None:
    page = page_without_scripts
    visitor = Visitor(page)
    visitor.asks(FATHER, POSTCODE)
    assert page.evaluate("document.querySelectorAll('[data-print]:not([hidden])').length") == 0

    name = visitor.saves(0)
    visitor.saves(1)
    visitor.opens_my_list()
    visitor.moves_up(visitor.names()[1])
    assert visitor.names()[1] == name
    visitor.follows(page.get_by_role("link", name="Large print"))
    assert len(visitor.names()) == 2
    visitor.follows(page.get_by_role("link", name="A link to this list"))
    assert heading(page) == "A list shared with you"
    visitor.opens_my_list()
    visitor.follows(page.get_by_role("button", name="Take everything off my list"))
    expect(page.get_by_text("Nothing saved yet")).to_be_visible()
    assert page.context.cookies() == []

    page.goto("/guided")
    visitor.follows(page.get_by_role("button", name="Continue"))
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.goto("/areas")
    visitor.follows(page.get_by_role("link", name="Purley", exact=True).first)
    assert heading(page) == "Purley"


def test_words_of_despair_bring_urgent_help_before_anything_else(phone: Page) -> None:
    visitor = Visitor(phone)
    visitor.asks("i want to end it all")
    panel = phone.locator(".app-notice--urgent")
    expect(panel).to_be_visible()
    numbers = [link.get_attribute("href") for link in panel.get_by_role("link").all()]
    assert "tel:999" in numbers
    assert "tel:116123" in numbers
    top = panel.bounding_box()
    assert top is not None
    assert top["y"] < 640, "it is below what a phone shows"
    boxes = [
        box
        for card in [phone.get_by_role("search").first, *visitor.cards.all()[:1]]
        if (box := card.bounding_box())
    ]
    assert all(top["y"] < box["y"] for box in boxes)


@pytest.mark.parametrize(
    "words",
    ["i want to end it al", "my husband hits me", "there is a smell of gas", "mum has taken all her tablets"],
)
def test_danger_in_other_words_brings_numbers_to_call(page: Page, words: str) -> None:
    Visitor(page).asks(words)
    panel = page.locator(".app-notice--urgent")
    expect(panel).to_be_visible()
    assert any(
        (link.get_attribute("href") or "").startswith("tel:") for link in panel.get_by_role("link").all()
    )


def test_someone_who_does_not_know_what_to_type_is_led_by_questions(phone: Page) -> None:
    visitor = Visitor(phone)
    # Given somebody who starts from what they want most
    phone.goto("/guided")
    assert heading(phone) == "What do you want most?"

    # When they choose nothing, they are told, and the focus is on what is wrong
    visitor.follows(phone.get_by_role("button", name="Continue"))
    summary = phone.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    assert phone.title().startswith("Error: ")
    summary.get_by_role("link").click()
    expect(phone.get_by_role("radio").first).to_be_focused()

    # When they choose, one question follows another
    phone.get_by_role("radio").first.check()
    visitor.follows(phone.get_by_role("button", name="Continue"))
    assert heading(phone) == "What matters to you?"
    chosen = phone.get_by_role("checkbox").first
    chosen.check()
    visitor.follows(phone.get_by_role("button", name="Continue"))
    assert heading(phone) == "Where are you?"

    # A place that nobody knows is said, and what was typed stays
    phone.get_by_label("Where are you?").fill("Narnia")
    visitor.follows(phone.get_by_role("button", name="Continue"))
    expect(summary).to_be_focused()
    expect(phone.get_by_label("Where are you?")).to_have_value("Narnia")
    phone.get_by_label("Where are you?").fill("Purley")
    visitor.follows(phone.get_by_role("button", name="Continue"))
    assert heading(phone) == "When is good for you?"

    # Back shows the answers as they were, and a changed one keeps the others
    visitor.follows(phone.get_by_role("link", name="Back", exact=True))
    expect(phone.get_by_label("Where are you?")).to_have_value("Purley")
    visitor.follows(phone.get_by_role("link", name="Back", exact=True))
    expect(phone.get_by_role("checkbox").first).to_be_checked()
    phone.get_by_role("checkbox").nth(1).check()
    visitor.follows(phone.get_by_role("button", name="Continue"))
    expect(phone.get_by_label("Where are you?")).to_have_value("Purley")
    visitor.follows(phone.get_by_role("button", name="Continue"))
    visitor.follows(phone.get_by_role("button", name="Show what may help"))
    asked = parse_qs(urlsplit(phone.url).query)
    assert asked["where"] == ["Purley"]
    assert len(asked["need"]) == 2
    assert visitor.names()
    assert visitor.fits()


def test_nothing_found_leads_on_to_a_person(phone: Page) -> None:
    visitor = Visitor(phone)
    visitor.asks("zzxxqv wwqqk", POSTCODE)
    assert heading(phone) == "We could not find a match"
    person = phone.get_by_role("main").get_by_role("link", name=re.compile("^(Call|Ask at) ")).first
    expect(person).to_be_visible()
    visitor.follows(person)
    assert phone.get_by_role("main").locator("a[href^='tel:']").count() or phone.get_by_text("Where").count()
    phone.go_back()
    visitor.follows(phone.get_by_role("link", name="More people to ask"))
    assert heading(phone) == "Ask a person"
    assert phone.locator("a[href^='tel:']").count() > 3


def _with_phone_and_address(page: Page, count: int) -> list[str]:
    """Addresses of the first listings of a lunch search that have both, as the visitor sees them."""
    page.goto("/find?q=somewhere+to+go+for+company&where=CR0+6RB")
    found: list[str] = []
    while len(found) < count:
        hrefs = [link.get_attribute("href") or "" for link in page.locator(".app-card__name a").all()]
        following = page.get_by_role("link", name="Next page")
        further = following.get_attribute("href") if following.count() else None
        for href in hrefs:
            page.goto(href)
            if page.locator("main a[href^='tel:']").count() and page.locator("main dd bdi").count() > 1:
                found.append(href)
        assert further, "too few listings have a phone number and an address"
        page.goto(further)
    return found[:count]


@pytest.mark.parametrize("size", ["normal", "large"])
def test_a_saved_list_prints_on_a_side_a_listing_at_the_most(page: Page, size: str) -> None:
    visitor = Visitor(page)
    for href in _with_phone_and_address(page, 3):
        page.goto(href)
        visitor.follows(page.get_by_role("main").get_by_role("button", name=re.compile("^Save ")).first)
        expect(page.get_by_role("button", name=re.compile("^Saved")).first).to_be_visible()
    visitor.opens_my_list()
    names = visitor.names()
    assert len(names) == 3
    phones = page.locator(".app-saved a[href^='tel:']").all_inner_texts()
    places = page.locator(".app-saved bdi").all_inner_texts()
    assert len(phones) >= 3
    if size == "large":
        visitor.follows(page.get_by_role("link", name="Large print"))
    sides = printed_pages(page)
    assert len(sides) <= 3
    words = "".join("".join(sides).split())
    for said in (*names, *phones, *places):
        assert "".join(said.split()) in words, said
    assert "Removefrommylist" not in words
    assert "Findhelp" not in words


@pytest.mark.parametrize(
    "slug", ["coulsdon-library", "hear-us", "hub-and-exercise-purley", "renew-lounge-emmanuel"]
)
def test_a_listing_with_much_to_say_prints_on_one_side(page: Page, slug: str) -> None:
    page.goto(f"/listings/{slug}")
    sides = printed_pages(page)
    words = "".join("".join(sides).split())
    for said in (heading(page), *page.locator("main dd bdi").all_inner_texts()):
        assert "".join(said.split()) in words, said
    assert len(sides) == 1


def test_a_librarian_shows_somebody_their_area_and_what_is_on_this_week(page: Page) -> None:
    librarian = Visitor(page)
    # Given a librarian with somebody from Purley beside them
    page.goto("/")
    librarian.follows(page.get_by_role("navigation", name="Main").get_by_role("link", name="Your area"))
    assert heading(page) == "Your area"
    expect(page.get_by_text("our own working")).to_be_visible()

    # when they choose the area, by its name or on the map, which say the same
    drawn = page.locator("svg.app-map a").evaluate_all("links => links.map(a => a.getAttribute('href'))")
    said = [link.get_attribute("href") for link in page.locator(".app-ways a").all()]
    assert sorted(drawn) == sorted(href for href in said if href and href.startswith("/areas/"))
    librarian.follows(page.get_by_role("main").get_by_role("link", name="Purley", exact=True).first)
    assert heading(page) == "Purley"

    # then the next seven days are there, the first of them today, and something is on
    days = page.locator(".app-week__day h3").all_inner_texts()
    assert len(days) == 7
    assert days[:2] == ["Today", "Tomorrow"]
    sessions = page.locator(".app-week__day li")
    assert sessions.count() > 0

    # and each leads to the listing, which says where and when
    name = sessions.first.get_by_role("link").inner_text()
    librarian.follows(sessions.first.get_by_role("link"))
    assert heading(page) == name
    expect(page.get_by_text(re.compile("^Next: ")).first).to_be_visible()
    librarian.follows(page.get_by_role("navigation", name="Where you are").get_by_role("link", name="Purley"))
    assert heading(page) == "Purley"
