"""The pages of the conversation are words of the place; a mistake in them is said where it is."""

from pathlib import Path

import pytest

from poai.content import BadContent, load_content
from tests.exampleton.files import CONTENT, SHIPPED_CONTENT, copied, edit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(CONTENT, tmp_path)


def test_the_pages_come_in_the_order_of_the_file() -> None:
    steps = load_content(CONTENT).conversation
    assert list(steps) == ["matters", "strengths"]
    assert [prompt.into for prompt in steps["matters"].prompts] == ["matters", ""]


def test_what_goes_into_the_record_is_asked_on_the_shipped_pages() -> None:
    steps = load_content(SHIPPED_CONTENT).conversation.values()
    asked = {prompt.into for step in steps for prompt in step.prompts}
    assert asked == {"", "matters", "strengths", "risks"}


def test_a_place_without_the_file_still_loads(folder: Path) -> None:
    (folder / "conversation.toml").unlink()
    assert load_content(folder).conversation == {}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'statements = ["active"]',
            'statements = ["none"]',
            "steps[0].statements[0] (line 5): 'none' is not a statement in statements.toml",
        ),
        (
            'key = "change"',
            'key = "matters"',
            "steps[0].prompts[1].key (line 14): 'matters' is given twice: every prompt needs a key of its own",
        ),
        ('key = "strengths"\ntitle', 'key = "review"\ntitle', "key 'review' is that of a page of its own"),
        ('title = "What matters to you"', 'titel = "What matters"', "steps[0].titel (line 3)"),
    ],
)
def test_a_mistake_is_said_with_its_line(folder: Path, old: str, new: str, message: str) -> None:
    edit(folder / "conversation.toml", old, new)
    with pytest.raises(BadContent) as caught:
        load_content(folder)
    assert message in str(caught.value)
    assert "content/conversation.toml" in str(caught.value)
