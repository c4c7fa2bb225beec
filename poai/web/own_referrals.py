"""One's own referrals, by stage."""

import re

from poai.actions import referrals
from poai.domain.referral import Status
from poai.web import referral_words
from poai.web.page import Page
from poai.web.staffing import StaffVisit

STAGES = {
    "draft": frozenset({Status.DRAFT}),
    "unanswered": frozenset({Status.SENT, Status.RECEIVED}),
    "waiting": frozenset({Status.WAITING}),
    "accepted": frozenset({Status.ACCEPTED}),
    "in-progress": frozenset({Status.IN_PROGRESS}),
    "declined": frozenset({Status.DECLINED}),
    "over": frozenset({Status.ENDED, Status.WITHDRAWN, Status.ERROR}),
}


def every(visit: StaffVisit) -> Page:
    """The list, and how many there are at each stage."""
    words, query = visit.language.words, dict(visit.query)
    stage = query.get("stage", "")
    statuses = STAGES.get(stage, frozenset(Status))
    page = int(query["page"]) if re.fullmatch("[1-9][0-9]{0,4}", query.get("page", "")) else 1
    found = referrals.own(
        visit.office, visit.actor, statuses, page=page, now=visit.now, address=visit.address
    )
    count = {key: sum(found.counts.get(one, 0) for one in which) for key, which in STAGES.items()}
    total = count.get(stage, sum(count.values()))
    names = _stages(visit)
    done = {
        "sent": words.gettext("The referrals are sent."),
        "kept": words.gettext("The referrals are kept. No group sees them until you send them."),
    }
    kept = f"&stage={stage}" if stage in STAGES else ""
    return Page(
        "referrals/own.html",
        {
            "rows": [
                {
                    "href": f"/referrals/{one.id}",
                    "person": found.names.get(one.person, words.gettext("Somebody of another team")),
                    "listing": one.listing_name,
                    "reference": one.reference,
                    "status": referral_words.status(words, one.status),
                    "when": visit.moment(one.moved_at),
                    "late": one.answer_by is not None and one.answer_by < visit.now.date(),
                }
                for one in found.referrals
            ],
            "stages": [
                {"key": key, "text": names[key], "count": count[key], "on": key == stage} for key in STAGES
            ],
            "stage": names.get(stage, ""),
            "total": total,
            "page": page,
            "pages": max(1, -(-total // referrals.PAGE)),
            "page_link": lambda number: f"{visit.url('/referrals')}?page={number}{kept}",
            "done": done.get(query.get("done", ""), ""),
        },
    )


def _stages(visit: StaffVisit) -> dict[str, str]:
    gettext = visit.language.words.gettext
    return {
        "draft": gettext("Not sent yet"),
        "unanswered": gettext("Not answered yet"),
        "waiting": gettext("On a waiting list"),
        "accepted": gettext("Accepted"),
        "in-progress": gettext("Under way"),
        "declined": gettext("Declined"),
        "over": gettext("Over"),
    }
