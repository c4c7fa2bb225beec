"""Web links of listings that do not work, looked at when a steward says so."""

from poai.actions.link_checking import AT_A_TIME, NoWayOutError, check_links, links
from poai.domain.errors import StaleError
from poai.web import desk_words
from poai.web.page import Go, Page
from poai.web.staffing import StaffVisit
from poai.web.steward_listings import LISTINGS

ADDRESS = "/steward/links"


def show(visit: StaffVisit) -> Page:
    """What was found when somebody last looked."""
    return _show(visit)


def check(visit: StaffVisit) -> Page | Go:
    """Looks at the next ones, if the button says so: nothing else sets off what leaves this server."""
    if visit.form.get("check") != "now":
        return _show(visit)
    try:
        done = check_links(visit.office, visit.actor, now=visit.now, address=visit.address)
    except StaleError:
        return _show(visit, busy=True)
    except NoWayOutError:
        return _show(visit, shut=True)
    return Go(f"{ADDRESS}?checked={done}")


def _show(visit: StaffVisit, *, busy: bool = False, shut: bool = False) -> Page:
    found, words = links(visit.office, visit.actor, now=visit.now), visit.language.words
    checked = dict(visit.query).get("checked", "")
    view = {
        "broken": [
            {
                "url": link.url,
                "problem": desk_words.link_problem(words, link.looked.problem),
                "since": visit.moment(link.looked.broken_since) if link.looked.broken_since else "",
                "listings": [
                    {"name": each.name, "href": visit.url(f"{LISTINGS}/{each.slug}")}
                    for each in link.listings
                ],
            }
            for link in found.broken
            if link.looked
        ],
        "total": found.total,
        "unchecked": found.unchecked,
        "oldest": visit.moment(found.oldest) if found.oldest else "",
        "at_a_time": AT_A_TIME,
        "busy": busy,
        "shut": shut,
        "checked": int(checked) if checked.isascii() and checked.isdigit() and len(checked) < 6 else None,
    }
    return Page("steward-desk/links.html", view, status=409 if busy or shut else 200)
