"""What the pages of a guided conversation show: what was said, what was heard in it, and what is kept already."""

from collections.abc import Mapping
from typing import Any

from poai.actions.conversation_end import PARTS
from poai.actions.conversations import Talk
from poai.domain.conversation import GOALS, MOST_GOALS, NEEDS, REVIEW, Said, Step
from poai.domain.goal import HIGHEST, LOWEST
from poai.web.hearing import listen
from poai.web.referral_words import part
from poai.web.staffing import StaffVisit

_LONGEST = 120  # characters of a sentence that is shown to remind of it


def pages(visit: StaffVisit) -> dict[str, str]:
    """Every page of a conversation, in order: its key and title."""
    gettext = visit.language.words.gettext
    steps = visit.snapshot.content.conversation
    return {key: gettext(step.title) for key, step in steps.items()} | {
        NEEDS: gettext("What they would like help with"),
        GOALS: gettext("What they want to reach"),
        REVIEW: gettext("Read it over together"),
    }


def of_step(visit: StaffVisit, said: Said, step: Step) -> dict[str, Any]:
    """The prompts of a page with what was answered, and the statements under which it may belong."""
    statements = visit.snapshot.content.statements
    prompts = [
        {
            "name": f"answer-{prompt.key}",
            "question": prompt.question,
            "hint": prompt.hint,
            "kept": said.words(prompt.key),
            "words": visit.typed(f"answer-{prompt.key}", said.words(prompt.key)),
        }
        for prompt in step.prompts
    ]
    return {
        "step": step,
        "prompts": prompts,
        "statements": [{"value": key, "text": statements[key].short} for key in step.statements],
        "under": visit.typed_all("under", said.under.get(step.key, ())),
    }


def of_needs(visit: StaffVisit, talk: Talk) -> dict[str, Any]:
    """The needs that were heard or are on record, to be ticked, and all others."""
    gettext = visit.language.words.gettext
    needs, said = visit.snapshot.content.needs, talk.conversation.said
    recorded = talk.person.details.needs
    kept = recorded if said.needs is None else said.needs
    heard = {one.need.key: _shortened(one.said) for one in listen(visit.snapshot, _texts(said)).needs}
    first = [key for key in dict.fromkeys((*heard, *recorded, *kept)) if key in needs]
    offered = [
        {
            "value": key,
            "text": gettext(needs[key].label),
            "hint": gettext("They said: “%(words)s”") % {"words": heard[key]}
            if heard.get(key)
            else gettext("On record")
            if key in recorded
            else "",
        }
        for key in first
    ]
    others = sorted(
        ({"value": key, "text": gettext(need.label)} for key, need in needs.items() if key not in first),
        key=lambda option: option["text"],
    )
    return {
        "offered": offered,
        "others": others,
        "ticked": visit.typed_all("needs", kept),
        "more": visit.typed_all("more"),
        "kept": [needs[key].label for key in kept if key in needs],
    }


def of_goals(visit: StaffVisit, talk: Talk) -> dict[str, Any]:
    """Room for goals in their words, with what was written before."""
    wishes = talk.conversation.said.wishes
    rooms = []
    for at in range(1, MOST_GOALS + 1):
        wish = wishes[at - 1] if at <= len(wishes) else None
        rooms.append(
            {
                "at": at,
                "words": visit.typed(f"words-{at}", wish.words if wish else ""),
                "statement": visit.typed(f"statement-{at}", wish.statement if wish else ""),
                "importance": visit.typed(f"importance-{at}", str(wish.importance) if wish else ""),
                "kept": wish.words if wish else "",
            }
        )
    return {"rooms": rooms, "statements": statement_options(visit), "scale": scale(visit)}


def of_review(visit: StaffVisit, talk: Talk) -> dict[str, Any]:
    """Everything that was said, what goes into the record, and the goals to be made."""
    said, details = talk.conversation.said, talk.person.details
    into = []
    for name in PARTS:
        now = str(getattr(details, name))
        new = "\n".join(
            said.words(prompt.key)
            for step in visit.snapshot.content.conversation.values()
            for prompt in step.prompts
            if prompt.into == name and said.words(prompt.key)
        )
        words = visit.typed(name, new or now)
        into.append(
            {
                "name": name,
                "label": part(visit.language.words, name),
                "words": words,
                "now": now if now != words else "",
            }
        )
    every = tuple(str(at) for at in range(len(said.wishes)))
    return {
        "into": into,
        "goal_options": [{"value": str(at), "text": wish.words} for at, wish in enumerate(said.wishes)],
        "goals": visit.typed_all("goal", every),
        **of_whole(visit, said),
    }


def of_whole(visit: StaffVisit, said: Said) -> dict[str, Any]:
    """Everything that was said, under the titles of the pages, with the needs and goals."""
    content, gettext = visit.snapshot.content, visit.language.words.gettext
    sections: list[dict[str, Any]] = []
    for step in content.conversation.values():
        answers = [said.answers[prompt.key] for prompt in step.prompts if prompt.key in said.answers]
        if answers:
            under = [
                content.statements[key].short
                for key in said.under.get(step.key, ())
                if key in content.statements
            ]
            sections.append(
                {"key": step.key, "title": gettext(step.title), "answers": answers, "under": under}
            )
    asked = {prompt.key for step in content.conversation.values() for prompt in step.prompts}
    if rest := [answer for key, answer in said.answers.items() if key not in asked]:
        sections.append({"key": "", "title": gettext("Also said"), "answers": rest, "under": []})
    return {
        "sections": sections,
        "wanted": [
            gettext(content.needs[key].label) if key in content.needs else key for key in said.needs or ()
        ],
        "wishes": [
            {"words": wish.words, "importance": wish.importance, "under": statement(visit, wish.statement)}
            for wish in said.wishes
        ],
    }


def typed(visit: StaffVisit) -> tuple[str, ...]:
    """Whatever words were typed into a page that can no longer be kept."""
    names = ("answer-", "words-", *PARTS)
    return tuple(value for name, value in visit.form.items() if name.startswith(names) and value.strip())


def statement(visit: StaffVisit, key: str) -> str:
    """What an I statement is called in a few words; its key if it is gone from the content."""
    found = visit.snapshot.content.statements.get(key)
    return visit.language.words.gettext(found.short) if found else key


def statement_options(visit: StaffVisit, kept: str = "") -> list[Mapping[str, str]]:
    """The I statements to choose from, one of which may be gone from the content but is still `kept`."""
    gettext = visit.language.words.gettext
    known = visit.snapshot.content.statements
    gone = [{"value": kept, "text": kept}] if kept and kept not in known else []
    return [
        {"value": "", "text": gettext("Choose one")},
        *({"value": key, "text": gettext(one.statement)} for key, one in known.items()),
        *gone,
    ]


def scale(visit: StaffVisit, low: str = "", high: str = "") -> list[Mapping[str, str]]:
    """0 to 10 to choose from; `low` and `high` say what the ends mean."""
    gettext = visit.language.words.gettext
    meant = {LOWEST: low, HIGHEST: high}
    return [
        {"value": "", "text": gettext("Choose a number")},
        *(
            {"value": str(score), "text": f"{score}: {meant[score]}" if meant.get(score) else str(score)}
            for score in range(LOWEST, HIGHEST + 1)
        ),
    ]


def _shortened(sentence: str) -> str:
    return sentence if len(sentence) <= _LONGEST else f"{sentence[:_LONGEST].rsplit(' ', 1)[0]} …"


def _texts(said: Said) -> list[str]:
    return [answer.words for answer in said.answers.values()]
