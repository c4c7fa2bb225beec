"""A guided conversation, page by page: kept at each, confirmed, read over, and then never changed."""

import pytest
from sqlalchemy import text

from poai.domain.audit import Event
from poai.domain.person import Person
from poai.store import Conversations, Goals, Keys, People
from tests.web.staff import Hands
from tests.web.staffed import Staffed


@pytest.fixture
def nora(staffed: Staffed) -> Hands:
    return staffed.hands("nora")


def begun(staffed: Staffed, hands: Hands) -> str:
    """Begins a conversation with Ivy; the address of its first page."""
    hands.sees(f"/cases/{staffed.northerner.id}/conversation")
    hands.sends("/conversation")
    return hands.seen.address.partition("example.org")[2]


def kept(staffed: Staffed) -> Person:
    """Ivy as the store has her now."""
    lena = staffed.actor("lena")
    with staffed.cast.store.read() as connection:
        keys = Keys.load(connection, staffed.cast.office.secret)
        found = People(connection, lena, keys).get(staffed.northerner.id, staffed.cast.now)
    assert found
    return found


def talks(staffed: Staffed) -> list[tuple[bool, int]]:
    """Ivy's conversations: whether each is done, and its version."""
    with staffed.cast.store.read() as connection:
        keys = Keys.load(connection, staffed.cast.office.secret)
        found = Conversations(connection, keys).of_person(staffed.northerner.id)
    return [(one.done, one.version) for one in found]


def goals(staffed: Staffed) -> list[tuple[str, str, int]]:
    with staffed.cast.store.read() as connection:
        keys = Keys.load(connection, staffed.cast.office.secret)
        found = Goals(connection, keys).of_person(staffed.northerner.id)
    return [(one.words, one.statement, one.importance) for one in found]


def test_a_conversation_from_the_first_page_to_the_record(staffed: Staffed, nora: Hands) -> None:
    begun(staffed, nora)
    assert nora.heading() == "What matters to you"
    said = "My sister in Leeds.\nI feel lonely since the move."
    nora.sends("/matters", 200, **{"answer-matters": said, "under": "active", "then": "on"})
    assert nora.heading() == "What you are good at"
    nora.sends("/strengths", 200, **{"answer-strengths": "Baking", "then": "on"})
    assert nora.heading() == "What they would like help with"
    heard = {value: ticked for name, value, _, ticked in nora.seen.options if name == "needs"}
    assert heard == {"company": False}  # suggested, for the worker to confirm
    nora.sends("/needs", needs="company", more="food", then="on")
    assert nora.heading() == "What they want to reach"
    wish = {"words-1": "See my sister", "statement-1": "active", "importance-1": "9", "then": "on"}
    nora.sends("/goals", 200, **wish)
    assert nora.heading() == "Read it over together"
    for words in ("My sister in Leeds.", "Stay well", "Baking", "Company", "Food", "See my sister"):
        assert words in nora.seen.text, words
    assert nora.seen.form("/review").value("matters") == " ".join(said.split())
    nora.sends("/review", matters="My sister", goal="0")
    assert "The conversation is finished" in nora.seen.text
    details = kept(staffed).details
    assert (details.matters, details.strengths, details.needs) == ("My sister", "Baking", ("company", "food"))
    assert goals(staffed) == [("See my sister", "active", 9)]
    nora.sees(nora.seen.link_beginning("Finished at"))
    assert "I feel lonely since the move." in nora.seen.text
    assert nora.seen.forms[-1].action.endswith("/conversation") is False


def test_each_page_is_kept_and_one_goes_on_where_one_stopped(staffed: Staffed, nora: Hands) -> None:
    begun(staffed, nora)
    nora.sends("/matters", 200, **{"answer-matters": "The garden", "then": "stop"})
    assert "What you wrote is kept" in nora.seen.text
    nora.sees(nora.seen.link("Go on with it"))
    assert nora.heading() == "What you are good at"
    nora.sees(nora.seen.link("Back without saving"))
    assert nora.seen.form("/matters").value("answer-matters") == "The garden"


def test_whoever_begins_while_there_is_a_draft_goes_on_with_it(staffed: Staffed, nora: Hands) -> None:
    first = begun(staffed, nora)
    again = staffed.post(f"/cases/{staffed.northerner.id}/conversation", staffed.token("nora"))
    assert again.headers["location"] in first
    assert talks(staffed) == [(False, 1)]


def test_s55_of_two_tabs_the_second_is_shown_both_texts_and_may_save_again(
    staffed: Staffed, nora: Hands
) -> None:
    address = begun(staffed, nora)
    other = staffed.hands("nora")
    other.sees(address)
    nora.sends("/matters", 200, **{"answer-matters": "The garden", "then": "stop"})
    other.sends("/matters", 409, **{"answer-matters": "The birds", "then": "stop"})
    assert "The garden" in other.seen.text
    assert other.seen.form("/matters").value("answer-matters") == "The birds"
    nora.sees(address)
    assert nora.seen.form("/matters").value("answer-matters") == "The garden"
    other.sends("/matters", 200, **{"answer-matters": "The garden and the birds", "then": "stop"})
    nora.sees(address)
    assert nora.seen.form("/matters").value("answer-matters") == "The garden and the birds"


