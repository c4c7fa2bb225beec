"""What a group is told of somebody, in words: the same for who sends it, who gets it and the person themselves.

`told` makes what templates/inbox/told.html shows, `told_rows` the same as a plain list.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from poai.domain.person import Details
from poai.domain.sharing import Shared
from poai.web import referral_words
from poai.web.page import Visit
from poai.web.record_words import language

_CONTACT = ("phone", "other_phone", "reach", "voicemail")  # shown together by templates/cases/contact.html
_TEXTS = {field.name for field in fields(Details)}


def told(visit: Visit, shared: Shared) -> dict[str, Any]:
    """What the group sees: `names`, `ask` in lines, `contact` (Details with nothing else), and the other `facts`."""
    known = {one.field: one.words for one in shared.told if one.field in _CONTACT and one.field in _TEXTS}
    facts = [
        {"key": referral_words.part(visit.language.words, part), "lines": lines}
        for part, lines in _lines(visit, shared).items()
        if part != "names" and part not in _CONTACT
    ]
    return {
        "names": next((one.words for one in shared.told if one.field == "names"), ""),
        "ask": shared.ask.splitlines(),
        "contact": Details(**known),  # type: ignore[arg-type]
        "facts": facts,
    }


def told_rows(visit: Visit, shared: Shared) -> list[dict[str, Any]]:
    """Each part with its name and its lines, in the order in which it is told; what is asked of the group last."""
    words = visit.language.words
    rows = [
        {"part": referral_words.part(words, part), "lines": lines}
        for part, lines in _lines(visit, shared).items()
    ]
    if shared.ask:
        rows.append({"part": words.gettext("What they are asked to do"), "lines": shared.ask.splitlines()})
    return rows


def _lines(visit: Visit, shared: Shared) -> dict[str, list[str]]:
    needs = visit.snapshot.content.needs
    found: dict[str, list[str]] = {}
    for one in shared.told:
        found.setdefault(one.field, []).extend(_said(visit, one.field, one.words, needs))
    return found


def _said(visit: Visit, part: str, said: str, needs: Mapping[str, Any]) -> list[str]:
    words = visit.language.words
    if part == "needs":
        return [needs[said].label if said in needs else said]
    if part == "birth_date":
        return [words.long_date(date.fromisoformat(said))]
    if part == "language":
        return [language(words, said)]
    if part in ("voicemail", "interpreter"):
        return [words.gettext("Yes") if said == "yes" else words.gettext("No")]
    return said.splitlines()
