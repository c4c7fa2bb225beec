"""Groups: a steward adds one, finds one and changes it; a group itself changes how it is reached."""

from collections.abc import Mapping
from types import MappingProxyType

from poai.actions import editing_group, groups
from poai.actions.editing import Fields, Sent, WrongError
from poai.actions.groups import AlikeError, Standing
from poai.domain.access import Permission, grants
from poai.domain.account import Role
from poai.domain.group_facts import GroupConflictError
from poai.domain.listing import Organisation, Phone
from poai.domain.word_diff import compare
from poai.web import listing_words
from poai.web.forms import N_
from poai.web.listing_forms import rows_of
from poai.web.listing_forms_fields import Asked, Asking
from poai.web.listing_forms_words import wrong
from poai.web.page import Go, Page
from poai.web.staffing import Again, StaffVisit
from poai.web.suggestions import NEW_GROUP, NEW_LISTING, listing_of

GROUPS, OWN = "/steward/groups", "/my-group"
_FINE: Mapping[str, str] = MappingProxyType({})
_HIDDEN = frozenset({"csrf", "base", "once"})
_CALLED = {
    "name": N_("Name"),
    "description": N_("What it is"),
    "url": N_("Web address"),
    "email": N_("Email address"),
    "phones": N_("Phone numbers"),
}


def every(visit: StaffVisit) -> Page:
    """The groups that a steward may change."""
    like = dict(visit.query).get("q", "")[:100]
    found = groups.theirs(visit.office, visit.actor, like=like, now=visit.now, address=visit.address)
    view = {
        "groups": [{"name": one.name, "href": visit.url(f"{GROUPS}/{one.slug}")} for one in found.groups],
        "total": found.total,
        "q": like,
    }
    return Page("groups/every.html", view)


def new(visit: StaffVisit) -> Page:
    """The form of a new group."""
    return _new(visit)


def add(visit: StaffVisit) -> Page | Go | Again:
    """Adds it, and goes on to its first listing."""
    about = visit.form.get("about", "")
    try:
        slug = groups.add(
            visit.office,
            visit.actor,
            lambda empty: editing_group.group_of(Sent(visit.forms, visit.now.date()), empty, own=False),
            seen=visit.forms.get("seen", ()) if visit.form.get("sure") else (),
            key=visit.form.get("once", ""),
            now=visit.now,
            address=visit.address,
        )
    except WrongError as error:
        return _new(visit, wrong(visit, error))
    except AlikeError as error:
        return _new(visit, like=error.groups)
    return listing_of(visit, about, slug) if about else Go(f"{NEW_LISTING}?group={slug}")


def one(visit: StaffVisit) -> Page:
    """The form about a group, for its steward."""
    return _one(visit, own=False)


def change(visit: StaffVisit) -> Page | Go:
    """Changes it."""
    return _change(visit, own=False)


def own(visit: StaffVisit) -> Page:
    """The form about a group, for itself."""
    return _one(visit, own=True)


def change_own(visit: StaffVisit) -> Page | Go:
    """Changes how it is reached."""
    return _change(visit, own=True)


def to_choose(visit: StaffVisit) -> list[tuple[str, str]]:
    """The groups for which they may write a listing, by slug and name, also those of which nothing is listed yet."""
    found = groups.to_write_for(visit.office, visit.actor, now=visit.now, address=visit.address)
    return [(each.slug, each.name) for each in found]


def own_groups(visit: StaffVisit) -> list[dict[str, str]]:
    """The groups of which they are, with a way to what is said of each."""
    given = grants(visit.actor, Permission.LISTING_EDIT)
    slugs = sorted(grant.scope for grant in given if grant.role is Role.ORGANISATION_MEMBER)
    return [{"name": listing_words.group(visit, slug), "href": visit.url(f"{OWN}/{slug}")} for slug in slugs]


def _change(visit: StaffVisit, *, own: bool) -> Page | Go:
    slug, base = visit.params["slug"], visit.form.get("base", "")
    here = f"{OWN if own else GROUPS}/{slug}"
    try:
        fields = groups.change(
            visit.office,
            visit.actor,
            slug,
            lambda group: editing_group.group_of(Sent(visit.forms, visit.now.date()), group, own=own),
            base=int(base) if base.isdecimal() and len(base) < 9 else 0,
            own=own,
            now=visit.now,
            address=visit.address,
        )
    except WrongError as error:
        return _one(visit, wrong(visit, error), own=own)
    except GroupConflictError as error:
        return _conflict(visit, error, again=here)
    return Go(f"{here}?done={'shown' if fields else 'same'}")


