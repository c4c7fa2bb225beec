import pytest

from poai.actions import do_not_list
from poai.domain.account import Grant, Role
from poai.domain.audit import Event
from poai.domain.errors import InvalidError, NotFoundError, StaleError
from tests.actions.cast import Cast
from tests.actions.listed import ELSEWHERE, LUNCH, Listed

WHY = "they asked us not to"


def test_a_listing_that_is_barred_is_taken_down_once(cast: Cast) -> None:
    listed = Listed.open(cast)
    first, second = (
        do_not_list.bar(cast.office, listed.mine, LUNCH.slug, WHY, now=cast.now) for _ in range(2)
    )
    assert first == second
    assert listed.get(LUNCH.slug) is None
    (entry,) = do_not_list.every(cast.office, listed.mine, now=cast.now).entries
    assert (entry.barred.name, entry.barred.reason, entry.lifts) == (LUNCH.name, WHY, True)
    assert do_not_list.every(cast.office, listed.theirs, now=cast.now).entries == ()
    assert cast.count(Event.DO_NOT_LIST_ADDED) == 1


def test_only_the_listings_of_their_own_areas_are_theirs_to_bar(cast: Cast) -> None:
    listed = Listed.open(cast)
    for actor, slug in (
        (listed.mine, ELSEWHERE.slug),
        (listed.member(), LUNCH.slug),
        (listed.mine, "never-was"),
    ):
        with pytest.raises(NotFoundError):
            do_not_list.bar(cast.office, actor, slug, WHY, now=cast.now)
    identity = do_not_list.bar(cast.office, listed.mine, LUNCH.slug, WHY, now=cast.now)
    with pytest.raises(NotFoundError):
        do_not_list.lift(cast.office, listed.theirs, identity, now=cast.now)


def test_what_is_lifted_leaves_the_list_and_stays_down(cast: Cast) -> None:
    listed = Listed.open(cast)
    identity = do_not_list.bar(cast.office, listed.mine, LUNCH.slug, WHY, now=cast.now)
    do_not_list.lift(cast.office, listed.mine, identity, now=cast.now)
    assert do_not_list.every(cast.office, listed.mine, now=cast.now).entries == ()
    assert listed.get(LUNCH.slug) is None
    with pytest.raises(StaleError):
        do_not_list.lift(cast.office, listed.mine, identity, now=cast.now)


def test_by_name_it_says_what_is_listed_for_all_that(cast: Cast) -> None:
    listed = Listed.open(cast)
    add = do_not_list.add_by_name
    identity = add(cast.office, listed.mine, f" {LUNCH.name} ", "", WHY, now=cast.now)
    assert add(cast.office, listed.mine, LUNCH.name.upper(), "", "another reason", now=cast.now) == identity
    (mine,) = do_not_list.every(cast.office, listed.mine, now=cast.now).entries
    (theirs,) = do_not_list.every(cast.office, listed.theirs, now=cast.now).entries
    assert ([each.slug for each in mine.shown], mine.lifts) == ([LUNCH.slug], True)
    assert (theirs.shown, theirs.lifts) == ((), False)
    with pytest.raises(NotFoundError):
        do_not_list.lift(cast.office, listed.theirs, identity, now=cast.now)
    whole = cast.actor("sara", Grant(Role.STEWARD, ""))
    do_not_list.lift(cast.office, whole, identity, now=cast.now)


@pytest.mark.parametrize(
    ("name", "postcode", "reason", "field"),
    [(" ", "", WHY, "name"), ("A club", "nowhere", WHY, "postcode"), ("A club", "", " ", "reason")],
)
def test_what_cannot_be_barred_is_told(cast: Cast, name: str, postcode: str, reason: str, field: str) -> None:
    actor = cast.actor("stella", Grant(Role.STEWARD, ""))
    with pytest.raises(InvalidError) as caught:
        do_not_list.add_by_name(cast.office, actor, name, postcode, reason, now=cast.now)
    assert caught.value.field == field
