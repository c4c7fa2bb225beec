"""A form may send people on only to our own pages."""

import pytest

from poai.web.saved import own_path


@pytest.mark.parametrize("path", ["/", "/find?q=lunch&where=CR0+6QD", "/cy/listings/a-b"])
def test_our_own_pages(path: str) -> None:
    assert own_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/find\r\nSet-Cookie: a=b",
        "/find#frag",
        "/" + "a" * 3000,
        "find",
        "/\tevil",
    ],
)
def test_anywhere_else_is_refused(path: str) -> None:
    assert own_path(path) == ""
