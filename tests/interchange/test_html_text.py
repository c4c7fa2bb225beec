"""HTML becomes the words that somebody would read."""

import pytest

from poai.interchange.html_text import LONGEST, one_line, plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Tea &amp; talk", "Tea & talk"),
        ("<h1>About</h1>\n\n<p>Tea.</p><p>Talk<br>and cake.</p>", "About\n\nTea.\n\nTalk\nand cake."),
        ("<script>alert(1)</script>Tea<style>p{}</style>", "Tea"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\n\nTwo"),
        ("2 < 3 and 5 > 4", "2 < 3 and 5 > 4"),
        ("Te\u202ea\x00\ud800", "Tea"),
        ("<a href='javascript:x'>Tea</a>", "Tea"),
        ("&lt;b&gt;Tea&lt;/b&gt;", "<b>Tea</b>"),
    ],
)
def test_words_are_kept_and_tags_are_not(html: str, text: str) -> None:
    assert plain_text(html) == text


def test_a_name_is_one_line() -> None:
    assert one_line("<b>Tea</b>\n and  talk") == "Tea and talk"


def test_no_description_is_without_end() -> None:
    assert len(plain_text("<p>" + "tea " * 100_000)) <= LONGEST
