"""Whatever is typed, pasted or stored: a sensible page, and nothing of it becomes mark-up."""

from urllib.parse import quote, urlencode

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from poai.domain.ask import NEAR_LIMIT, TEXT_LIMIT, clean
from tests.web.conftest import Visit, client
from tests.web.visiting import HTML, headers_wrong, shape

MARKUP = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'><b id=evil>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "--><script>alert(1)</script>",
    '" autofocus onfocus=alert(1) x="',
    "' onmouseover='alert(1)",
    "<a href=javascript:alert(1)>help</a>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;",
    "<!--#exec cmd=ls-->",
    "<math><mi xlink:href=data:x>",
    "]]><script>",
]
TYPED = [
    "",
    "   ",
    "a",
    "x" * 5000,
    "lonely " * 800,
    "\x00\x01\x02 lonely \x1b[31m",
    "lonely\r\nSet-Cookie: a=b",
    "🥺👵🏽‍🦽 💔",
    "Robert'); DROP TABLE listing;--",
    "' OR 1=1 --",
    'lonely AND NEAR("x" "y") * OR ^name:x',
    "{{7*7}} {% raw %} ${7*7} #{7*7} <%= 7*7 %>",
    "%s %d %(place)s %%",
    "../../etc/passwd",
    "𝓵𝓸𝓷𝓮𝓵𝔂",
    "\u202elonely\u2066",
    "ﷺ" * 200,
    "a\u0301" * 400,
    "अकेला 孤独 وحيد",
    *MARKUP,
]
RAW = [
    "q=%00",
    "q=%",
    "q=%zz",
    "q=%ff%fe",
    "q=%c0%af",
    "q=%ed%a0%80",  # half of a surrogate pair
    "q=\u00ff",
    "q=a&q=b&q=c",
    "=",
    "&&&&",
    "q",
    "q[]=a&q[b]=c",
    "q=lonely;where=CR0",
    "page=-1",
    "page=0",
    "page=999999",
    "page=1e9",
    "page=٣",
    "page=99999999999999999999",
    "sort=worst&day=XX&time=midnight&way=rocket&in=atlantis&language=tlh&free=maybe&area=narnia",
    "need=none&need=such&not=that&statement=rich",
    "where=" + "A" * 9000,
    "where=%00%0d%0a",
    "where=SW1A+1AA",
    "show=a,b,c&print=huge",
    "q=a#b",
    "as-typed=perhaps&q=lonley",
    "&".join(f"need=n{number}" for number in range(150)),
]
PLACES = ("/find", "/guided", "/needs/food", "/list", "/a-to-z", "/")


@pytest.mark.parametrize("typed", TYPED, ids=lambda typed: ascii(typed)[:24])
def test_anything_typed_gets_a_sensible_page(visit: Visit, typed: str) -> None:
    for query in ({"q": typed}, {"where": typed}, {"q": typed, "where": typed, "sort": typed, "need": typed}):
        seen = visit(f"/find?{urlencode(query)}", typed=clean(typed)[:NEAR_LIMIT].strip())
        assert seen.link("More people to ask")
        assert "49" not in seen.headings[0][1]


@pytest.mark.parametrize("raw", RAW, ids=lambda raw: raw[:24])
@pytest.mark.parametrize("path", PLACES)
def test_any_address_gets_a_sensible_page(browser: TestClient, path: str, raw: str) -> None:
    response = browser.get(f"{path}?{raw}")
    assert response.status_code in (200, 303, 422), response.text[:200]
    assert headers_wrong(response) == []


@pytest.mark.parametrize("path", ["/%00", "/%ff", "/%ed%a0%80", "/listings/%2e%2e", "/listings/a%0d%0ab", "/" + "a" * 4000,
                                  "/en-xa/%00", "//evil.example", "/needs/" + quote(MARKUP[0], safe=""), "/%7B%7B7*7%7D%7D"])  # fmt: skip
def test_any_path_that_is_none_is_not_found(browser: TestClient, path: str) -> None:
    response = browser.get(f"https://help.example.org{path}")
    assert response.status_code == 404
    assert "<h1>" in response.text
    assert headers_wrong(response) == []


def test_mark_up_that_is_typed_is_shown_as_it_was_typed(browser: TestClient) -> None:
    for typed in MARKUP:
        page = html5lib.parse(browser.get("/find", params={"q": typed, "where": typed}).text)
        fields = {box.get("name"): box.get("value") for box in page.iter(f"{HTML}input")}
        assert fields["q"] == clean(typed)[:TEXT_LIMIT].strip()
        assert fields["where"] == clean(typed)[:NEAR_LIMIT].strip()
        assert {
            node.get("src", "").partition("?")[0].rpartition(".")[2] for node in page.iter(f"{HTML}script")
        } == {"js"}
        foreign = [node for node in page.iter() if node.get("id") == "evil" or node.get("onerror")]
        assert foreign == []


def test_s31_mark_up_that_is_typed_makes_no_element(browser: TestClient) -> None:
    """The same page for letters as for mark-up, wherever what was typed is said back."""
    for path in (
        "/find?where={}",
        "/find?q=zzxxqv&where={}",
        "/guided?answered=where&statement=healthy-active&where={}",
    ):
        plain = shape(browser.get(path.format("qqqqq")).text)
        for typed in MARKUP[:6]:
            assert shape(browser.get(path.format(quote(typed))).text) == plain, (path, typed)


query_strings = st.lists(
    st.tuples(
        st.sampled_from(
            "q where area need not statement in day time way language free drop-in wheelchair as-typed sort page "
            "step answered show print x".split()
        )
        | st.text(max_size=5),
        st.sampled_from(
            [
                "lonely",
                "CR0",
                "croydon",
                "purley",
                "MO",
                "morning",
                "home",
                "yes",
                "nearest",
                "healthy-active",
                "food",
                "when",
                "where",
                "needs",
                "2",
            ]
        )
        | st.text(max_size=40),
    ),
    max_size=8,
)


@settings(max_examples=60)
@given(path=st.sampled_from(["/find", "/guided", "/list", "/needs/food"]), pairs=query_strings)
def test_s34_no_query_is_a_fault_of_ours(
    steady_browser: TestClient, path: str, pairs: list[tuple[str, str]]
) -> None:
    encoded = "&".join(f"{quote(n, errors='replace')}={quote(v, errors='replace')}" for n, v in pairs)
    response = steady_browser.get(f"{path}?{encoded}")
    assert response.status_code in (200, 303, 422)
    if response.status_code == 303:
        assert response.headers["location"].startswith("/find?")


@settings(max_examples=40)
@given(raw=st.binary(max_size=120))
def test_no_bytes_in_an_address_are_a_fault_of_ours(steady_browser: TestClient, raw: bytes) -> None:
    response = steady_browser.get("/find?" + quote(raw, safe="%&=+;/?"))
    assert response.status_code == 200


@pytest.fixture(scope="module")
def steady_browser(app: ASGIApp) -> TestClient:
    """One for all examples of a property."""
    return client(app)


def test_s34_operators_of_query_languages_are_only_words(visit: Visit) -> None:
    plain = visit("/find?q=lunch+club").headings[0]
    for typed in ('"lunch" club', "lunch* club*", "(lunch) (club)", "+lunch +club", "lunch: club;"):
        assert visit(f"/find?q={quote(typed)}").headings[0] == plain, typed
