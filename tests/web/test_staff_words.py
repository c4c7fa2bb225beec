"""What rows of the trail say, in the words of the page."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from poai.domain.account import State
from poai.domain.audit import SYSTEM, VISITOR, Event, Row
from poai.domain.team import TeamKind
from poai.web import staff_words
from poai.web.page import Visit
from tests.web.staffed import Staffed
from tests.web.visiting import application_in

ROW = Row(1, datetime(2026, 11, 23, tzinfo=UTC), "a", "role-given", "account:b", "", {})


@pytest.fixture
def visit(staffed: Staffed) -> Visit:
    """Somebody's visit, in English, at Exampleton."""
    found: list[Visit] = []
    renderer = application_in(staffed.site.app).state.renderer
    render = renderer.render

    def listening(template: str, seen: Visit, view: dict[str, object]) -> str:
        found.append(seen)
        return str(render(template, seen, view))

    renderer.render = listening
    staffed.hands("gus").sees("/staff")
    return found[0]


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        ({}, ""),
        ({"role": "link-worker", "scope": "t"}, "Link worker: North"),
        ({"role": "link-worker", "scope": "gone"}, "Link worker"),
        ({"role": "administrator"}, "Administrator"),
        ({"role": "king", "scope": "t"}, "role king. scope t"),
        ({"worker": "w"}, "Now with Wes"),
        ({"worker": ""}, "Now with nobody yet"),
        ({"worker": "gone"}, "Now with gone"),
        ({"count": "3"}, "How many: 3"),
        ({"permission": "person:read"}, "Asked for person:read"),
        ({"opening": "o"}, ""),
        ({"of": "another version"}, "of another version"),
    ],
)
def test_what_a_row_says_besides_is_in_words_where_there_are_any(
    visit: Visit, detail: dict[str, str], said: str
) -> None:
    row = replace(ROW, detail=detail)
    assert staff_words.details(visit, row, {"w": "Wes"}, {"t": "North"}) == said


def test_everything_has_a_word_and_what_is_not_known_is_shown_as_it_is(visit: Visit) -> None:
    words = visit.language.words
    assert {staff_words.event(words, event) for event in Event} & set(Event) == set()
    assert len({staff_words.event(words, event) for event in Event}) == len(Event)
    assert staff_words.event(words, "moved-to-mars") == "moved-to-mars"
    assert len({staff_words.state(words, state) for state in State}) == len(State)
    assert len({staff_words.kind(words, kind) for kind in TeamKind}) == len(TeamKind)
    assert list(staff_words.events(words).values()) == sorted(staff_words.events(words).values())


def test_who_acts_is_a_name_or_what_acts_without_one(visit: Visit) -> None:
    words = visit.language.words
    assert staff_words.who(words, VISITOR, {}) == "Somebody not signed in"
    assert staff_words.who(words, SYSTEM, {}) == "The system"
    assert staff_words.who(words, "link:1", {}) == "A group, by the link in a letter"
    assert staff_words.who(words, "a", {"a": "Ada"}) == "Ada"
    assert staff_words.who(words, "gone", {}) == "gone"
