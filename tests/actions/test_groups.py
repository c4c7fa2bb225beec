"""A steward adds and changes groups; a group changes how it is reached; nobody is listed twice, nothing is overwritten."""

from dataclasses import replace
from typing import Any

import pytest

from poai.actions import groups
from poai.actions.groups import AlikeError
from poai.domain.audit import Event
from poai.domain.errors import NotFoundError, RepeatedError, StaleError
from poai.domain.group_facts import GroupConflictError
from poai.domain.listing import Organisation, Phone
from poai.store import Organisations
from tests.actions.cast import Cast
from tests.actions.proposing import LIBRARY, Proposing

FRIENDS, COUNCIL, CLOSED = "friends-of-exampleton", "exampleton-council", "closed-society"
PHONE = Phone(number="01632 960021")


@pytest.fixture
def here(cast: Cast) -> Proposing:
    return Proposing(cast)


def adds(
    here: Proposing, who: str, name: str, *, seen: tuple[str, ...] = (), key: str = "", **said: Any
) -> str:
    return groups.add(
        here.cast.office, here[who], lambda empty: replace(empty, name=name, **said), seen=seen, key=key,
        now=here.cast.now,
    )  # fmt: skip


def changes(
    here: Proposing, who: str, slug: str, *, base: int = 1, own: bool = False, **said: Any
) -> tuple[str, ...]:
    return groups.change(
        here.cast.office, here[who], slug, lambda group: replace(group, **said), base=base, own=own,
        now=here.cast.now,
    )  # fmt: skip


def published(here: Proposing, slug: str) -> Organisation:
    with here.cast.store.read() as connection:
        found = Organisations(connection).get(slug)
    assert found
    return found


def stewarded(here: Proposing, who: str) -> set[str]:
    return {
        each.slug for each in groups.theirs(here.cast.office, here[who], like="", now=here.cast.now).groups
    }


def test_a_new_group_has_a_slug_of_its_own_and_is_added_once_however_often_it_is_sent(
    here: Proposing,
) -> None:
    first = adds(here, "nell", "Hill Knitters", key="a form", phones=(PHONE,))
    assert adds(here, "nell", "Hill Knitters", key="a form", phones=(PHONE,)) == first == "hill-knitters"
    with pytest.raises(RepeatedError):
        adds(here, "nell", "Quite another", key="a form")
    assert adds(here, "sol", "Hill Knitters", seen=(first,)) == "hill-knitters-2"
    assert adds(here, "pam", "New") == "new-2"
    assert here.cast.count(Event.GROUP_ADDED) == 3
    assert published(here, first).phones == (PHONE,)
    for stranger in ("fay", "cora"):
        with pytest.raises(NotFoundError):
            adds(here, stranger, "Another")


def test_a_group_with_a_like_name_or_the_same_phone_is_shown_before_another_is_added(here: Proposing) -> None:
    listing = here.shown(LIBRARY)
    assert listing
    cases: tuple[tuple[dict[str, Any], str], ...] = (
        ({"name": "Exampleton's Friends"}, FRIENDS),
        ({"name": "Quite other", "phones": listing.phones}, COUNCIL),
    )
    for said, like in cases:
        with pytest.raises(AlikeError) as caught:
            adds(here, "nell", **said)
        assert [each.slug for each in caught.value.groups] == [like]
    adds(here, "nell", "The Knitters", url="https://knit.example.org/")
    with pytest.raises(AlikeError):
        adds(here, "nell", "Pearl and plain", url="http://www.knit.example.org")
    assert here.cast.count(Event.GROUP_ADDED) == 1


def test_a_steward_changes_groups_whose_listings_are_all_theirs_or_that_have_none(here: Proposing) -> None:
    new = adds(here, "sol", "Hill Knitters")
    assert stewarded(here, "nell") == {new}
    assert stewarded(here, "sol") == {CLOSED, new}
    assert stewarded(here, "pam") == {COUNCIL, FRIENDS, CLOSED, new}
    for who, slug in (("sol", CLOSED), ("nell", new), ("pam", FRIENDS)):
        assert changes(here, who, slug, description="They are nice.") == ("description",)
    for who, slug in (
        ("nell", CLOSED),
        ("nell", COUNCIL),
        ("sol", FRIENDS),
        ("fay", FRIENDS),
        ("pam", "no-such-group"),
    ):
        with pytest.raises(NotFoundError):
            changes(here, who, slug, name="Mine")
    assert here.cast.count(Event.GROUP_CHANGED) == 3


def test_a_group_changes_how_it_is_reached_and_nothing_else_of_itself_or_of_others(here: Proposing) -> None:
    before = published(here, FRIENDS)
    assert changes(here, "fay", FRIENDS, own=True, name="Mine", email="f@example.org", phones=(PHONE,)) == (
        "email",
        "phones",
    )
    assert published(here, FRIENDS) == replace(before, email="f@example.org", phones=(PHONE,))
    for who in ("cora", "nell"):
        with pytest.raises(NotFoundError):
            changes(here, who, FRIENDS, own=True, email="x@example.org")


def test_two_who_change_a_group_at_once_lose_nothing(here: Proposing) -> None:
    changes(here, "fay", FRIENDS, own=True, email="f@example.org")
    assert changes(here, "pam", FRIENDS, description="They visit.") == ("description",)
    assert published(here, FRIENDS).email == "f@example.org"
    with pytest.raises(GroupConflictError) as caught:
        changes(here, "finn", FRIENDS, own=True, email="g@example.org")
    error = caught.value
    assert (error.fields, error.yours.email, error.theirs.email) == (
        ("email",),
        "g@example.org",
        "f@example.org",
    )
    assert changes(here, "finn", FRIENDS, own=True, base=error.number, email="g@example.org") == ("email",)
    assert changes(here, "finn", FRIENDS, own=True, base=error.number + 1, email="g@example.org") == ()
    with pytest.raises(StaleError):
        changes(here, "finn", FRIENDS, own=True, base=99)


def test_listings_are_written_for_ones_own_group_and_by_stewards_for_all_also_the_new(
    here: Proposing,
) -> None:
    new = adds(here, "nell", "Hill Knitters")
    own = groups.to_write_for(here.cast.office, here["fay"], now=here.cast.now)
    assert [each.slug for each in own] == [FRIENDS]
    every = groups.to_write_for(here.cast.office, here["sol"], now=here.cast.now)
    assert [each.slug for each in every] == [COUNCIL, FRIENDS, new, CLOSED]
