"""Finding: from what somebody asks to the listings that answer it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from poai.actions.find import Answer, find, show
from poai.actions.snapshot import Snapshot
from poai.domain.ask import Ask
from poai.domain.listing import BOROUGH_WIDE
from tests.actions.conftest import NOW, Finder

ASKS = (
    Ask(text="somewhere to meet people"),
    Ask(text="lunch", near="CR0 6RB", days=("TU",)),
    Ask(needs=("food",), times=("afternoon",), free=True),
    Ask(near="Purley", within=("purley", BOROUGH_WIDE), drop_in=True),
    Ask(text="company", ways=("home", "online")),
)


def everything(snapshot: Snapshot, ask: Ask) -> list[Answer]:
    """Every page of the answer."""
    first = find(snapshot, ask, NOW)
    return [first, *(find(snapshot, ask.but(page=n), NOW) for n in range(2, first.pages + 1))]


def slugs(*answers: Answer) -> list[str]:
    return [result.listing.slug for answer in answers for result in answer.results]


@pytest.mark.parametrize(
    ("near", "kind", "area"),
    [
        ("", "nothing", ""),
        ("CR0 6RB", "postcode", None),
        ("cr06rb", "postcode", None),
        ("SE25", "district", None),
        ("Purley", "name", "purley"),
        ("CR4 3UD", "border", None),
        ("M1 1AE", "elsewhere", ""),
        ("Narnia", "unknown", ""),
    ],
)
def test_every_kind_of_place_is_answered(ask: Finder, near: str, kind: str, area: str | None) -> None:
    found = ask(text="lunch", near=near)
    assert found.place.kind == kind
    assert found.total > 0
    if area is not None:
        assert found.area == area
    else:
        assert found.area in (*found.place.localities, "")


def test_just_over_the_border_is_answered_from_the_nearest_area(ask: Finder) -> None:
    found = ask(text="lunch", near="CR4 3UD")
    assert found.area == found.place.localities[0]


def test_an_area_that_was_chosen_counts_more_than_the_postcode(ask: Finder) -> None:
    assert ask(text="lunch", near="CR0 6RB", area="purley").area == "purley"
    assert ask(text="lunch", near="Purley", area="no-such-area").area == "purley"


def test_distances_are_given_from_where_somebody_is_and_only_then(ask: Finder) -> None:
    assert all(result.miles is None for result in ask(text="lunch").results)
    near = ask(text="lunch", near="CR0 6RB").results
    placed = [any(spot.latitude for spot in result.listing.locations) for result in near]
    assert True in placed
    assert placed == [result.miles is not None for result in near]
    assert all(0 <= result.miles < 15 for result in near if result.miles is not None)


@pytest.mark.parametrize("near", ["CR0 6RB", "SE25", "Purley", "CR4 3UD"])
def test_nearest_first_is_in_order_of_distance(shipped: Snapshot, near: str) -> None:
    pages = everything(shipped, Ask(text="lunch", near=near, sort="nearest"))
    miles = [result.miles for page in pages for result in page.results if result.miles is not None]
    assert len(miles) > 5
    assert miles == sorted(miles)


def test_nothing_but_a_place_gives_everything_nearest_first(shipped: Snapshot) -> None:
    pages = everything(shipped, Ask(near="CR8 2LN"))
    assert len(slugs(*pages)) == len(shipped.catalogue.listings)
    miles = [result.miles for page in pages for result in page.results if result.miles is not None]
    assert miles == sorted(miles)
    assert pages[0].results[0].listing.locality == "purley"


def test_the_order_by_distance_keeps_what_was_found(shipped: Snapshot) -> None:
    best, nearest = (
        everything(shipped, Ask(text="lunch", near="Purley", sort=sort)) for sort in ("best", "nearest")
    )
    assert sorted(slugs(*best)) == sorted(slugs(*nearest))


@pytest.mark.parametrize("wish", ASKS)
def test_pages_hold_every_result_once(shipped: Snapshot, wish: Ask) -> None:
    pages = everything(shipped, wish)
    found = slugs(*pages)
    assert len(found) == len(set(found)) == pages[0].total
    assert [page.ask.page for page in pages] == list(range(1, len(pages) + 1))


@pytest.mark.parametrize("wish", ASKS)
def test_every_option_gives_exactly_what_it_promised(shipped: Snapshot, wish: Ask) -> None:
    """Among others of its kind an option's count is of the results that have it; alone it is all of them."""
    fields = {"area": "within", "day": "days", "time": "times", "way": "ways", "language": "languages"}
    flags = {"free": "free", "drop-in": "drop_in", "wheelchair": "wheelchair"}
    asked = 0
    for group, options in find(shipped, wish, NOW).options.items():
        for option in options:
            alone = {fields[group]: (option.value,)} if group in fields else {flags[group]: True}
            assert find(shipped, wish.but(**alone), NOW).total == option.count, (group, option.value)
            asked += 1
    assert asked >= 5