def test_s55_what_was_typed_into_a_conversation_that_somebody_finished_is_shown(
    staffed: Staffed, nora: Hands
) -> None:
    address = begun(staffed, nora)
    other = staffed.hands("nora")
    other.sees(address)
    nora.sees(address.replace("/matters", "/review"))
    nora.sends("/review")
    other.sends("/matters", 409, **{"answer-matters": "The birds", "then": "on"})
    assert "finished in the meantime" in other.seen.text
    assert "The birds" in other.seen.text
    assert talks(staffed) == [(True, 2)]


def test_s55_a_record_that_was_changed_meanwhile_is_not_overwritten(staffed: Staffed, nora: Hands) -> None:
    address = begun(staffed, nora)
    nora.sends("/matters", 200, **{"answer-matters": "The garden", "then": "on"})
    nora.sees(address.replace("/matters", "/review"))
    with staffed.cast.store.work() as connection:
        connection.execute(text("UPDATE person SET version = version + 1"))
    nora.sends("/review", 409)
    assert talks(staffed)[0][0] is False
    assert kept(staffed).details.matters == ""
    nora.sends("/review")
    assert kept(staffed).details.matters == "The garden"


def test_s54_a_page_sent_twice_is_kept_once_and_answers_the_same(staffed: Staffed, nora: Hands) -> None:
    begun(staffed, nora)
    form = nora.seen.form("/matters")
    fields = {**dict(form.fields), "answer-matters": "The garden", "then": "on"}
    nora.posts(form.action, 200, **fields)
    assert nora.heading() == "What you are good at"
    nora.posts(form.action, 200, **fields)
    assert nora.heading() == "What you are good at"
    assert talks(staffed) == [(False, 2)]


def test_s54_a_conversation_finished_twice_makes_its_goals_once(staffed: Staffed, nora: Hands) -> None:
    address = begun(staffed, nora)
    nora.sees(address.replace("/matters", "/goals"))
    nora.sends(
        "/goals", 200, **{"words-1": "Walk", "statement-1": "active", "importance-1": "5", "then": "on"}
    )
    form = nora.seen.form("/review")
    for _ in range(2):
        nora.posts(form.action, 200, **dict(form.fields))
        assert "The conversation is finished" in nora.seen.text
    assert len(goals(staffed)) == 1


def test_urgent_words_show_urgent_help_on_the_next_page_at_once(staffed: Staffed, nora: Hands) -> None:
    begun(staffed, nora)
    nora.sends("/matters", 200, **{"answer-matters": "Fine really. I am in danger now.", "then": "on"})
    assert "Is somebody in danger now? This was heard: “I am in danger now.”" in nora.seen.text
    assert "999" in nora.seen.text


def test_what_is_wrong_with_a_page_is_said_and_what_was_typed_stays(staffed: Staffed, nora: Hands) -> None:
    address = begun(staffed, nora)
    nora.sends("/matters", 422, **{"answer-matters": "x" * 4001, "then": "on"})
    assert nora.seen.text.count("Use 4,000 characters or fewer") == 2
    assert nora.seen.form("/matters").value("answer-matters") == "x" * 4001
    nora.sees(address.replace("/matters", "/goals"))
    nora.sends("/goals", 422, **{"words-2": "Walk", "importance-2": "5", "then": "on"})
    assert nora.seen.text.count("Choose what the goal is about") == 2
    nora.sends("/goals", 422, **{"words-2": "Walk", "statement-2": "active", "importance-2": "11"})
    assert nora.seen.text.count("Choose how important the goal is") == 2
    assert nora.seen.form("/goals").value("words-2") == "Walk"


def test_only_who_may_change_a_record_may_write_in_a_conversation_and_refusals_look_like_nothing(
    staffed: Staffed, nora: Hands
) -> None:
    address = begun(staffed, nora)
    root = f"/cases/{staffed.northerner.id}/conversation"
    fields = {"answer-matters": "x", "version": "1", "then": "on"}
    for name in ("sami", "olga", "omar", "gus", "ada", "stew"):
        token = staffed.token(name)
        for path in (root, address.rpartition("/")[0], address):
            assert staffed.get(path, token).status_code == 404, (name, path)
        for path in (root, address):
            assert staffed.post(path, token, fields).status_code == 404, (name, path)
    neil = staffed.token("neil")  # of the team, but Ivy is Nora's
    assert staffed.post(address, neil, fields).status_code == 404
    assert talks(staffed) == [(False, 1)]
    other = f"/cases/{staffed.unassigned.id}/conversation/{address.split('/')[4]}"
    for path in (other, f"{other}/matters", address.replace("/matters", "/none")):
        assert staffed.get(path, staffed.token("nora")).status_code == 404, path
    assert staffed.cast.trail()[-1].event in (Event.REFUSED, Event.PERSON_READ)


def test_every_page_of_a_conversation_is_in_the_trail_without_a_word_of_it(
    staffed: Staffed, nora: Hands
) -> None:
    before = len(staffed.cast.trail())
    begun(staffed, nora)
    nora.sends("/matters", 200, **{"answer-matters": "The garden", "then": "on"})
    rows = staffed.cast.trail()[before:]
    assert [row.event for row in rows].count(Event.CONVERSATION_KEPT) == 2
    assert {row.thing for row in rows} == {f"person:{staffed.northerner.id}"}
    assert "garden" not in repr(rows)
    assert "garden" not in "".join(staffed.site.rows("conversation"))
