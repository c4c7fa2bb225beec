"""What is told of one referral to those who asked: its facts, and every move in words."""

from poai.actions.referrals import Seen
from poai.domain.referral import Moved, Name, Party
from poai.web import referral_words
from poai.web.staffing import StaffVisit


def facts(visit: StaffVisit, seen: Seen) -> list[dict[str, str]]:
    words, one = visit.language.words, seen.referral
    rows = [
        {"key": words.gettext("Reference"), "value": one.reference},
        {"key": words.gettext("Made"), "value": visit.moment(one.made_at)},
        {"key": words.gettext("By"), "value": _who(visit, seen, one.maker)},
    ]
    if one.answer_by:
        rows.append({"key": words.gettext("They should answer by"), "value": words.long_date(one.answer_by)})
    if one.expected:
        past = one.expected < visit.now.date()
        key = words.gettext("Room was likely from") if past else words.gettext("Room is likely from")
        rows.append({"key": key, "value": words.long_date(one.expected)})
    if seen.consent:
        until = words.long_date(seen.consent.until)
        value = words.gettext("until %(day)s") % {"day": until}
        if seen.consent.withdrawn_at:
            value = words.gettext("withdrawn at %(when)s") % {"when": visit.moment(seen.consent.withdrawn_at)}
        elif not seen.consent.holds(visit.now.date()):
            value = words.gettext("ran out on %(day)s") % {"day": until}
        row = {"key": words.gettext("Consent"), "value": value}
        if seen.person:
            row |= {
                "href": visit.url(f"/cases/{one.person}/consents/{seen.consent.id}"),
                "action": words.gettext("See"),
            }
        rows.append(row)
    return rows


def line(visit: StaffVisit, seen: Seen, moved: Moved) -> dict[str, str]:
    words, answer = visit.language.words, moved.answer
    said = []
    if answer.reason:
        said.append(referral_words.reason(words, answer.reason))
    if answer.outcome:
        said.append(referral_words.outcome(words, answer.outcome))
    if answer.expected:
        said.append(referral_words.room(words, answer.expected, visit.now.date()))
    return {
        "status": words.gettext("Asked again")
        if moved.move is Name.REOPEN
        else referral_words.status(words, moved.to),
        "who": _who(visit, seen, moved.by, moved.party),
        "when": visit.moment(moved.at),
        "said": ". ".join(said),
        "note": answer.note,
    }


def _who(visit: StaffVisit, seen: Seen, by: str, party: Party | None = None) -> str:
    words = visit.language.words
    part = referral_words.party(words, party) if party else ""
    if by == visit.actor.id:
        return words.gettext("You")
    if by.startswith("link:"):
        return words.gettext("The group, by the link in its email")
    name = seen.names.get(by, "")
    return f"{name} ({words.inside(part)})" if name and part else name or part
