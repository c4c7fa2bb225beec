"""The other groups that are offered after one has said no: asked in one click where consent covers them."""

from collections.abc import Sequence
from typing import Any

from poai.actions import referring
from poai.actions.alternatives import Instead
from poai.actions.referrals import Seen
from poai.domain.consent import ALWAYS
from poai.web import refer, sending
from poai.web.agreeing import group_name
from poai.web.staffing import StaffVisit


def rows(visit: StaffVisit, seen: Seen, found: Sequence[Instead]) -> list[dict[str, Any]]:
    """Each with the fields of the form that asks it: what was ticked for the first group is ticked again."""
    if not found or seen.person is None:
        return []
    listings = [each.result.listing for each in found]
    prepared = referring.prepare(
        visit.office,
        visit.actor,
        seen.referral.person,
        listings,
        visit.snapshot.content.consent,
        now=visit.now,
        address=visit.address,
    )
    scope = (seen.consent.fields if seen.consent else ALWAYS) | ALWAYS
    made = []
    for each in found:
        listing = each.result.listing
        chosen = sending.chosen_for(prepared, (listing,), {listing.organization: scope})
        covered = not chosen.asked
        pairs = [("listing", listing.slug), ("group", listing.organization)]
        pairs += [(f"{listing.organization}.fields", str(field)) for field in sorted(scope)]
        pairs += [(f"{listing.slug}.ask", seen.shared.ask)]
        pairs += [("seen", sending.seen(visit, chosen))] if covered else []
        made.append(
            {
                "result": each.result,
                "name": listing.name,
                "slug": listing.slug,
                "group": group_name(visit, listing.organization),
                "covered": covered,
                "action": f"/cases/{seen.referral.person}/refer/{'send' if covered else 'check'}",
                "pairs": pairs,
                "room": refer.room(visit, each.known),
            }
        )
    return made
