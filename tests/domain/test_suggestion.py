"""What is written as advertisements are is told from what people write."""

import pytest

from poai.domain.suggestion import advertises


@pytest.mark.parametrize(
    "words",
    [
        "http://a.example http://b.example and www.c.example",
        'Buy <a href="https://a.example">here</a>',
        "Buy [url=a.example]here[/url]",
    ],
)
def test_links_and_markup_are_of_advertisements(words: str) -> None:
    assert advertises(["Hello", words])


@pytest.mark.parametrize(
    "words", ["It says so on https://group.example and www.hall.example", "Age < 60 and a > b", ""]
)
def test_people_give_a_link_or_two(words: str) -> None:
    assert not advertises([words])
