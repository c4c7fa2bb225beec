"""What is not to be listed: added by name, and taken off again."""

from poai.domain.account import Grant, Role
from tests.web.staffed import Staffed

NAME = "The Lost Lunch Club"


def test_one_is_added_by_name_and_lifted(staffed: Staffed) -> None:
    stew = staffed.hands("stew")
    assert "Nothing is on the list" in stew.sees("/steward/do-not-list").text
    stew.sends("/do-not-list", name=NAME, reason="It closed")
    assert "No import will list it" in stew.seen.text
    assert NAME in stew.seen.text
    assert "Stew" in stew.seen.text
    form = stew.seen.form("/lift")
    stew.sends("/lift")
    assert "Nothing is on the list" in stew.seen.text
    stew.posts(form.action, 200, **dict(form.fields))  # sent twice
    assert "Nothing is on the list" in stew.seen.text


def test_what_was_typed_stays_with_what_is_wrong(staffed: Staffed) -> None:
    stew = staffed.hands("stew")
    stew.sees("/steward/do-not-list")
    stew.sends("/do-not-list", 422, name=NAME, postcode="nowhere", reason="It closed")
    assert "Enter a whole postcode" in stew.seen.text
    form = stew.seen.form("/do-not-list")
    assert (form.value("name"), form.value("postcode"), form.value("reason")) == (
        NAME,
        "nowhere",
        "It closed",
    )
    for field, message in (("name", "Enter the name"), ("reason", "Say why")):
        stew.sends("/do-not-list", 422, **{"name": NAME, "postcode": "", "reason": "It closed", field: ""})
        assert message in stew.seen.text


def test_what_is_listed_for_all_that_is_named(staffed: Staffed) -> None:
    stew = staffed.hands("stew")
    stew.sees("/steward/do-not-list")
    stew.sends("/do-not-list", name="HARBOUR LIBRARY", reason="It closed")
    assert "Listed for all that:" in stew.seen.text
    stew.sees(stew.seen.link("Harbour Library"))
    assert stew.heading() == "Harbour Library"


def test_another_steward_knows_of_it_and_cannot_lift_it(staffed: Staffed) -> None:
    stew = staffed.hands("stew")
    stew.sees("/steward/do-not-list")
    stew.sends("/do-not-list", name=NAME, reason="It closed")
    form = stew.seen.form("/lift")
    other = staffed.site.hands(staffed.site.account("stan", Grant(Role.STEWARD, "south-end")))
    assert NAME in other.sees("/steward/do-not-list").text
    assert "It may be listed again" not in other.seen.text
    own = other.seen.form("/do-not-list")
    other.posts(form.action, 404, csrf=own.value("csrf"))
    assert NAME in stew.sees("/steward/do-not-list").text
