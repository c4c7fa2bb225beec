"""What each group will see, with consent for each, on one page; then all of it is sent, or kept unsent."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from poai.actions import referring
from poai.actions.choosing import Reached
from poai.actions.referring import Prepared, Wanted
from poai.domain.consent import ALWAYS, Consent, Field
from poai.domain.errors import ConsentError, InvalidError, OpenReferralError
from poai.domain.listing import Listing
from poai.domain.sharing import PARTS
from poai.sealing import fingerprint
from poai.web import agreeing, refer
from poai.web.forms import N_
from poai.web.page import Go, Page
from poai.web.staffing import StaffVisit
from poai.web.told import told_rows

_FINE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is about to be sent: `fields` by group, and of what there is something to tell at all."""

    listings: tuple[Listing, ...]
    prepared: Prepared
    fields: Mapping[str, frozenset[Field]]
    filled: frozenset[Field]

    @property
    def asked(self) -> list[str]:
        """The groups of which no consent in force allows as much: the person is to be asked."""
        return [group for group, fields in self.fields.items() if not self._covered(group, fields)]

    def _covered(self, group: str, fields: frozenset[Field]) -> bool:
        consent = self.prepared.consents.get(group)
        return consent is not None and fields <= consent.fields


def check(visit: StaffVisit) -> Page:
    """Consent and exactly what they will see, for each group that was ticked."""
    if not visit.typed_all("listing"):
        return refer.nothing_ticked(visit)
    return _check(visit, _chosen(visit))


def again(visit: StaffVisit) -> Page | Go:
    """The same page for who was signed out on it, with what was typed; without that, the way to choose."""
    if not visit.typed_all("listing"):
        return Go(f"/cases/{visit.params['id']}/refer")
    return _check(visit, _chosen(visit))


def send(visit: StaffVisit) -> Page | Go:
    """Sends to all of them, or to none."""
    return _refer(visit, draft=False)


def keep(visit: StaffVisit) -> Page | Go:
    """Keeps them unsent."""
    return _refer(visit, draft=True)


def chosen_for(
    prepared: Prepared, listings: tuple[Listing, ...], fields: Mapping[str, frozenset[Field]]
) -> Chosen:
    """What is about to be sent, without what there is nothing to tell of."""
    everything = {told.field for told in prepared.shown(frozenset(Field)).told}
    filled = frozenset(field for field in Field if everything.intersection(PARTS[field]))
    told = {group: (ticked & filled) | ALWAYS for group, ticked in fields.items()}
    return Chosen(listings, prepared, told, filled)


def seen(visit: StaffVisit, chosen: Chosen) -> str:
    """Stands for what the page shows that the groups will see: what is sent must be the same."""
    shown = [
        f"{group}: {told.field}: {told.words}"
        for group, fields in sorted(chosen.fields.items())
        for told in chosen.prepared.shown(fields).told
    ]
    slugs = sorted(listing.slug for listing in chosen.listings)
    return fingerprint(visit.office.key("seen"), "\n".join([*slugs, *shown]))


def _refer(visit: StaffVisit, *, draft: bool) -> Page | Go:
    if not visit.typed_all("listing"):
        return refer.nothing_ticked(visit)
    chosen = _chosen(visit)
    gettext = visit.language.words.gettext
    said, errors = agreeing.read(visit) if chosen.asked else ({}, {})
    if errors:
        return _check(visit, chosen, errors)
    if visit.form.get("seen") != seen(visit, chosen):
        return _check(visit, chosen, changed=True)
    content = visit.snapshot.content.consent
    purpose = content.referral
    wanted = [
        Wanted(
            listing=listing,
            ask=visit.form.get(f"{listing.slug}.ask", ""),
            fields=chosen.fields[listing.organization],
            agreed=agreeing.agreed(
                said,
                listing.organization,
                purpose,
                visit.form.get("wording", ""),
                chosen.fields[listing.organization],
            )
            if purpose and listing.organization in chosen.asked
            else None,
        )
        for listing in chosen.listings
    ]
    person = visit.params["id"]
    try:
        made = referring.refer(
            visit.office,
            visit.actor,
            person,
            wanted,
            content,
            now=visit.now,
            key=visit.form.get("once", ""),
            said=_typed(visit),
            draft=draft,
            address=visit.address,
        )
    except InvalidError as error:
        return _check(visit, chosen, _wrong(visit, error))
    except ConsentError:
        return _check(visit, chosen, {"way": gettext("They have not agreed to this. Ask them first")})
    except OpenReferralError as error:
        return _check(visit, chosen, open_one=error.referral, status=409)
    done = "kept" if draft else "sent"
    if len(made) == 1:
        return Go(f"/referrals/{made[0]}?done={done}")
    return Go(f"/referrals?done={done}")


