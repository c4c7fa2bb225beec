"""What a conversation's pages must be, and what was said on them."""

import pytest

from poai.domain.conversation import LAST, Answer, Prompt, Said, Step

PROMPT = Prompt(key="q", question="How are you?")


@pytest.mark.parametrize("key", LAST)
def test_no_page_of_the_content_is_called_as_one_that_always_comes_last(key: str) -> None:
    with pytest.raises(ValueError, match="page of its own"):
        Step(key=key, title="T", prompts=(PROMPT,))


def test_a_page_asks_something() -> None:
    with pytest.raises(ValueError, match="prompts"):
        Step(key="k", title="T", prompts=())


def test_what_was_not_answered_is_empty() -> None:
    said = Said(answers={"q": Answer("How are you?", "Well")})
    assert (said.words("q"), said.words("other")) == ("Well", "")
