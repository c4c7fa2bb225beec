"""What is heard in somebody's own words: sentence by sentence, urgent first, each need once."""

from pathlib import Path

import pytest

from poai.actions.snapshot import Snapshot
from poai.catalogue import Catalogue
from poai.content import load_content
from poai.place import load_place
from poai.settings import Settings
from poai.web.hearing import listen
from tests.exampleton.files import CONTENT, DIRECTORY
from tests.web.conftest import NOW


@pytest.fixture
def snapshot(small: Settings) -> Snapshot:
    content = load_content(Path(CONTENT))
    return Snapshot.make(load_place(Path(DIRECTORY)), content, Catalogue.open(small.catalogue), NOW.date())


def test_a_need_in_one_sentence_of_many_is_heard_with_its_words(snapshot: Snapshot) -> None:
    story = (
        "I worked at the harbour for thirty years. My wife was a nurse. Now nobody visits. The cat is well."
    )
    heard = listen(snapshot, [story, "I am by myself all day"])
    assert [one.need.key for one in heard.needs] == ["company"]
    assert heard.needs[0].said in ("Now nobody visits.", "I am by myself all day")
    assert heard.urgent == ()


def test_an_urgent_sentence_in_a_long_story_brings_its_helplines(snapshot: Snapshot) -> None:
    heard = listen(snapshot, ["The garden was lovely this year.\n" * 20 + "I am in danger now."])
    assert [rule.key for rule in heard.urgent] == ["danger"]
    assert [line.key for line in heard.helplines] == ["emergency"]
    assert heard.cries == ("I am in danger now.",)


def test_nothing_is_heard_in_nothing(snapshot: Snapshot) -> None:
    heard = listen(snapshot, ["", "  \n "])
    assert (heard.needs, heard.urgent, heard.helplines, heard.cries) == ((), (), (), ())