def _typed(visit: StaffVisit) -> list[str]:
    """The form as it was sent: what is wanted depends also on the consent that it gave when it came first."""
    return [
        f"{name}={value}"
        for name, values in sorted(visit.forms.items())
        if name not in ("csrf", "once", "seen")
        for value in values
    ]


def _chosen(visit: StaffVisit) -> Chosen:
    every = tuple(refer.ticked(visit))
    prepared = referring.prepare(
        visit.office,
        visit.actor,
        visit.params["id"],
        every,
        visit.snapshot.content.consent,
        now=visit.now,
        address=visit.address,
    )
    listings = tuple(one for one in every if prepared.known[one.slug].reached is not Reached.NOT)
    fields: dict[str, frozenset[Field]] = {}
    for listing in listings:
        group = listing.organization
        consent = prepared.consents.get(group)
        default = consent.fields if consent else ALWAYS | {Field.NEEDS}
        ticked = (
            agreeing.fields_of(visit, f"{group}.fields", default) if _came_back(visit, group) else default
        )
        fields[group] = ticked
    return chosen_for(prepared, listings, fields)


def _came_back(visit: StaffVisit, group: str) -> bool:
    """Whether the ticks of a group were on the page that sent the form: none of them may be ticked."""
    return group in visit.typed_all("group")


def _check(
    visit: StaffVisit,
    chosen: Chosen,
    errors: Mapping[str, str] = _FINE,
    *,
    changed: bool = False,
    open_one: str = "",
    status: int = 0,
) -> Page:
    words, content = visit.language.words, visit.snapshot.content.consent
    asked, groups = chosen.asked, dict[str, dict[str, Any]]()
    until = words.long_date(content.until(visit.now.date()))
    for listing in chosen.listings:
        group = listing.organization
        name = agreeing.group_name(visit, group)
        consent = chosen.prepared.consents.get(group)
        fields = chosen.fields[group]
        row = groups.setdefault(
            group,
            {
                "slug": group,
                "name": name,
                "asks": group in asked,
                "narrower": consent is not None and group in asked,
                "consent": _standing(visit, consent) if consent else None,
                "offered": agreeing.fields_offered(visit, chosen.filled),
                "ticked": [str(field) for field in fields],
                "told": told_rows(visit, chosen.prepared.shown(fields)),
                "listings": [],
            },
        )
        known = refer.about(visit, chosen.prepared.known[listing.slug])
        field = f"{listing.slug}.ask"
        row["listings"].append(
            {"slug": listing.slug, "name": listing.name, "ask": visit.typed(field), "field": field, **known}
        )
    names = [groups[group]["name"] for group in asked]
    said = names[0] if len(names) == 1 else words.gettext("these groups")
    unreachable = [
        {"name": one.name, "phone": one.phones[0].number if one.phones else ""}
        for one in refer.ticked(visit)
        if one not in chosen.listings
    ]
    view = {
        "person": chosen.prepared.person,
        "groups": list(groups.values()),
        "asks": bool(asked),
        "read_to": names if len(names) > 1 else [],
        "says": content.referral.wording.told(said, until) if content.referral and asked else (),
        "agreed": agreeing.asked(visit),
        "wording": content.referral.wording.version if content.referral else "",
        "sharable": content.referral is not None,
        "unreachable": unreachable,
        "seen": seen(visit, chosen),
        "changed": changed,
        "open_one": open_one,
        "pairs": refer.kept_search(visit),
        "errors": errors,
    }
    return Page("cases/refer-check.html", view, status=status or (422 if errors else 200))


def _standing(visit: StaffVisit, consent: Consent) -> dict[str, str]:
    return {
        "href": f"/cases/{consent.person}/consents/{consent.id}",
        "until": visit.language.words.long_date(consent.until),
    }


def _wrong(visit: StaffVisit, error: InvalidError) -> dict[str, str]:
    field = error.field
    message = agreeing.WRONG.get((field, error.reason)) or _WRONG.get(
        (field.rpartition(".")[2], error.reason), _OTHER
    )
    return {field: visit.language.words.gettext(message)}


_OTHER = N_("Check this and try again")
_WRONG = {
    ("listing", "missing"): N_("Choose where to refer them"),
    ("listing", "too-many"): N_("Refer to 10 groups at most in one go"),
    ("listing", "unreachable"): N_("One of these groups cannot be asked here. Ring them instead"),
    ("ask", "too-long"): N_("Use 2,000 characters or fewer to say what you ask"),
    ("ask", "wrong"): N_("Say what you ask without unusual characters"),
}
