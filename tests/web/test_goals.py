"""Goals in somebody's own words, and how far they have come: in words, drawn and as a table."""

import pytest

from poai.domain.audit import Event
from poai.domain.goal import Goal
from poai.store import Goals, Keys
from tests.web.staff import Hands
from tests.web.staffed import Staffed

ABOUT = {"statement": "active", "importance": "8"}


@pytest.fixture
def nora(staffed: Staffed) -> Hands:
    return staffed.hands("nora")


def kept(staffed: Staffed) -> list[Goal]:
    with staffed.cast.store.read() as connection:
        keys = Keys.load(connection, staffed.cast.office.secret)
        return Goals(connection, keys).of_person(staffed.northerner.id)


def added(staffed: Staffed, hands: Hands, words: str = "See my sister") -> str:
    """Adds a goal of Ivy's; the address of its page."""
    hands.sees(f"/cases/{staffed.northerner.id}/goals/new")
    hands.sends("/goals/new", 200, words=words, **ABOUT)
    return f"/cases/{staffed.northerner.id}/goals/{kept(staffed)[-1].id}"


def test_a_goal_is_added_and_progress_is_told_in_words_drawn_and_listed(
    staffed: Staffed, nora: Hands
) -> None:
    address = added(staffed, nora)
    assert "The goal is added" in nora.seen.text
    assert "No progress is recorded yet" in nora.seen.text
    assert "<svg" not in nora.seen.html.partition("<main")[2]
    for progress, on in (("2", "2026-10-01"), ("7", "22/11/2026")):
        nora.sees(address)
        nora.sends("/progress", progress=progress, on=on, note="She rang me")
    told = "Up from 2 on Thursday 1 October 2026 to 7 of 10 on Sunday 22 November 2026."
    assert told in nora.seen.text
    assert f'aria-label="Progress, 0 to 10. {told}"' in nora.seen.html
    assert nora.seen.html.count("app-chart__dot") == 2
    assert nora.seen.text.count("She rang me") == 2


def test_a_goal_that_is_met_asks_for_no_more_progress_and_comes_last(staffed: Staffed, nora: Hands) -> None:
    address = added(staffed, nora)
    added(staffed, nora, "Walk to the shop")
    nora.sees(address)
    nora.sends(address, 200, **ABOUT, state="met")
    assert [words for tag, words in nora.seen.headings if tag == "h2"] == [
        "Walk to the shop",
        "See my sister",
    ]
    nora.sees(address)
    assert "How far have they come?" not in nora.seen.text


def test_a_mistake_in_progress_is_put_right_by_recording_the_same_day_again(
    staffed: Staffed, nora: Hands
) -> None:
    address = added(staffed, nora)
    for progress in ("9", "3"):
        nora.sees(address)
        nora.sends("/progress", progress=progress)
        staffed.cast.later(minutes=1)
    assert "3 of 10 on Monday 23 November 2026." in nora.seen.text
    assert "9, put right since" in nora.seen.text


def test_what_is_wrong_with_a_goal_is_said_and_what_was_typed_stays(staffed: Staffed, nora: Hands) -> None:
    address = added(staffed, nora)
    nora.sees(f"/cases/{staffed.northerner.id}/goals/new")
    nora.sends("/goals/new", 422)
    assert nora.seen.text.count("Write what they want to reach") == 2
    nora.sends("/goals/new", 422, words="Walk", statement="none")
    assert nora.seen.text.count("Choose what the goal is about") == 2
    assert nora.seen.form("/goals/new").value("words") == "Walk"
    nora.sees(address)
    for fields, said in (
        ({"progress": ""}, "Choose how far they have come"),
        ({"progress": "11"}, "Choose how far they have come"),
        ({"progress": "5", "on": "2026-11-24"}, "Enter a day that is not in the future"),
        ({"progress": "5", "on": "soon"}, "Enter a day such as"),
        (
            {"progress": "5", "on": "2026-11-23", "note": "x" * 1001},
            "Use 1,000 characters or fewer for the note",
        ),
    ):
        nora.sends("/progress", 422, **fields)
        assert nora.seen.text.count(said) == 2, said
    assert kept(staffed)[0].progress == ()


def test_s55_of_two_who_change_a_goal_the_second_sees_both_and_may_save_again(
    staffed: Staffed, nora: Hands
) -> None:
    address = added(staffed, nora)
    other = staffed.hands("nora")
    for hands in (nora, other):
        hands.sees(address)
    nora.sends(address, 200, words="See my sister at Easter", **ABOUT)
    other.sends(address, 409, words="Ring my sister", **ABOUT)
    assert "See my sister at Easter" in other.seen.text
    assert other.seen.form(address).value("words") == "Ring my sister"
    assert kept(staffed)[0].words == "See my sister at Easter"
    other.sends(address, 200, **ABOUT)
    assert kept(staffed)[0].words == "Ring my sister"


def test_s54_a_goal_and_its_progress_sent_twice_are_kept_once(staffed: Staffed, nora: Hands) -> None:
    nora.sees(f"/cases/{staffed.northerner.id}/goals/new")
    form = nora.seen.form("/goals/new")
    fields = {**dict(form.fields), "words": "Walk", **ABOUT}
    for _ in range(2):
        nora.posts(form.action, 200, **fields)
    nora.sees(f"/cases/{staffed.northerner.id}/goals/{kept(staffed)[0].id}")
    progress = nora.seen.form("/progress")
    for _ in range(2):
        nora.posts(progress.action, 200, **{**dict(progress.fields), "progress": "4"})
    assert [len(goal.progress) for goal in kept(staffed)] == [1]


def test_only_who_may_change_a_record_may_touch_its_goals_and_refusals_look_like_nothing(
    staffed: Staffed, nora: Hands
) -> None:
    address = added(staffed, nora)
    root = address.rpartition("/")[0]
    fields = {
        "words": "x",
        "statement": "active",
        "importance": "1",
        "state": "met",
        "version": "1",
        "progress": "1",
        "on": "2026-11-01",
    }
    for name in ("sami", "olga", "omar", "gus", "ada", "stew", "neil"):
        token = staffed.token(name)
        for path in (root, f"{root}/new", address):
            readable = name == "neil" and path != f"{root}/new"  # of the team, but Ivy is Nora's
            assert staffed.get(path, token).status_code == (200 if readable else 404), (name, path)
        for path in (f"{root}/new", address, f"{address}/progress"):
            assert staffed.post(path, token, fields).status_code == 404, (name, path)
    assert "Record progress" not in staffed.get(address, staffed.token("neil")).text
    elsewhere = f"/cases/{staffed.unassigned.id}/goals/{address.rpartition('/')[2]}"
    assert staffed.get(elsewhere, staffed.token("nora")).status_code == 404
    assert staffed.post(elsewhere, staffed.token("nora"), fields).status_code == 404
    assert [(goal.state, goal.version) for goal in kept(staffed)] == [("open", 1)]
    assert staffed.cast.count(Event.GOAL_ADDED) == 1


def test_goals_are_in_the_trail_without_a_word_of_them(staffed: Staffed, nora: Hands) -> None:
    nora.sees(added(staffed, nora))
    nora.sends("/progress", progress="3", note="better weather")
    assert staffed.cast.count(Event.GOAL_ADDED) == 1
    assert staffed.cast.count(Event.GOAL_CHANGED) == 1
    written = repr(staffed.cast.trail()) + "".join(staffed.site.rows("goal", "goal_progress"))
    assert "sister" not in written
    assert "weather" not in written
