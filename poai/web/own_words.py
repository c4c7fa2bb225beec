"""What people are told of their own on their own page: to them, in short words, and nothing that others said of them."""

from collections.abc import Iterable

from poai.domain.consent import ALWAYS, Field
from poai.domain.referral import OPEN, UNANSWERED, Referral, Status
from poai.domain.sharing import Told
from poai.web.record_words import language
from poai.web.words import Words

_IN_FULL = frozenset({"names", "preferred_name", "pronouns", "matters", "goals"})
_LAST_DIGITS = 3


def next_step(words: Words, one: Referral) -> str:
    """What happens next, and who does it; never a promise of somebody else's."""
    if one.status in UNANSWERED and one.answer_by:
        return words.gettext("We asked them to answer by %(day)s. If they do not, we ask them again.") % {
            "day": words.long_date(one.answer_by)
        }
    return {
        Status.DRAFT: words.gettext("We will ask them when you and your worker are ready."),
        Status.SENT: words.gettext("If they do not answer, we ask them again."),
        Status.RECEIVED: words.gettext("If they do not answer, we ask them again."),
        Status.WAITING: words.gettext(
            "You do not need to do anything. Ring us if something changes for you."
        ),
        Status.ACCEPTED: words.gettext("If you have not heard from them in a week, ring them, or ring us."),
        Status.IN_PROGRESS: words.gettext("If something is not going well, ring them, or ring us."),
        Status.DECLINED: words.gettext(
            "You do not need to do anything. Ring us if you want to talk about it."
        ),
        Status.ENDED: words.gettext("If you want help again, ring us."),
        Status.WITHDRAWN: words.gettext("If you change your mind, ring us."),
        Status.ERROR: "",
    }[one.status]


def told_in_words(words: Words, told: Iterable[Told], *, asked: bool) -> list[str]:
    """What a group was told, one line for each thing: words that the person gave in full, all else by its name.

    Whoever finds the code of somebody must not learn from it where they live or what is the matter with them.
    """
    lines = [_line(words, one) for one in told]
    if asked:
        lines.append(words.gettext("What we asked them to do for you"))
    return list(dict.fromkeys(lines))


def shared_in_words(words: Words, fields: Iterable[Field]) -> list[str]:
    """What a consent allows a group to know, in the order in which it is shown."""
    allowed = ALWAYS | frozenset(fields)
    return [_field(words, field) for field in Field if field in allowed]


def is_over(status: Status) -> bool:
    """Whether it belongs below what is still going on."""
    return status not in OPEN | {Status.DRAFT}


def _line(words: Words, one: Told) -> str:
    name = _part(words, one.field)
    if one.field in _IN_FULL:
        return words.gettext("%(name)s: %(words)s") % {"name": name, "words": one.words}
    if one.field == "language":
        return words.gettext("%(name)s: %(words)s") % {"name": name, "words": language(words, one.words)}
    if one.field in ("phone", "other_phone"):
        ending = "".join(char for char in one.words if char.isdigit())[-_LAST_DIGITS:]
        return words.gettext("%(name)s, which ends in %(digits)s") % {"name": name, "digits": ending}
    return name


def _part(words: Words, which: str) -> str:
    return {
        "names": words.gettext("Your name"),
        "preferred_name": words.gettext("What you like to be called"),
        "pronouns": words.gettext("Your pronouns"),
        "birth_date": words.gettext("Your date of birth"),
        "phone": words.gettext("Your phone number"),
        "other_phone": words.gettext("Your other phone number"),
        "email": words.gettext("Your email address"),
        "reach": words.gettext("How and when it is safe to contact you"),
        "voicemail": words.gettext("Whether they may leave a message"),
        "supporter": words.gettext("Somebody else they can talk to"),
        "address": words.gettext("Your address"),
        "postcode": words.gettext("Your postcode"),
        "language": words.gettext("The language you like to use"),
        "interpreter": words.gettext("Whether you want an interpreter"),
        "adjustments": words.gettext("What makes things easier for you"),
        "matters": words.gettext("What matters to you"),
        "needs": words.gettext("What you would like help with"),
        "goals": words.gettext("What you want to do"),
        "risks": words.gettext("What a visitor needs to know"),
    }[which]


def _field(words: Words, which: Field) -> str:
    return {
        Field.NAMES: words.gettext("your name"),
        Field.CONTACT: words.gettext("how to contact you"),
        Field.ADDRESS: words.gettext("your address"),
        Field.BIRTH_DATE: words.gettext("your date of birth"),
        Field.LANGUAGE: words.gettext("the language you like to use"),
        Field.ADJUSTMENTS: words.gettext("what makes things easier for you"),
        Field.MATTERS: words.gettext("what matters to you"),
        Field.NEEDS: words.gettext("what you would like help with"),
        Field.GOALS: words.gettext("what you want to do"),
        Field.RISKS: words.gettext("what a visitor needs to know"),
    }[which]
