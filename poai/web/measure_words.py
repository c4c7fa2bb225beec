"""What scores, stages and changes are called."""

from datetime import date

from babel.dates import format_date

from poai.domain.measure import Better, Question, Stage
from poai.web.words import Words


def stage(words: Words, which: Stage) -> str:
    """When a set was asked."""
    return {
        Stage.BEFORE: words.gettext("Before"),
        Stage.DURING: words.gettext("During"),
        Stage.AFTER: words.gettext("After"),
    }[which]


def score(words: Words, value: float | None, question: Question | None = None) -> str:
    """A score as it is shown; for an answer that was chosen, its words."""
    if value is None:
        return words.gettext("Not answered")
    for choice in question.choices if question else ():
        if choice.score == value:
            return f"{choice.words} ({choice.score})"
    return f"{value:g}"


def change(words: Words, before: float | None, after: float | None, better: Better) -> str:
    """What has become of a score, in words; "" where there is nothing to compare."""
    if before is None or after is None:
        return ""
    if before == after:
        return words.gettext("The same")
    told = {"points": f"{abs(round(after - before, 2)):g}"}
    higher = after > before
    if higher == (better == "higher"):
        if higher:
            return words.gettext("Better: up by %(points)s") % told
        return words.gettext("Better: down by %(points)s") % told
    if higher:
        return words.gettext("Worse: up by %(points)s") % told
    return words.gettext("Worse: down by %(points)s") % told


def short_date(words: Words, day: date) -> str:
    """ "13 Nov 2026", for where there is little room."""
    return format_date(day, "medium", locale=words.locale)
