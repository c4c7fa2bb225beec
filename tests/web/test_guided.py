"""The guided way: one question a page, answers in the address, so that back and change always work."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.testclient import TestClient

from tests.web.conftest import Visit
from tests.web.visiting import Form, Seen

QUESTIONS = ("What do you want most?", "What matters to you?", "Where are you?", "When is good for you?")


def question(seen: Seen) -> str:
    return next(words for tag, words in seen.headings if tag == "h1")


def ask(seen: Seen) -> Form:
    return next(form for form in seen.forms if form.action.endswith("/guided"))


def answer(form: Form, **chosen: str | list[str]) -> str:
    """The address that the form leads to with these answers in place of what it held."""
    kept = [(name, value) for name, value in form.fields if name not in chosen]
    given = [
        (n, v) for n, values in chosen.items() for v in ([values] if isinstance(values, str) else values)
    ]
    return f"{form.action}?{urlencode(kept + given)}"


def test_four_questions_lead_to_results(visit: Visit, browser: TestClient) -> None:
    first = visit("/guided")
    second = visit(answer(ask(first), statement=first.options[0][1]))
    third = visit(answer(ask(second), need=[second.options[0][1], second.options[1][1]]))
    fourth = visit(answer(ask(third), where="Purley"))
    assert [question(seen) for seen in (first, second, third, fourth)] == list(QUESTIONS)
    assert "Question 4 of 4" in fourth.text
    done = browser.get(answer(ask(fourth), day=["MO", "TU"], time="morning"))
    assert done.status_code == 303
    asked = parse_qsl(urlsplit(done.headers["location"]).query)
    assert sorted(asked) == sorted(
        [
            ("statement", first.options[0][1]),
            ("need", second.options[0][1]),
            ("need", second.options[1][1]),
            ("where", "Purley"),
            ("day", "MO"),
            ("day", "TU"),
            ("time", "morning"),
        ]
    )
    assert visit(done.headers["location"]).headings[0][0] == "h1"


def test_every_statement_has_needs_that_somebody_serves(visit: Visit) -> None:
    for _, statement, _, _ in visit("/guided").options:
        needs = visit(f"/guided?statement={statement}&answered=statement")
        assert question(needs) == QUESTIONS[1]
        assert needs.options
        for name, value, _, _ in needs.options[:3]:
            assert visit(f"/find?{name}={value}").html.count("app-card__name") > 0


def test_an_unanswered_first_question_says_what_is_wrong_and_stays(visit: Visit) -> None:
    seen = visit("/guided?answered=statement", status=422)
    assert question(seen) == QUESTIONS[0]
    assert seen.title.startswith("Error: ")
    assert ("Choose what you want most", f"{seen.address}#statement") in seen.links
    assert seen.ids["statement"] == 1
    assert "autofocus" in seen.html


def test_a_place_that_nobody_knows_says_so_and_keeps_what_was_typed(visit: Visit) -> None:
    seen = visit(
        "/guided?answered=where&statement=healthy-active&need=keeping-active&where=Narnia", status=422
    )
    assert question(seen) == QUESTIONS[2]
    assert ask(seen).value("where") == "Narnia"
    assert ask(seen).value("need") == "keeping-active"
    assert seen.ids["where"] == 1


def test_nothing_chosen_goes_on_where_nothing_is_needed(visit: Visit, browser: TestClient) -> None:
    base = "/guided?statement=healthy-active&answered="
    assert question(visit(base + "needs")) == QUESTIONS[2]
    assert question(visit(base + "where")) == QUESTIONS[3]
    assert browser.get(base + "when").headers["location"] == "/find?statement=healthy-active"


def test_back_leads_to_the_question_before_with_its_answer_still_chosen(visit: Visit) -> None:
    fourth = visit("/guided?statement=healthy-active&need=keeping-active&where=Purley&answered=where")
    third = visit(fourth.link("Back"))
    assert (question(third), ask(third).value("where")) == (QUESTIONS[2], "Purley")
    second = visit(third.link("Back"))
    assert (question(second), [v for _, v, _, on in second.options if on]) == (
        QUESTIONS[1],
        ["keeping-active"],
    )
    first = visit(second.link("Back"))
    assert (question(first), [v for _, v, _, on in first.options if on]) == (QUESTIONS[0], ["healthy-active"])
    assert urlsplit(first.link("Back")).path == "/"


def test_a_changed_answer_keeps_the_others(visit: Visit) -> None:
    third = visit("/guided?step=where&statement=healthy-active&need=keeping-active&where=Purley&day=MO")
    changed = visit(answer(ask(third), where="Norbury"))
    assert sorted(ask(changed).fields) == sorted(
        [
            ("answered", "when"),
            ("statement", "healthy-active"),
            ("need", "keeping-active"),
            ("where", "Norbury"),
            ("day", "MO"),
        ]
    )


def test_a_question_cannot_be_reached_without_the_first_answer(visit: Visit) -> None:
    for address in ("/guided?step=when", "/guided?step=needs&statement=wealthy", "/guided?step=nonsense"):
        assert question(visit(address)) == QUESTIONS[0]


def test_the_guided_way_keeps_the_language(browser: TestClient, visit: Visit) -> None:
    seen = visit("/en-xa/guided?step=when&statement=healthy-active")
    assert urlsplit(seen.forms[-1].action).path == "/en-xa/guided"
    done = browser.get("/en-xa/guided?answered=when&statement=healthy-active")
    assert done.headers["location"] == "/en-xa/find?statement=healthy-active"