@pytest.mark.parametrize("wish", ASKS)
def test_every_result_has_what_was_chosen(shipped: Snapshot, wish: Ask) -> None:
    for page in everything(shipped, wish):
        for result in page.results:
            words = shipped.facets[result.listing.slug]
            assert not wish.days or words & {f"day:{day}" for day in wish.days}
            assert not wish.within or result.listing.locality in wish.within
            assert not wish.free or result.listing.free
            assert not wish.drop_in or result.listing.joining == "drop-in"
            assert not wish.ways or set(wish.ways) & set(result.listing.attending)


def test_a_choice_of_something_that_does_not_exist_is_no_choice(shipped: Snapshot) -> None:
    plain = find(shipped, Ask(text="lunch"), NOW)
    for strange in (Ask(text="lunch", within=("atlantis",)), Ask(text="lunch", languages=("xx",))):
        assert find(shipped, strange, NOW).total == plain.total


def test_a_need_that_was_refused_is_not_heard_again(ask: Finder) -> None:
    heard = [need.key for need in ask(text="dad lost his wife and wont go out").heard.needs]
    assert "grief" in heard
    after = ask(text="dad lost his wife and wont go out", unlike=("grief",))
    assert "grief" not in [need.key for need in after.heard.needs]
    assert after.total > 0


def test_what_was_typed_can_be_taken_as_it_is(ask: Finder) -> None:
    assert ask(text="somewere to eet").heard.corrected
    assert ask(text="somewere to eet", as_typed=True).heard.corrected is None


def test_a_need_that_was_chosen_needs_no_words(ask: Finder) -> None:
    found = ask(needs=("food",))
    assert found.total >= len([1 for result in found.results if "food" in result.listing.needs]) > 0
    assert ask(needs=("no-such-need",)).total == ask().total


def test_a_statement_alone_stands_for_its_needs(ask: Finder, shipped: Snapshot) -> None:
    for key in shipped.content.statements:
        assert ask(statement=key).total > 0


def test_nothing_found_is_an_answer(ask: Finder) -> None:
    found = ask(text="zzxxqv wwqqk")
    assert (found.results, found.total, found.pages, found.ask.page) == ((), 0, 1, 1)
    assert found.heard.confidence == "none"


def test_a_page_too_far_is_the_last(ask: Finder) -> None:
    found = ask(text="lunch", page=10_000)
    assert found.ask.page == found.pages
    assert found.results


def test_urgent_words_are_heard_whatever_else_is_chosen(ask: Finder) -> None:
    assert ask(text="i want to end it all").heard.urgent
    assert ask(text="i want to end it all", as_typed=True, days=("MO",), free=True).heard.urgent


def test_a_next_date_is_worked_out_only_from_facts_that_hold(shipped: Snapshot) -> None:
    dated = [shown for listing in shipped.listings() if (shown := show(listing, NOW)).next]
    assert dated
    assert all(shown.fresh.dates_hold for shown in dated)
    assert all(shown.next and shown.next.day >= NOW.date() for shown in dated)


def test_facts_grow_old(shipped: Snapshot) -> None:
    listing = next(item for item in shipped.listings() if show(item, NOW).fresh.kind == "found")
    later = show(listing, NOW + timedelta(days=5 * 365))
    assert (later.fresh.kind, later.next) == ("old", None)


def test_whoever_is_elsewhere_hears_how_many_are_near(shipped: Snapshot) -> None:
    found = find(shipped, Ask(text="lunch", near="Purley"), NOW)
    pages = everything(shipped, Ask(text="lunch", near="Purley"))
    near = [r for page in pages for r in page.results if r.listing.locality in ("purley", BOROUGH_WIDE)]
    assert found.nearby == len(near)


def test_the_answer_is_the_same_each_time(shipped: Snapshot) -> None:
    wish = Ask(text="dad lost his wife and wont go out", near="CR0 6RB")
    assert find(shipped, wish, NOW) == find(replace(shipped), wish, NOW)
