from dataclasses import replace

from poai.matching.answers import Reason
from poai.matching.matcher import Matcher
from poai.matching.searchable import Searchable
from tests.matching.small_place import NEEDS


def found(matcher: Matcher, text: str) -> list[str]:
    return [match.id for match in matcher.rank(matcher.hear(text))]


def test_near_needs_come_after_the_need_itself(matcher: Matcher) -> None:
    ids = found(matcher, "on my own all day")
    assert ids.index("befriend") < ids.index("coffee")


def test_words_that_are_not_wanted_lower_what_says_them() -> None:
    room = Searchable("b", "Friday Room", "", "A chat over tea.")
    bingo = Searchable("a", "Friday Room", "", "A chat over bingo.")
    assert found(Matcher.build((room, bingo), ()), "friday room but not the bingo") == ["b", "a"]


def test_each_of_several_needs_has_an_early_turn() -> None:
    listings = [Searchable(f"b{n}", "Befriending", "", "Befriending visits.") for n in range(9)]
    listings.append(Searchable("d", "Clinic", "", "A dentist sees you here."))
    matcher = Matcher.build(listings, NEEDS)
    matches = matcher.rank(matcher.hear("nobody comes round and I have a broken tooth"))
    assert "d" in [match.id for match in matches[:4]]
    assert len({match.score for match in matches}) == len(matches)


def test_every_match_says_why(matcher: Matcher) -> None:
    for match in matcher.rank(matcher.hear("lonely, toothache, food bank, oak hall, sprung floor")):
        assert match.reasons


def test_reasons_name_the_need_the_name_or_the_words(matcher: Matcher) -> None:
    reasons = {
        text: {reason.kind for reason in matcher.rank(matcher.hear(text))[0].reasons}
        for text in ("nobody comes round", "elm food bank", "small sums")
    }
    assert reasons["nobody comes round"] == {"need"}
    assert "name" in reasons["elm food bank"]
    assert reasons["small sums"] == {"words"}


def place(key: str, locality: str = "", north: float | None = None, **more: object) -> Searchable:
    return Searchable(
        key, "Befriending", "", "A visit.", locality=locality, latitude=north, longitude=None if north is None else 0.0,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def ranked(
    *listings: Searchable, locality: str | None = None, point: tuple[float, float] | None = None
) -> list[str]:
    matcher = Matcher.build(listings, NEEDS, neighbours={"north": ("east",)})
    return [match.id for match in matcher.rank(matcher.hear("lonely"), locality=locality, point=point)]


def test_the_same_area_comes_before_next_door_before_elsewhere() -> None:
    listings = (place("a", "west"), place("b", "east"), place("c", "borough-wide"), place("d", "north"))
    assert ranked(*listings, locality="north") == ["d", "b", "c", "a"]


def test_nearer_comes_first() -> None:
    listings = (place("a", north=51.5), place("b", north=51.4), place("c", north=51.31))
    assert ranked(*listings, point=(51.3, 0.0)) == ["c", "b", "a"]


def test_open_to_all_and_trusted_come_first() -> None:
    listings = (place("a", referral_only=True), place("b", trust=0.2), place("c"))
    assert ranked(*listings)[0] == "c"


def test_equal_listings_come_in_the_order_of_their_ids() -> None:
    assert ranked(place("c"), place("a"), place("b")) == ["a", "b", "c"]


def test_needs_confirmed_by_a_person_weigh_more_than_words() -> None:
    said = Searchable("said", "Befriending", "", "Befriending visits.")
    confirmed = Searchable("told", "Befriending", "", "Befriending visits.", needs=("company",))
    other = Searchable("other", "Befriending", "", "Befriending visits.", needs=("teeth",))
    matcher = Matcher.build((said, confirmed, other), NEEDS)
    ids = [match.id for match in matcher.rank(matcher.hear("never see a soul"))]
    assert ids[0] == "told"
    assert ids[-1] == "other"


def test_no_more_than_the_limit_are_given(matcher: Matcher) -> None:
    assert len(matcher.rank(matcher.hear("lonely bored toothache"), limit=2)) == 2


def test_where_nobody_lists_a_need_those_who_know_the_way_answer() -> None:
    ways = replace(
        NEEDS[0],
        key="ways",
        label="Ways",
        serves=("advice desk",),
        phrases=("where to turn",),
        otherwise=True,
    )
    desk = Searchable("desk", "Advice Desk", "", "An advice desk.")
    choir = Searchable("choir", "Choir", "", "We sing on Mondays.")
    listed = Searchable("dentist", "Dentist", "", "A dentist sees you here.")
    alone = Matcher.build((desk, choir), (*NEEDS, ways))
    assert [(match.id, match.reasons) for match in alone.rank(alone.hear("toothache"))] == [
        ("desk", (Reason("need", "ways"),))
    ]
    beside = Matcher.build((desk, choir, listed), (*NEEDS, ways))
    assert found(beside, "toothache")[0] == "dentist"