def _one(visit: StaffVisit, errors: Mapping[str, str] = _FINE, *, own: bool) -> Page:
    stands = groups.look(
        visit.office, visit.actor, visit.params["slug"], own=own, now=visit.now, address=visit.address
    )
    group, gettext = stands.group, visit.language.words.gettext
    typed: Fields = visit.forms or visit.kept_all or editing_group.group_fields(group)
    ask = Asking(visit, typed, errors)
    done = {
        "shown": gettext("Saved. Residents see it now."),
        "same": gettext("Nothing was changed."),
    }
    view = {
        "name": group.name,
        "own": own,
        "facts": _facts(visit, group) if own else [],
        "fields": _reach(ask, group) if own else _all(ask, group),
        "action": visit.url(f"{OWN if own else GROUPS}/{group.slug}"),
        "base": next(iter(typed.get("base", ())), "") or str(stands.base),
        "public": visit.url(f"/organisations/{group.slug}") if stands.listings else "",
        "tell": _tell(visit, stands),
        "add": visit.url(NEW_LISTING) + f"?group={group.slug}",
        "done": done.get(dict(visit.query).get("done", ""), ""),
        "errors": errors,
    }
    return Page("groups/one.html", view, status=422 if errors else 200)


def _new(
    visit: StaffVisit, errors: Mapping[str, str] = _FINE, *, like: tuple[Organisation, ...] = ()
) -> Page:
    about = visit.typed("about")
    ask = Asking(visit, visit.forms or visit.kept_all, errors)
    view = {
        "fields": _all(ask, None),
        "action": visit.url(NEW_GROUP),
        "about": about,
        "like": [
            {
                "slug": each.slug,
                "name": each.name,
                "phones": ", ".join(phone.number for phone in each.phones),
                "href": visit.url(NEW_LISTING) + f"?group={each.slug}",
            }
            for each in like
        ],
        "listing": visit.url(f"/steward/suggestions/{about}/listing"),
        "errors": errors,
    }
    return Page("groups/new.html", view, status=422 if errors or like else 200)


def _all(ask: Asking, group: Organisation | None) -> list[Asked]:
    return [
        ask.text("name", N_("What is the group called?"), autocomplete="off"),
        ask.area(
            "description",
            N_("What is it? (optional)"),
            N_("One or two short sentences. Name nobody."),
            rows=3,
        ),
        ask.text("url", N_("Web address (optional)"), type="url", autocomplete="off"),
        *_reach(ask, group),
    ]


def _reach(ask: Asking, group: Organisation | None) -> list[Asked]:
    asked = [
        ask.text(
            "email",
            N_("Email address (optional)"),
            N_("Residents read it, and letters about the group’s listings go there."),
            type="email",
            autocomplete="off",
        )
    ]
    phones: tuple[Phone, ...] = group.phones if group else ()
    for row in range(1, rows_of(ask, phones, "phone", 1) + 1):
        asked += [
            ask.text(
                f"phone_{row}",
                N_("Phone number (optional)") if row == 1 else N_("Another phone number (optional)"),
                number=row,
                type="tel",
                autocomplete="off",
                width=20,
            ),
            ask.text(f"whose_{row}", N_("Whose number is it, or when? (optional)"), number=row),
        ]
    return asked


def _facts(visit: StaffVisit, group: Organisation) -> list[dict[str, str]]:
    """What a group does not change by itself."""
    words = visit.language.words
    return [
        {"key": words.gettext(_CALLED[field]), "value": "\n".join(_told(field, group))}
        for field in ("name", "description", "url")
    ]


def _tell(visit: StaffVisit, stands: Standing) -> str:
    """Where a group says that something else of it is wrong."""
    return visit.url(f"/listings/{stands.listings[0]}/suggest" if stands.listings else "/tell-us")


def _conflict(visit: StaffVisit, error: GroupConflictError, *, again: str) -> Page:
    """Both versions, and what was typed, to send again on top of what stands now."""
    typed = [(name, value) for name, values in visit.forms.items() if name not in _HIDDEN for value in values]
    words, both = visit.language.words, []
    for field in error.fields:
        sides = compare("\n".join(_told(field, error.yours)), "\n".join(_told(field, error.theirs)))
        both.append(
            {"field": field, "name": words.gettext(_CALLED[field]), "old": sides.old, "new": sides.new}
        )
    view = {
        "name": error.theirs.name,
        "both": both,
        "who": "",
        "when": "",
        "action": visit.url(visit.path),
        "typed": [*typed, ("base", str(error.number))],
        "again": visit.url(again),
    }
    return Page("checking/conflict.html", view, status=409)


def _told(field: str, group: Organisation) -> list[str]:
    value = getattr(group, field)
    if field == "phones":
        return [" – ".join(filter(None, (phone.number, phone.description))) for phone in group.phones]
    return [value] if value else []
