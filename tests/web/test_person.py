"""A record's first page says what to do and how to reach somebody safely, and offers nothing that one may not do."""

import re
from dataclasses import replace
from typing import Any

import pytest

from poai.domain.person import Details
from poai.store import Keys, People
from tests.actions.story import Story, everything
from tests.web.staff import Hands
from tests.web.staffed import REASON, Staffed

KNOWN = Details(
    reach="After 2pm only\nNever on Fridays",
    phone="020 7946 0000",
    other_phone="+33 1 42 68 53 00",
    voicemail="no",
    language="bfi",
    matters="Her garden",
    needs=("company",),
    risks="A dog",
)


@pytest.fixture
def nora(staffed: Staffed) -> Hands:
    return staffed.hands("nora")


def knows(staffed: Staffed, **known: Any) -> None:
    """Nora's person is known as in KNOWN, and by what is given besides."""
    nora, person = staffed.actor("nora"), staffed.northerner
    with staffed.cast.store.work() as connection:
        People(connection, nora, Keys.load(connection, staffed.cast.office.secret)).change(
            person.id,
            names=person.names,
            details=replace(KNOWN, **known),
            practice="Example Surgery",
            version=person.version,
            by=nora.id,
            now=staffed.cast.now,
        )


def page(staffed: Staffed) -> str:
    return f"/cases/{staffed.northerner.id}"


def test_what_is_safe_stands_with_every_telephone(nora: Hands, staffed: Staffed) -> None:
    knows(staffed)
    nora.sees(page(staffed))
    box = nora.seen.html.split('<div class="app-contact"')[1].split("</div>")[0]
    assert 'href="tel:02079460000"' in box
    assert 'href="tel:+33142685300"' in box
    for said in ("Do not leave a message.", "After 2pm only", "Never on Fridays"):
        assert said in box
    for said in (
        "A dog",
        "British Sign Language",
        "Her garden",
        "Example Surgery",
        "Nothing needs doing today",
    ):
        assert said in nora.seen.text


def test_a_message_is_not_to_be_left_until_somebody_has_asked(nora: Hands, staffed: Staffed) -> None:
    knows(staffed, voicemail="")
    assert "do not leave one" in nora.sees(page(staffed)).text
    staffed.cast.later(minutes=1)
    assert "leave" not in staffed.hands("sami").sees(f"/cases/{staffed.southerner.id}").text  # no telephone


def test_there_is_one_main_thing_to_do_and_it_is_the_next(nora: Hands, staffed: Staffed) -> None:
    def main() -> list[str]:
        filled = nora.seen.html.split('class="govuk-button"')[1:]
        return [part.split(">", 1)[1].split("<")[0] for part in filled]

    nora.sees(page(staffed))
    assert main() == ["Begin the first conversation"]
    knows(staffed)
    nora.sees(page(staffed))
    assert main() == ["Find help and refer"]


@pytest.mark.parametrize("who", ["nora", "neil"])
def test_every_part_of_a_record_is_there_for_whom_it_is_offered(staffed: Staffed, who: str) -> None:
    hands = staffed.hands(who)
    nav = hands.sees(page(staffed)).html.split('aria-label="This record"')[1].split("</nav>")[0]
    parts = re.findall('href="([^"]+)"', nav)
    assert page(staffed) in parts
    for part in parts:
        assert staffed.get(part, hands.token).status_code == 200, part


def test_a_colleague_reads_and_is_offered_no_change(staffed: Staffed) -> None:
    knows(staffed)
    neil = staffed.hands("neil")
    neil.sees(page(staffed))
    for offer in ("Change the details", "Find help and refer", "Give to another worker"):
        assert offer not in neil.seen.text
    assert f"{page(staffed)}/refer" not in neil.seen.html
    assert "With Nora" not in neil.seen.text
    assert "Nora" in neil.seen.text


def test_s24_a_record_opened_in_an_emergency_is_read_only_and_says_so_on_each_of_its_pages(
    staffed: Staffed,
) -> None:
    knows(staffed)
    token = staffed.token("sami")
    staffed.post("/cases/break-glass", token, {"reference": staffed.northerner.reference, "reason": REASON})
    sami = staffed.hands("sami")
    for path in (page(staffed), f"{page(staffed)}/timeline"):
        sami.sees(path)
        assert "You opened this record in an emergency" in sami.seen.text
        for offer in ("Change the details", "Referrals", "What needs doing"):
            assert offer not in sami.seen.text
    sami.sees(f"{page(staffed)}/details", 404)


def test_what_needs_doing_referrals_goals_and_consent_are_a_link_away(nora: Hands, staffed: Staffed) -> None:
    cast = staffed.cast
    story = Story(
        cast, staffed.actor("nora"), staffed.actor("lena"), staffed.actor("sami"), staffed.northerner
    )
    everything(story)
    cast.later(days=8)  # reminders were put off for seven
    lena = staffed.hands("lena")
    lena.sees(page(staffed))
    for said in ("Lunch club", "Sent", "Walk to the shop", "4 of 10 so far"):
        assert said in lena.seen.text
    assert "Lunch club should have answered by Monday 23 November 2026" in lena.seen.text
    assert "Nobody may be told anything yet" in lena.seen.text  # consent was withdrawn


def test_the_history_tells_each_thing_in_plain_words(nora: Hands, staffed: Staffed) -> None:
    cast = staffed.cast
    story = Story(
        cast, staffed.actor("nora"), staffed.actor("lena"), staffed.actor("sami"), staffed.northerner
    )
    everything(story)
    lena = staffed.hands("lena")
    lena.sees(page(staffed))
    lena.sees(lena.seen.link("History"))
    assert lena.heading() == "History"
    for said in (
        "Changed the worker", "Nobody yet", "Changed the details", "Telephone: 020 7946 0000", "She rang",
        "Had a conversation", "Set a goal", "Progress with a goal: 4 of 10", "Slowly", "Recorded a measure",
        "They agreed to share", "They stopped sharing", "No more", "Made a referral", "Referral: Sent", "Lunch club",
        "Wrote to the group", "Please", "The group: We spoke", "Put off reminders until", "Away",
        "Told them about a service", "Walks", "They said that something is not right", "Not so", "Dealt with",
    ):  # fmt: skip
        assert said in lena.seen.text, said
    assert lena.seen.text.index("Changed the worker") < lena.seen.text.index("She rang")


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 40, "٣", "2"])
def test_a_page_of_the_history_that_there_is_not_is_the_nearest(
    nora: Hands, staffed: Staffed, number: str
) -> None:
    knows(staffed)
    assert "Changed the details" in nora.sees(f"{page(staffed)}/timeline?page={number}").text


def test_s20_the_history_is_for_the_team(staffed: Staffed) -> None:
    for who in ("sami", "ada", "gus", "olga"):
        staffed.hands(who).sees(f"{page(staffed)}/timeline", 404)
