from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

import pytest

from poai.actions.doubles import Pair, doubles, e164, likely, say_two
from poai.domain.access import Actor
from poai.domain.account import Grant, Role
from poai.domain.doubles import Reason
from poai.domain.errors import InvalidError, NotFoundError
from poai.domain.listing import Listing, Phone
from poai.interchange.directory import read_directory
from poai.store import Listings, Organisations
from tests.actions.cast import Cast
from tests.exampleton.files import DIRECTORY

SEED = read_directory(DIRECTORY)
GROUPS = {group.slug: group for group in SEED.organisations}
LUNCH = next(listing for listing in SEED.listings if listing.slug == "marsh-lunch-club")
NUMBER = (Phone(number="020 7946 0001"),)


def other(slug: str, **about: object) -> Listing:
    return replace(LUNCH, **{"slug": slug, "id": str(uuid5(NAMESPACE_URL, slug)), **about})  # type: ignore[arg-type]


@pytest.fixture
def twice(cast: Cast) -> Cast:
    """The lunch club is listed twice in its own area, and a third time in another."""
    with cast.store.work() as connection:
        for group in SEED.organisations:
            Organisations(connection).publish(group, made_by="import", why="a test", now=cast.now)
        for listing in (
            LUNCH,
            other("lunch-club-again", name="Lunch Clubb, Marsh"),
            other("lunch-elsewhere", locality=OTHER),
        ):
            Listings(connection).publish(listing, made_by="import", why="a test", now=cast.now)
    return cast


OTHER = next(each.locality for each in SEED.listings if each.locality not in (LUNCH.locality, "borough-wide"))


def steward(cast: Cast, scope: str, name: str = "stella") -> Actor:
    return cast.actor(name, Grant(Role.STEWARD, scope))


def slugs(pairs: list[Pair]) -> list[set[str]]:
    return [{pair.one.slug, pair.other.slug} for pair in pairs]


def test_a_steward_is_shown_the_pairs_of_their_own_areas(twice: Cast) -> None:
    here = doubles(twice.office, steward(twice, LUNCH.locality), now=twice.now)
    assert slugs(here) == [{"marsh-lunch-club", "lunch-club-again"}]
    assert here[0].reasons[0] is Reason.NAME
    assert doubles(twice.office, steward(twice, OTHER, "stan"), now=twice.now) == []
    assert len(doubles(twice.office, steward(twice, "", "sara"), now=twice.now)) == 3


def test_a_member_of_the_group_is_shown_none(twice: Cast) -> None:
    member = twice.actor("mo", Grant(Role.ORGANISATION_MEMBER, LUNCH.organization))
    assert doubles(twice.office, member, now=twice.now) == []


def test_two_that_somebody_found_to_be_two_are_not_shown_again(twice: Cast) -> None:
    actor = steward(twice, LUNCH.locality)
    for _ in range(2):  # sent twice
        say_two(twice.office, actor, "lunch-club-again", "marsh-lunch-club", now=twice.now)
    assert doubles(twice.office, actor, now=twice.now) == []


def test_only_who_may_publish_both_says_that_they_are_two(twice: Cast) -> None:
    actor = steward(twice, LUNCH.locality)
    with pytest.raises(NotFoundError):
        say_two(twice.office, actor, "marsh-lunch-club", "lunch-elsewhere", now=twice.now)
    with pytest.raises(NotFoundError):
        say_two(twice.office, actor, "marsh-lunch-club", "never-was", now=twice.now)
    with pytest.raises(InvalidError):
        say_two(twice.office, actor, "marsh-lunch-club", "marsh-lunch-club", now=twice.now)


def test_a_number_is_the_same_however_it_is_written() -> None:
    assert e164("020 7946 0001") == e164("+44 (0)20 79460001") == "+442079460001"
    assert e164("ask at the desk") == ""


def test_one_number_and_a_like_name_are_found_whoever_runs_them() -> None:
    council = next(slug for slug in GROUPS if slug != LUNCH.organization)
    mine = other("one", phones=NUMBER, organization=council, locations=())
    found = likely([replace(LUNCH, phones=(Phone(number="+442079460001"),), locations=()), mine], GROUPS)
    assert [pair.reasons[:2] for pair in found] == [(Reason.NAME, Reason.PHONE)]


def test_exampleton_lists_nothing_twice() -> None:
    assert likely(SEED.listings, GROUPS) == []
