"""The guided conversation: a page for each step, kept as one goes, and read over before it ends."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from poai.actions import conversations as talks
from poai.actions.conversations import Talk
from poai.domain.conversation import GOALS, NEEDS, REVIEW
from poai.domain.errors import InvalidError, NotFoundError, StaleError
from poai.web import conversation_words as told
from poai.web.conversation_forms import save, wrong
from poai.web.hearing import listen
from poai.web.page import Go, Page
from poai.web.staffing import StaffVisit

_FINE: Mapping[str, str] = MappingProxyType({})
_STOP = "stop"


def show(visit: StaffVisit) -> Page:
    """Somebody's conversations, and the way to begin one or to go on."""
    gettext = visit.language.words.gettext
    person, found = talks.all_of(visit.office, visit.actor, visit.params["id"], **_now(visit))
    done = {
        "stopped": gettext("What you wrote is kept. Go on whenever you like."),
        "finished": gettext("The conversation is finished. What was said is in the record."),
    }
    return Page(
        "cases/conversation.html",
        {
            "person": person,
            "draft": next((one for one in found if not one.done), None),
            "finished": [one for one in found if one.done],
            "moment": visit.moment,
            "writable": visit.adds(person),
            "done": done.get(dict(visit.query).get("done", ""), ""),
        },
    )


def begin(visit: StaffVisit) -> Go:
    """Begins a conversation, or goes on with the draft."""
    talk = talks.begin(
        visit.office, visit.actor, visit.params["id"], once=visit.form.get("once", ""), **_now(visit)
    )
    return Go(_address(visit, talk))


def one(visit: StaffVisit) -> Page | Go:
    """A finished conversation; a draft leads to its first page on which nothing is written, if one may go on."""
    talk = _talk(visit)
    if talk.conversation.done or not visit.adds(talk.person):
        return _finished(visit, talk)
    said, content = talk.conversation.said, visit.snapshot.content
    for step in content.conversation.values():
        if not any(said.words(prompt.key) for prompt in step.prompts):
            return Go(f"{_address(visit)}/{step.key}")
    return Go(f"{_address(visit)}/{NEEDS if said.needs is None else REVIEW}")


def step(visit: StaffVisit) -> Page | Go:
    """One page of a draft."""
    talk = _talk(visit, writing=True)
    return Go(_address(visit)) if talk.conversation.done else _page(visit, talk)


def keep(visit: StaffVisit) -> Page | Go:
    """Keeps a page and goes on, stops, or ends the conversation."""
    which = visit.params["step"]
    if which not in told.pages(visit):
        raise NotFoundError("no such page")
    try:
        save(visit)
    except InvalidError as error:
        return _page(visit, _talk(visit, writing=True), wrong(visit, error), status=422)
    except StaleError:
        return _stale(visit)
    if which == REVIEW:
        return Go(f"{_all(visit)}?done=finished")
    if visit.form.get("then") == _STOP:
        return Go(f"{_all(visit)}?done=stopped")
    every = list(told.pages(visit))
    return Go(f"{_address(visit)}/{every[every.index(which) + 1]}")


def _page(visit: StaffVisit, talk: Talk, errors: Mapping[str, str] = _FINE, *, status: int = 200) -> Page:
    which, every = visit.params["step"], told.pages(visit)
    if which not in every:
        raise NotFoundError("no such page")
    keys = list(every)
    at = keys.index(which)
    said = talk.conversation.said
    steps = visit.snapshot.content.conversation
    if which in steps:
        near = [steps[key] for key in keys[max(at - 1, 0) : at + 1] if key in steps]
        template, view = "step", told.of_step(visit, said, steps[which])
    else:
        near = [] if which == GOALS else list(steps.values())
        makes = {NEEDS: told.of_needs, GOALS: told.of_goals, REVIEW: told.of_review}
        template, view = which, makes[which](visit, talk)
    heard = listen(visit.snapshot, [said.words(prompt.key) for one in near for prompt in one.prompts])
    return Page(
        f"cases/conversation-{template}.html",
        {
            "person": talk.person,
            "talk": talk.conversation,
            "which": which,
            "pages": every,
            "number": at + 1,
            "back": keys[at - 1] if at else "",
            "urgent": heard.urgent,
            "helplines": heard.helplines,
            "cries": heard.cries,
            "stale": status == 409,
            "errors": errors,
            **view,
        },
        status=status,
    )


def _stale(visit: StaffVisit) -> Page:
    """Somebody else was first: what they wrote stands beside what was typed here, which is not lost."""
    gettext = visit.language.words.gettext
    talk = _talk(visit, writing=True)
    if talk.conversation.done:
        return _finished(visit, talk, typed=told.typed(visit))
    which = visit.params["step"]
    page = visit.snapshot.content.conversation.get(which)
    field = {NEEDS: "needs", GOALS: "words-1", REVIEW: "matters"}.get(which, "")
    if page:
        field = f"answer-{page.prompts[0].key}"
    text = gettext(
        "Somebody has changed this in the meantime. See what is kept now, change yours if you must, then save again"
    )
    return _page(visit, talk, {field: text}, status=409)


def _finished(visit: StaffVisit, talk: Talk, typed: tuple[str, ...] = ()) -> Page:
    return Page(
        "cases/conversation-read.html",
        {
            "person": talk.person,
            "talk": talk.conversation,
            "moment": visit.moment,
            "lost": typed,
            **told.of_whole(visit, talk.conversation.said),
        },
        status=409 if typed else 200,
    )


def _talk(visit: StaffVisit, *, writing: bool = False) -> Talk:
    return talks.read(
        visit.office,
        visit.actor,
        visit.params["id"],
        visit.params["talk"],
        writing=writing,
        **_now(visit),
    )


def _now(visit: StaffVisit) -> dict[str, Any]:
    return {"now": visit.now, "address": visit.address}


def _all(visit: StaffVisit) -> str:
    return f"/cases/{visit.params['id']}/conversation"


def _address(visit: StaffVisit, talk: str = "") -> str:
    return f"{_all(visit)}/{talk or visit.params['talk']}"
