"""Files that leave: a person or a referral as FHIR, and one's own work as a table for a spreadsheet."""

from collections.abc import Iterable
from datetime import date, datetime

from poai.actions import exporting
from poai.actions.exporting import Taken
from poai.actions.teams import own_teams
from poai.domain.consent import Field
from poai.domain.person import Details
from poai.domain.referral import Outcome, Party, Reason
from poai.interchange import csv_out, fhir
from poai.interchange.fhir_names import Wording
from poai.store.extracts import Line
from poai.web import referral_words
from poai.web.page import Answer, Page
from poai.web.staffing import StaffVisit


def person_fhir(visit: StaffVisit) -> Answer:
    """Somebody's record as FHIR."""
    person, text = exporting.fhir_of_person(
        visit.office,
        visit.actor,
        visit.params["id"],
        wording(visit),
        now=visit.now,
        address=visit.address,
    )
    return attached(text, fhir.MEDIA_TYPE, f"person-{person.reference}.json")


def referral_fhir(visit: StaffVisit) -> Answer:
    """A referral as FHIR."""
    one, text = exporting.fhir_of_referral(
        visit.office,
        visit.actor,
        visit.params["id"],
        wording(visit),
        now=visit.now,
        address=visit.address,
    )
    return attached(text, fhir.MEDIA_TYPE, f"referral-{one.reference}.json")


def ask_work(visit: StaffVisit) -> Page:
    """Whose referrals the table is to hold."""
    gettext = visit.language.words.gettext
    whose = [{"value": "", "text": gettext("The people you work with")}]
    whose += [
        {"value": team.id, "text": gettext("Everybody in %(team)s") % {"team": team.name}}
        for team in own_teams(visit.office, visit.actor)
    ]
    return Page("letters/work.html", {"whose": whose, "team": visit.typed("team")})


def work(visit: StaffVisit) -> Answer:
    """The table."""
    named = visit.form.get("names") == "yes"
    taken = exporting.own_work(
        visit.office,
        visit.actor,
        team=visit.form.get("team", ""),
        names=named,
        now=visit.now,
        address=visit.address,
    )
    text = csv_out.written(_head(visit, named=named), _rows(visit, taken, named=named))
    return attached(text, csv_out.MEDIA_TYPE, f"referrals-{visit.now.date().isoformat()}.csv")


def attached(text: str, media_type: str, name: str) -> Answer:
    """A file to keep, of which nobody on the way keeps a copy. `name` names nobody."""
    headers = {
        "content-disposition": f'attachment; filename="{name}"',
        "cache-control": "private, no-store",
        "vary": "Cookie",
    }
    return Answer(text, media_type, headers=headers)


def wording(visit: StaffVisit) -> Wording:
    """What things are called in a file."""
    words, content = visit.language.words, visit.snapshot.content
    return Wording(
        base=visit.origin,
        reasons={each: referral_words.reason(words, each) for each in Reason},
        outcomes={each: referral_words.outcome(words, each) for each in Outcome},
        parties={each: referral_words.party(words, each) for each in Party},
        fields={each: referral_words.field(words, each) for each in Field},
        parts={each: referral_words.part(words, each) for each in Details.__dataclass_fields__},
        needs={key: words.gettext(need.label) for key, need in content.needs.items()},
        statements={key: words.gettext(each.statement) for key, each in content.statements.items()},
    )


def _head(visit: StaffVisit, *, named: bool) -> list[str]:
    gettext = visit.language.words.gettext
    return [
        gettext("Referral"),
        gettext("Person"),
        *([gettext("Name")] if named else []),
        gettext("Team"),
        gettext("Worker"),
        gettext("Service"),
        gettext("Group"),
        gettext("Stage"),
        gettext("Made"),
        gettext("Sent"),
        gettext("Answered"),
        gettext("Last change"),
        gettext("Answer due"),
        gettext("Expected"),
        gettext("Reason"),
        gettext("Outcome"),
    ]


def _rows(visit: StaffVisit, taken: Taken, *, named: bool) -> Iterable[list[str]]:
    for line in taken.lines:
        yield [
            line.reference,
            line.person_reference,
            *([taken.names.get(line.person, "")] if named else []),
            line.team,
            line.worker,
            line.listing,
            taken.organisations.get(line.organisation, line.organisation),
            *_facts(visit, line),
        ]


def _facts(visit: StaffVisit, line: Line) -> list[str]:
    words = visit.language.words
    return [
        referral_words.status(words, line.status),
        *(_day(visit, at) for at in (line.made_at, line.sent_at, line.answered_at, line.moved_at)),
        *(_iso(day) for day in (line.answer_by, line.expected)),
        referral_words.reason(words, line.reason) if line.reason else "",
        referral_words.outcome(words, line.outcome) if line.outcome else "",
    ]


def _day(visit: StaffVisit, at: datetime | None) -> str:
    """The day at the place."""
    return _iso(at.astimezone(visit.now.tzinfo).date()) if at else ""


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
