import pytest

from poai.domain.doubles import (
    LIKELY,
    Reason,
    Traits,
    candidates,
    common_words,
    judge,
    telling,
    web,
    words,
)


def traits(slug: str, *, group: str = "a-group", name: str = "lunch club", **shared: str) -> Traits:
    held = {key: frozenset([value]) for key, value in shared.items()}
    return Traits(slug=slug, organisation=group, name=name, group=group, **held)


def points(one: Traits, other: Traits, names: float, groups: float = 0) -> int:
    return judge(one, other, names=names, groups=groups).points


def test_a_name_is_told_by_the_words_that_others_do_not_have() -> None:
    names = [f"{hall} Community Centre" for hall in "Oak Elm Ash Yew Fir Bay".split()] + [
        "The Community Centre"
    ]
    common = common_words(names)
    assert common == {"community", "centre"}
    assert telling("Oak Community Centre", common) == "oak"
    assert telling("The Community Centre", common) == "community centre"


def test_words_are_compared_without_signs_and_small_words() -> None:
    assert words("The Friends of St Mary’s & All Saints'") == ["friends", "st", "mary", "all", "saints"]


@pytest.mark.parametrize(
    "written",
    [
        "https://example.org/lunch",
        "http://www.example.org/lunch/",
        "HTTPS://WWW.Example.org/lunch/index.html",
    ],
)
def test_a_web_address_is_the_same_however_it_is_written(written: str) -> None:
    assert web(written) == "example.org/lunch"


@pytest.mark.parametrize("written", ["", "no address", "http://[::1"])
def test_what_is_no_web_address_is_none(written: str) -> None:
    assert "." not in web(written)


def test_the_same_name_and_number_are_one() -> None:
    one, other = traits("one", phones="+442079460000"), traits("other", group="b", phones="+442079460000")
    verdict = judge(one, other, names=100, groups=0)
    assert verdict.points >= LIKELY
    assert verdict.reasons == (Reason.NAME, Reason.PHONE)


def test_the_activities_of_one_group_in_one_hall_are_several() -> None:
    shared = {
        "phones": "+442079460000",
        "postcodes": "EX11AA",
        "emails": "a@example.org",
        "pages": "example.org",
    }
    one, other = traits("one", **shared), traits("other", name="chair exercise", **shared)
    assert points(one, other, names=20) == 0


def test_what_different_groups_do_in_one_hall_is_several() -> None:
    shared = {"phones": "+442079460000", "postcodes": "EX11AA", "pages": "example.org"}
    one, other = traits("one", **shared), traits("other", group="b", name="chair exercise", **shared)
    assert points(one, other, names=40) == 0


def test_branches_of_one_name_at_two_postcodes_are_two() -> None:
    one, other = traits("one", postcodes="EX11AA"), traits("other", postcodes="EX22BB")
    verdict = judge(one, other, names=100, groups=100)
    assert verdict.points < LIKELY
    assert Reason.ELSEWHERE in verdict.reasons


def test_in_which_order_they_are_compared_makes_no_difference() -> None:
    one, other = (
        traits("one", phones="1", postcodes="A"),
        traits("other", group="b", phones="1", postcodes="B"),
    )
    assert judge(one, other, names=85, groups=30) == judge(other, one, names=85, groups=30)


def test_those_that_share_nothing_are_not_even_compared() -> None:
    every = {
        each.slug: each for each in (traits("a"), traits("b", name="lunch clb"), traits("c", name="tai chi"))
    }
    assert list(candidates(every)) == [("a", "b")]


def test_what_half_the_borough_shares_brings_nobody_together() -> None:
    crowd = {f"s{n}": traits(f"s{n}", name=f"{n:04}{n:04}", phones="+44") for n in range(100)}
    assert list(candidates(crowd)) == []
