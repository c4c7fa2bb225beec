from dataclasses import replace
from datetime import date

import pytest

from poai.domain.facts import Facts
from poai.domain.joining import Stays, differing, join, proposed
from poai.domain.listing import Confirmation, Listing, Phone, Source
from poai.domain.listing_now import By, Checked

KEPT = Listing(
    id="6ba7b810-9dad-11d1-80b4-00c04fd430c8",
    slug="lunch-club",
    locality="marsh",
    name="Lunch Club",
    organization="a-group",
    description="Lunch on Mondays.",
    source=Source(name="A site", url="https://example.org", seen=date(2026, 1, 1)),
    phones=(Phone(number="020 7946 0000"),),
    checked=(Checked(facts=Facts.ABOUT, date=date(2026, 2, 1)),),
)
OTHER = replace(
    KEPT,
    id="6ba7b811-9dad-11d1-80b4-00c04fd430c8",
    slug="lunch-club-marsh",
    description="Lunch on Mondays and a quiz.",
    email="lunch@example.org",
    phones=(Phone(number="020 7946 0001"),),
    checked=(Checked(facts=Facts.ABOUT, date=date(2026, 11, 1), by=By.STEWARD),),
)


def test_only_what_differs_is_asked() -> None:
    assert differing(KEPT, OTHER) == ("description", "email", "phones")
    assert differing(KEPT, KEPT) == ()


def test_what_was_confirmed_last_is_proposed_and_something_rather_than_nothing() -> None:
    assert proposed(KEPT, OTHER) == {
        "description": Stays.OTHER,
        "email": Stays.OTHER,
        "phones": Stays.KEPT,
    }
    assert proposed(OTHER, KEPT)["email"] is Stays.KEPT


def test_what_is_chosen_stays_with_the_id_and_address_of_the_one() -> None:
    choice = {"description": Stays.OTHER, "phones": Stays.BOTH}
    one = join(KEPT, OTHER, choice)
    assert (one.id, one.slug) == (KEPT.id, KEPT.slug)
    assert (one.description, one.email) == (OTHER.description, None)
    assert one.phones == (*KEPT.phones, *OTHER.phones)


def test_nothing_chosen_changes_nothing() -> None:
    assert join(KEPT, OTHER, {}) == KEPT


def test_what_is_taken_is_as_old_as_it_was_and_nobody_has_confirmed_both() -> None:
    kept = replace(KEPT, confirmed=Confirmation(date=date(2026, 10, 1), by="the group"))
    one = join(kept, OTHER, {"description": Stays.OTHER})
    said = {each.facts: each.date for each in one.checked}
    assert said[Facts.ABOUT] == date(2026, 11, 1)
    assert said[Facts.TIMES] == date(2026, 10, 1)
    assert one.confirmed is None


def test_of_facts_that_are_mixed_the_older_word_counts() -> None:
    other = replace(OTHER, tags=("lunch",))
    one = join(KEPT, other, {"description": Stays.OTHER})  # its tags, of the same facts, stay
    assert {each.facts: each.date for each in one.checked} == {Facts.ABOUT: date(2026, 2, 1)}


def test_what_makes_no_sense_together_is_refused() -> None:
    young, old = replace(KEPT, maximum_age=25), replace(OTHER, minimum_age=60)
    with pytest.raises(ValueError, match="age"):
        join(young, old, {"minimum_age": Stays.OTHER})
