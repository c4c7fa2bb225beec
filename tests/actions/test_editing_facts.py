"""What a volunteer types of cost, contact, languages, age and place becomes facts, or is asked again beside its field."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from poai.actions import editing_facts as facts
from poai.actions import editing_now as now_facts
from poai.actions.editing import Fields, Sent, WrongError
from poai.actions.editing_place import attending_of, venue_fields, venue_of, with_venue
from poai.domain.listing import Contact, CostOption, Listing, Phone
from poai.domain.listing_now import Pause, Room
from poai.interchange.directory import read_directory
from poai.matching.languages import LANGUAGES as NAMED
from poai.place import load_place
from tests.domain.cast import listing
from tests.exampleton.files import DIRECTORY, SHIPPED_DIRECTORY

TODAY = date(2026, 11, 23)
PLACE = load_place(DIRECTORY)


def sent(**fields: Any) -> Sent:
    return Sent(
        {name: (value,) if isinstance(value, str) else value for name, value in fields.items()}, TODAY
    )


def day(name: str, when: date) -> dict[str, str]:
    return {f"{name}_{part}": str(getattr(when, part)) for part in ("day", "month", "year")}


def wrong(read: Any, **fields: Any) -> dict[str, str]:
    with pytest.raises(WrongError) as caught:
        read(sent(**fields))
    return {field: reason for field, (reason, _) in caught.value.wrong.items()}


def cost(**fields: Any) -> tuple[CostOption, ...]:
    return facts.cost_of(sent(**fields), listing()).cost_options


def languages_fields(one: Listing) -> Fields:
    return {"others": (", ".join(facts.language_called(code) for code in one.languages),)}


def languages_of(form: Sent, one: Listing) -> Listing:
    return facts.languages_of(form, one, [])


def test_prices_are_pounds_as_people_write_them() -> None:
    typed = {"amount_1": "£2.50", "option_1": "Adults", "amount_2": "50p", "amount_3": "1,200"}
    assert cost(cost="paid", **typed) == (
        CostOption(amount=2.5, option="Adults"),
        CostOption(amount=0.5),
        CostOption(amount=1200),
    )
    assert cost(cost="free") == (CostOption(amount=0),)
    assert cost(cost="unknown", amount_1="3") == ()
    assert wrong(lambda form: facts.cost_of(form, listing()), cost="paid") == {"amount_1": "missing"}
    assert wrong(lambda form: facts.cost_of(form, listing()), cost="paid", amount_1="two pounds") == {
        "amount_1": "wrong"
    }


def test_telephones_and_addresses_are_kept_as_they_are_written_here() -> None:
    one = facts.contact_of(
        sent(phone_1="(01632) 960001", whose_1="mornings", phone_3="111", email="TEA@Example.ORG"), listing()
    )
    assert one.phones == (Phone(number="01632 960001", description="mornings"), Phone(number="111"))
    assert one.email == "tea@example.org"
    assert wrong(
        lambda form: facts.contact_of(form, listing()),
        phone_1="12345",
        email="tea at example",
        role_phone="01632 960001",
    ) == {"phone_1": "wrong", "email": "wrong", "title": "missing"}


def test_who_it_is_for_can_be_said_in_years() -> None:
    one = facts.who_of(sent(youngest="0", oldest="25"), listing())
    assert (one.minimum_age, one.maximum_age) == (0, 25)
    assert wrong(lambda form: facts.who_of(form, listing()), youngest="60", oldest="18") == {
        "oldest": "before"
    }
    assert wrong(lambda form: facts.who_of(form, listing()), youngest="sixty") == {"youngest": "wrong"}


def test_languages_are_known_by_name_and_a_slip_is_asked() -> None:
    one = facts.languages_of(sent(language=("ta",), others="Polish, sylheti"), listing(), ["pl", "ta"])
    assert one.languages == ("ta", "pl", "syl")
    assert [facts.language_code(facts.language_called(code)) for code in NAMED.values()] == list(
        NAMED.values()
    )
    with pytest.raises(WrongError) as caught:
        facts.languages_of(sent(others="Tamil, Polsh"), listing(), [])
    assert caught.value.wrong == {"others": ("unknown", "Polsh")}


def test_a_web_address_needs_no_beginning_and_must_be_of_the_web() -> None:
    one = facts.about_of(sent(description="Tea", url="www.example.org/tea"), listing())
    assert one.url == "https://www.example.org/tea"
    for bad in ("javascript:alert(1)", "ftp://example.org", "our page", "http://localhost"):
        assert wrong(lambda form: facts.about_of(form, listing()), description="Tea", url=bad) == {
            "url": "wrong"
        }, bad
    assert wrong(lambda form: facts.about_of(form, listing()), description="x" * 2001) == {
        "description": "too-long"
    }


def test_a_form_that_is_sent_as_it_was_shown_changes_nothing() -> None:
    places = [(DIRECTORY, PLACE), (SHIPPED_DIRECTORY, load_place(SHIPPED_DIRECTORY))]
    seen = 0
    for folder, place in places:
        for one in read_directory(folder).listings:
            for fill, read in (
                (facts.cost_fields, facts.cost_of),
                (facts.who_fields, facts.who_of),
                (facts.about_fields, facts.about_of),
                (facts.contact_fields, facts.contact_of),
                (languages_fields, languages_of),
                (lambda one: {"attending": one.attending}, attending_of),
            ):
                if read is attending_of and not one.attending:
                    continue
                assert read(Sent(fill(one), TODAY), one) == one, (one.slug, read.__name__)
            if one.joining:
                assert facts.joining_of(Sent(facts.joining_fields(one), TODAY), one) == one, one.slug
            assert facts.name_of(Sent(facts.name_fields(one), TODAY), one, place) == one
            for venue in one.locations:
                assert venue_of(Sent(venue_fields(venue), TODAY), place, venue) == venue, one.slug
                seen += 1
    assert seen > 50


def test_the_role_to_ask_for_is_the_first_of_the_contacts() -> None:
    second = Contact(title="The treasurer")
    one = replace(listing(), contacts=(Contact(title="The secretary"), second))
    after = facts.contact_of(sent(title="The chair", role_email="chair@example.org"), one)
    assert after.contacts == (Contact(title="The chair", email="chair@example.org"), second)


def test_a_postcode_of_the_place_gives_a_venue_its_point_and_ward() -> None:
    venue = venue_of(sent(venue="The hall", postcode="ze101aa", wheelchair="no"), PLACE)
    assert (venue.postal_code, venue.ward, venue.wheelchair) == ("ZE10 1AA", "Harbour", False)
    assert venue.latitude is not None
    outside = venue_of(sent(venue="The hall", postcode="SW1A 1AA"), PLACE)
    assert (outside.postal_code, outside.ward, outside.latitude) == ("SW1A 1AA", None, None)
    assert wrong(lambda form: venue_of(form, PLACE), postcode="Harbour") == {
        "venue": "missing",
        "postcode": "wrong",
    }
    with pytest.raises(WrongError) as caught:
        venue_of(sent(venue="The hall", postcode="ZE1O 1AA"), PLACE)
    assert caught.value.wrong == {"postcode": ("meant", "ZE10 1AA")}


def test_where_there_is_a_venue_people_come_to_it() -> None:
    venue = venue_of(sent(venue="The hall"), PLACE)
    one = with_venue(listing(attending=("phone",)), 0, venue)
    assert (one.locations, one.attending) == ((venue,), ("venue", "phone"))
    assert with_venue(one, 0, None).locations == ()


def test_room_counts_for_four_weeks_unless_somebody_says_otherwise() -> None:
    full = now_facts.room_of(sent(kind="full", weeks="3", **day("until", date(2027, 5, 12))))
    assert full == Room(kind="full", on=TODAY, until=date(2027, 5, 12))
    waiting = now_facts.room_of(sent(kind="waiting-list", weeks="3"))
    assert waiting == Room(kind="waiting-list", on=TODAY, until=date(2026, 12, 21), weeks=3)
    assert now_facts.room_of(sent(kind="places", places="10")) == Room(
        kind="places", on=TODAY, until=date(2026, 12, 21), places=10
    )
    assert now_facts.room_of(sent(kind="nothing")) is None
    assert now_facts.room_fields(waiting, date(2026, 12, 22)) == {}
    assert wrong(now_facts.room_of, kind="full", **day("until", date(2026, 11, 22))) == {"until_day": "past"}
    assert wrong(now_facts.room_of, weeks="0") == {"kind": "missing", "weeks": "wrong"}


def test_a_pause_has_an_end() -> None:
    until = date(2026, 12, 4)
    found = now_facts.pause_of(sent(paused="yes", reason="The hall is painted", **day("until", until)))
    assert found == Pause(until=until, reason="The hall is painted")
    assert now_facts.pause_of(sent(paused="no")) is None
    assert wrong(now_facts.pause_of, paused="yes") == {"until_day": "missing"}
    assert wrong(now_facts.pause_of, paused="yes", **day("until", date(2029, 1, 1))) == {"until_day": "far"}
