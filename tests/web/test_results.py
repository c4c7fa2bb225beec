"""The results page: what was heard, ways to narrow with honest counts, every page once, and a way on."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import Visit
from tests.web.visiting import Form, Seen

ASKS = (
    "q=somewhere+to+meet+people",
    "q=lonely&where=CR0+6RB",
    "q=lunch&day=TU&day=WE",
    "where=Purley&day=MO&free=yes&in=east-croydon",
    "need=food&time=afternoon",
    "where=Purley",
    "statement=healthy-active&wheelchair=yes",
)
UNKNOWN = "day=XX&time=midnight&way=rocket&in=atlantis&language=xx&free=maybe&wheelchair=1&drop-in=on"


def total(seen: Seen) -> int:
    """How many groups and activities the page says there are."""
    found = re.search(r"(\d+) groups? (or activity|and activities)", seen.text)
    return int(found[1]) if found else 0


def names(seen: Seen) -> list[str]:
    """The listings on one page of results, as slugs."""
    cards = [url for words, url in seen.links if "/listings/" in url and ("h2", words) in seen.headings]
    return [url.rpartition("/")[2] for url in cards]


def all_names(visit: Visit, address: str) -> list[list[str]]:
    """The listings of each page, by following "Next page"."""
    found = []
    while address:
        seen = visit(address)
        found.append(names(seen))
        address = dict(seen.links).get("Next page", "")
    return found


def narrowing(seen: Seen) -> Form:
    """The form of choices: the one that holds their boxes."""
    return next(form for form in seen.forms if form.boxes)


@pytest.mark.parametrize("ask", ASKS)
def test_choosing_an_option_gives_exactly_the_count_that_it_promised(visit: Visit, ask: str) -> None:
    seen = visit(f"/find?{ask}")
    assert seen.options
    asked = parse_qsl(ask)
    for name, value, words, on in seen.options:
        promised = re.search(r"\((\d+)\)$", words)
        assert promised, words
        if on:
            continue  # taking it off shows more, and says how many there
        # Beside others of its kind an option adds to them; its count is of what has it.
        chosen = [(n, v) for n, v in asked if n != name] + [(name, value)]
        assert total(visit(f"/find?{urlencode(chosen)}")) == int(promised[1]), (ask, words)


def test_an_option_that_would_give_nothing_is_not_offered(visit: Visit) -> None:
    counts = [int(words.rpartition("(")[2][:-1]) for *_, words, _ in visit("/find?q=lunch").options]
    assert counts
    assert min(counts) > 0


def test_the_form_keeps_what_was_asked_and_what_was_chosen(visit: Visit) -> None:
    ask = "q=lunch&where=CR0&not=food&sort=nearest&day=TU&in=selsdon-new-addington&page=2"
    form = narrowing(visit(f"/find?{ask}"))
    expected = [pair for pair in parse_qsl(ask) if pair[0] != "page"]
    assert sorted(form.fields) == sorted(expected)
    assert form.method == "get"


def test_each_choice_can_be_taken_off_and_all_of_them_at_once(visit: Visit) -> None:
    seen = visit("/find?where=Purley&day=MO&free=yes&in=east-croydon")
    kept = {words: dict(parse_qsl(urlsplit(url).query)) for words, url in seen.links}
    assert kept["Clear all"] == {"where": "Purley"}
    assert kept["Remove: Monday"] == {"where": "Purley", "free": "yes", "in": "east-croydon"}
    assert kept["Remove: Free"] == {"where": "Purley", "day": "MO", "in": "east-croydon"}
    assert kept["Remove: East Croydon"] == {"where": "Purley", "day": "MO", "free": "yes"}


@pytest.mark.parametrize("ask", ["q=lunch", "where=Purley"])
def test_unknown_choices_are_no_choices(visit: Visit, ask: str) -> None:
    plain, strange = visit(f"/find?{ask}"), visit(f"/find?{ask}&{UNKNOWN}&need=no-such-need&area=narnia")
    assert names(strange) == names(plain) != []
    assert strange.headings[0] == plain.headings[0]


@pytest.mark.parametrize("ask", [*ASKS, "", "q=company&sort=nearest&where=SE25"])
def test_the_pages_hold_every_result_once(visit: Visit, ask: str) -> None:
    pages = all_names(visit, f"/find?{ask}")
    flat = [slug for page in pages for slug in page]
    assert len(flat) == len(set(flat))
    assert all(len(page) == 10 for page in pages[:-1])
    assert 1 <= len(pages[-1]) <= 10
    said = total(visit(f"/find?{ask}"))
    assert len(flat) == (said or 211)


def test_a_page_beyond_the_last_is_the_last(visit: Visit) -> None:
    pages = all_names(visit, "/find?q=lunch")
    assert names(visit("/find?q=lunch&page=999")) == pages[-1]
    assert names(visit("/find?q=lunch&page=0")) == pages[0]


def test_later_pages_say_so_in_their_title(visit: Visit) -> None:
    assert "(page 2 of " in visit("/find?q=lunch&page=2").title


def test_nearest_first_is_in_order_of_distance(visit: Visit) -> None:
    seen = visit("/find?q=lunch&where=CR0+6RB&sort=nearest")
    said = re.findall(r"(under half a mile|about ([\d.]+) miles?) away", seen.text)
    miles = [float(number or 0.3) for _, number in said]
    assert len(miles) > 3
    assert miles == sorted(miles)
    assert parse_qsl(urlsplit(seen.link_beginning("Put the best")).query) == [("q", "lunch"), ("where", "CR0 6RB")]  # fmt: skip


def test_what_was_heard_is_said_and_can_be_refused(visit: Visit) -> None:
    seen = visit("/find?q=dad+lost+his+wife+and+wont+go+out")
    refusals = {words: url for words, url in seen.links if words.startswith("Not that: ")}
    assert "Not that: Grief and loss" in refusals, list(refusals)
    after = visit(refusals["Not that: Grief and loss"])
    assert "Not that: Grief and loss" not in [words for words, _ in after.links]
    assert "You said it is not about: grief and loss." in after.text
    assert visit(after.link("Bring it back")).link("Not that: Grief and loss")


def test_what_else_was_heard_comes_first_and_can_be_taken_back(visit: Visit) -> None:
    seen = visit("/find?q=keep+fit+on+tuesdays+near+purley")
    assert "These come first:" in seen.text
    after = visit(seen.link("Not that: Tuesday"))
    left = [words for words, _ in after.links if words.startswith("Not that: ")]
    assert "Not that: Tuesday" not in left
    assert "Not that: Purley" in left


def test_each_result_says_why_it_is_there(visit: Visit) -> None:
    seen = visit("/find?q=dad+lost+his+wife+and+wont+go+out")
    assert seen.html.count('class="app-why"') == len(names(seen)) == 10


def test_spelling_is_put_right_aloud_and_can_be_left(visit: Visit) -> None:
    seen = visit("/find?q=somewere+to+meet+peple")
    assert "Showing results for somewhere to meet people" in seen.text
    exact = visit(seen.link("Search for exactly what you typed"))
    assert "Showing results for" not in exact.text
    assert dict(exact.forms[0].fields)["q"] == "somewere to meet peple"


def test_a_misspelt_place_is_put_right_aloud(visit: Visit) -> None:
    assert "We took “CRO 6RB” to be CR0 6RB." in visit("/find?q=lunch&where=CRO+6RB").text


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("CR0 6RB", "Change area"),
        ("CR4 3UD", "You are close to the edge of Croydon"),
        ("M1 1AE", "M1 1AE is outside Croydon"),
        ("Narnia", "We do not know “Narnia”"),
    ],
)
def test_every_kind_of_place_is_answered_kindly(visit: Visit, where: str, words: str) -> None:
    seen = visit(f"/find?q=lunch&{urlencode({'where': where})}")
    assert words in seen.text
    assert total(seen) > 0


def test_the_area_can_be_changed(visit: Visit) -> None:
    seen = visit("/find?q=lunch&where=CR0+6RB")
    after = visit(seen.link("Purley"))
    assert "Your area: Purley. Change area" in after.text


def test_nothing_found_leads_on_to_people_and_other_ways(visit: Visit) -> None:
    seen = visit("/find?q=zzxxqv+wwqqk")
    assert seen.headings[0] == ("h1", "We could not find a match")
    assert ("h2", "What to try next") in seen.headings
    people = [words for words, _ in seen.links if words.startswith(("Call ", "Ask at "))]
    assert people
    assert seen.link("More people to ask")
    assert seen.link("Choose from a list of needs")


def test_choices_that_leave_nothing_say_how_to_get_back(visit: Visit) -> None:
    seen = visit("/find?q=lunch&day=SU&time=evening&way=phone&wheelchair=yes&in=purley")
    assert "but not everything you chose" in seen.text
    assert total(visit(seen.link("Take away the choices"))) > 0


def test_text_that_was_cut_says_so(visit: Visit) -> None:
    assert "we used the first part of it" in visit("/find?q=" + "lonely+" * 200).text


def test_urgent_words_put_urgent_help_before_the_box_and_any_result(visit: Visit) -> None:
    seen = visit("/find?q=i+want+to+end+it+all")
    html = seen.html
    first = html.index('class="app-notice app-notice--urgent"')
    assert first < html.index('class="app-search"')
    assert seen.headings[1][0] == "h2"
    assert "tel:999" in [url for _, url in seen.links] or "tel:116123" in [url for _, url in seen.links]


def test_results_are_left_out_of_search_engines_and_needs_are_not(browser: TestClient) -> None:
    assert 'name="robots" content="noindex"' in browser.get("/find?q=lunch").text
    assert 'name="robots"' not in browser.get("/needs/food").text


def test_a_page_can_be_gone_back_to(visit: Visit) -> None:
    """Saving from a results page comes back to the same results, at the same card."""
    seen = visit("/find?q=lunch&where=CR0&sort=nearest&page=2")
    slug = names(seen)[0]
    back = seen.form("/list/save", listing=slug).value("back")
    assert dict(parse_qsl(urlsplit(back).query)) == {
        "q": "lunch",
        "where": "CR0",
        "sort": "nearest",
        "page": "2",
    }
