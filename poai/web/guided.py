"""The guided way: one question a page, every answer in the address, so that back and change always work."""

from poai.domain.ask import DAYS, TIMES, Ask
from poai.web.page import Go, Page, Visit

STEPS = ("statement", "needs", "where", "when")


def guided(visit: Visit) -> Page | Go:
    """The first question that has not been answered; after the last one, the results.

    `step` in the address says which question was last on show. A page with nothing chosen comes back
    with a message where an answer is needed, and goes on where it is not.
    """
    given = dict(visit.query)
    ask = Ask.read(visit.query)
    content = visit.snapshot.content
    step = given.get("step", STEPS[0])
    answered = given.get("answered", "")
    errors: dict[str, str] = {}
    if answered == "statement" and ask.statement not in content.statements:
        step, errors = "statement", {"statement": visit.language.words.gettext("Choose what you want most")}
    elif answered == "where" and ask.near and visit.snapshot.place.find(ask.near).kind == "unknown":
        step, errors = (
            "where",
            {
                "where": visit.language.words.gettext(
                    "We do not know that place. Check the spelling, try a postcode, or leave it empty"
                )
            },
        )
    elif answered in STEPS:
        following = STEPS.index(answered) + 1
        if following == len(STEPS):
            return Go("/find?" + ask.query())
        step = STEPS[following]
    if step not in STEPS or (step != "statement" and ask.statement not in content.statements):
        step = "statement"
    return Page(
        "guided.html",
        {
            "ask": ask,
            "step": step,
            "number": STEPS.index(step) + 1,
            "steps": len(STEPS),
            "back_to": visit.url(_back(step, ask)),
            "options": _options(visit, step, ask),
            "parts": _parts(visit),
            "errors": errors,
            "keep": _kept(step, ask),
            "robots": "noindex" if visit.query else "",
        },
        status=422 if errors else 200,
        private=bool(ask.near),
    )


def _options(visit: Visit, step: str, ask: Ask) -> list[dict[str, str]]:
    content, words = visit.snapshot.content, visit.language.words
    if step == "statement":
        return [
            {"value": key, "text": words.gettext(item.statement), "hint": words.gettext(item.explanation)}
            for key, item in content.statements.items()
        ]
    if step == "needs":
        serving = [
            need
            for need in content.needs.values()
            if ask.statement in need.statements and visit.snapshot.by_need.get(need.key)
        ]
        return sorted(
            ({"value": need.key, "text": words.gettext(need.label)} for need in serving),
            key=lambda option: option["text"],
        )
    return [{"value": day, "text": words.day(day)} for day in DAYS]


def _parts(visit: Visit) -> list[dict[str, str]]:
    gettext = visit.language.words.gettext
    labels = (gettext("Morning"), gettext("Afternoon"), gettext("Evening"))
    return [{"value": value, "text": label} for value, label in zip(TIMES, labels, strict=True)]


def _back(step: str, ask: Ask) -> str:
    earlier = STEPS.index(step) - 1
    return f"/guided?step={STEPS[earlier]}&{ask.query()}" if earlier >= 0 else "/"


def _kept(step: str, ask: Ask) -> list[tuple[str, str]]:
    """Answers to the other questions, carried along in the form."""
    own = {"statement": ("statement",), "needs": ("need",), "where": ("where",), "when": ("day", "time")}[
        step
    ]
    return [(name, value) for name, value in ask.pairs() if name not in own]
