"""From what somebody told us to a listing of a group that nobody knew; and what is said of a group is kept right."""

import re

import pytest

from poai.domain.listing import Organisation
from poai.store import Organisations
from tests.web.staff import Hands
from tests.web.staffed import Staffed

COUNCIL, FRIENDS = "exampleton-council", "friends-of-exampleton"


@pytest.fixture
def stew(staffed: Staffed) -> Hands:
    """A steward of the north."""
    return staffed.hands("stew")


def published(staffed: Staffed, slug: str) -> Organisation:
    with staffed.cast.store.read() as connection:
        found = Organisations(connection).get(slug)
    assert found
    return found


def chosen(hands: Hands) -> str:
    """The group that is chosen in the form of a new listing."""
    hands.seen.form("/my-listings/new")
    found = re.search(r'<option value="([^"]+)" selected>', hands.answer.text)
    return found[1] if found else ""


def told(staffed: Staffed, group: str) -> Hands:
    """Somebody tells of a group; its steward reads it."""
    hands = staffed.site.hands()
    hands.sees("/tell-us")
    staffed.cast.later(seconds=20)
    hands.sends("/tell-us", group=group, words="They knit on Mondays", where="North End", contact="")
    steward = staffed.hands("stew")
    seen = steward.sees("/steward/suggestions")
    steward.sees(next(url for _, url in seen.links if "/steward/suggestions/" in url))
    return steward


def test_what_somebody_told_us_of_becomes_a_group_and_a_draft_of_its_listing(staffed: Staffed) -> None:
    steward = told(staffed, "Hill Knitters")
    form = steward.sends("/listing").form("/steward/groups/new")
    assert (form.value("name"), form.value("description")) == ("Hill Knitters", "They knit on Mondays")
    listing = steward.sends("/groups/new", description="We knit.", phone_1="01632 960021").form(
        "/my-listings/new"
    )
    assert (chosen(steward), listing.value("name")) == ("hill-knitters", "Hill Knitters")
    assert "They knit on Mondays" in listing.value("description")
    steward.sends("/my-listings/new", organisation="hill-knitters", area="north-end")
    steward.sends("/send")
    assert "Residents see it now" in steward.seen.text
    assert published(staffed, "hill-knitters").description == "We knit."
    assert steward.sees("/steward/groups?q=KNIT").link("Hill Knitters")
    assert staffed.site.hands().browser.get("/organisations/hill-knitters").status_code == 200


def test_a_group_that_is_known_already_is_not_asked_for_again(staffed: Staffed) -> None:
    steward = told(staffed, "friends of exampleton")
    steward.sends("/listing")
    assert chosen(steward) == FRIENDS


def test_a_like_group_is_shown_with_a_way_to_it_and_what_was_typed_stays(staffed: Staffed) -> None:
    steward = told(staffed, "Exampleton Friends")
    steward.sends("/listing")
    steward.sends("/groups/new", 422)
    assert "Friends of Exampleton" in steward.seen.text
    assert steward.seen.form("/groups/new").value("name") == "Exampleton Friends"
    known = steward.sends("/listing").form("/my-listings/new")
    assert (chosen(steward), known.value("name")) == (FRIENDS, "Exampleton Friends")


def test_another_group_with_a_like_name_is_added_if_a_steward_says_so(staffed: Staffed, stew: Hands) -> None:
    stew.sees("/steward/groups/new")
    stew.sends("/groups/new", 422, name="Exampleton Friends", email="nobody")
    stew.sends("/groups/new", 422, email="")
    stew.sends("/groups/new", sure="yes")
    assert chosen(stew) == "exampleton-friends"
    assert published(staffed, "exampleton-friends").email is None


def test_a_steward_changes_groups_of_their_areas_and_finds_no_other(staffed: Staffed, stew: Hands) -> None:
    whole = staffed.hands("wilma")
    whole.sees("/steward/groups")
    whole.sees(whole.seen.link("Friends of Exampleton"))
    whole.sends(f"/groups/{FRIENDS}", name="The friends", url="friends.example.org")
    assert "Residents see it now" in whole.seen.text
    assert published(staffed, FRIENDS).url == "https://friends.example.org"
    whole.sends(f"/groups/{FRIENDS}", 422, name="")
    assert published(staffed, FRIENDS).name == "The friends"
    stew.sees("/steward/groups")
    assert "The friends" not in stew.seen.text
    stew.sees(f"/steward/groups/{FRIENDS}", 404)
    stew.posts(f"/steward/groups/{FRIENDS}", 403, name="Mine", base="1")


def test_a_group_changes_its_phone_and_email_at_once_and_tells_the_rest(staffed: Staffed) -> None:
    omar = staffed.hands("omar")
    omar.sees("/my-listings")
    omar.sees(omar.seen.link_beginning("How people reach"))
    assert omar.seen.link("Tell your steward what is wrong here").endswith("/suggest")
    omar.sends(f"/my-group/{COUNCIL}", phone_1="01632 960022", email="hello@example.org", name="Mine")
    group = published(staffed, COUNCIL)
    assert (group.name, group.email) == ("Exampleton Council", "hello@example.org")
    assert [phone.number for phone in group.phones] == ["01632 960022"]
    omar.sees(f"/my-group/{FRIENDS}", 404)


def test_two_who_change_the_same_see_both_and_lose_nothing(staffed: Staffed) -> None:
    omar, wilma = staffed.hands("omar"), staffed.hands("wilma")
    omar.sees(f"/my-group/{COUNCIL}")
    wilma.sees(f"/steward/groups/{COUNCIL}")
    wilma.sends(f"/groups/{COUNCIL}", email="council@example.org")
    omar.sends(f"/my-group/{COUNCIL}", 409, email="hello@example.org")
    assert "council@example.org" in omar.seen.text
    assert published(staffed, COUNCIL).email == "council@example.org"
    omar.sends(f"/my-group/{COUNCIL}")
    assert published(staffed, COUNCIL).email == "hello@example.org"


def test_a_group_of_which_nothing_is_listed_breaks_nothing(staffed: Staffed, stew: Hands) -> None:
    stew.sees("/steward/groups/new")
    stew.sends("/groups/new", name="Hill Knitters")
    stew.sees("/steward/groups/hill-knitters")
    assert "residents do not see it yet" in stew.seen.text
    for path in ("/steward", "/steward/doubles", "/my-listings"):
        stew.sees(path)
    assert staffed.site.hands().browser.get("/organisations/hill-knitters").status_code == 404
    answer = staffed.site.hands().browser.get("/oruk/organizations")
    assert answer.status_code == 200
    assert "Hill Knitters" not in answer.text
