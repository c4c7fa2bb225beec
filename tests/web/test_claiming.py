"""From "Is this your group?" through the group's own yes and the steward's to an invitation, page by page."""

from dataclasses import replace

import pytest

from poai.store import Organisations
from tests.web.staff import Hands
from tests.web.staffed import Staffed

GROUP = "chair@group.example"
SLUG = "exampleton-council"
CLAIM = f"/organisations/{SLUG}/claim"


def show_address(staffed: Staffed) -> None:
    """The group shows an e-mail address."""
    with staffed.cast.store.work() as connection:
        groups = Organisations(connection)
        found = groups.get(SLUG)
        assert found
        groups.publish(replace(found, email=GROUP), made_by="a test", why="a test", now=staffed.cast.now)


def claimed(staffed: Staffed) -> Hands:
    """Somebody who says that the council is theirs."""
    hands = staffed.site.hands()
    hands.sees(CLAIM)
    staffed.cast.later(seconds=20)
    hands.sends("/claim", name="Cleo Chair", email="cleo@home.example", role="Chair")
    return hands


def at_it(staffed: Staffed) -> Hands:
    """The steward, before the claim."""
    steward = staffed.hands("stew")
    seen = steward.sees("/steward/suggestions")
    (path,) = {url for _, url in seen.links if "/steward/suggestions/" in url}
    steward.sees(path)
    return steward


def test_the_group_and_then_the_steward_say_yes(staffed: Staffed) -> None:
    show_address(staffed)
    assert claimed(staffed).heading() == "Thank you for telling us"
    (letter,) = staffed.cast.letters()
    assert (letter.letter, letter.to) == ("claim-check", GROUP)
    steward = at_it(staffed)
    assert "has to say yes there" in steward.seen.text
    assert not any(form.action.endswith("/accept") for form in steward.seen.forms)
    group = staffed.site.hands()
    group.sees(f"/claim/{letter.token}")
    assert "Cleo Chair" in group.seen.text
    group.sends(letter.token, 422)
    group.sends(letter.token, answer="yes")
    assert group.heading() == "Thank you for your answer"
    steward = at_it(staffed)
    steward.sends("/accept")
    assert "They are invited by email" in steward.seen.text
    assert {one.letter: one.to for one in staffed.cast.letters()}["invitation"] == "cleo@home.example"


def test_without_an_address_the_steward_says_how_they_know(staffed: Staffed) -> None:
    claimed(staffed)
    steward = at_it(staffed)
    seen = steward.sends("/accept", 422, checked="by phone")
    assert "Say more" in seen.text
    assert seen.form("/accept").value("checked").strip() == "by phone"
    steward.sends("/accept", checked="I rang the number on their website")
    assert "They are invited by email" in steward.seen.text


def test_a_steward_refuses_with_a_reason(staffed: Staffed) -> None:
    claimed(staffed)
    steward = at_it(staffed)
    identity = steward.seen.address.rpartition("/")[2]
    assert "Say why nothing comes of it" in steward.sends(identity, 422).text
    steward.sends(identity, note="Nobody there knows them")
    assert "It is closed, with your note" in steward.seen.text
    assert "Nobody there knows them" in steward.sees(f"/steward/suggestions/{identity}").text


@pytest.mark.parametrize("field", ["name", "email", "role"])
def test_each_field_is_asked_for(staffed: Staffed, field: str) -> None:
    given = {"name": "Cleo", "email": "cleo@home.example", "role": "Chair", field: ""}
    hands = staffed.site.hands()
    hands.sees(CLAIM)
    seen = hands.sends("/claim", 422, **given)
    assert {name: seen.form("/claim").value(name) for name in given} == given


def test_a_link_that_is_none_says_so(staffed: Staffed) -> None:
    hands = staffed.site.hands()
    hands.sees("/claim/no-such-link", 404)
    assert hands.heading() == "This link no longer works"
