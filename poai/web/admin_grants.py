"""The form in which an administrator says what somebody may do: one group of boxes for each kind of role."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from poai.domain.account import Grant, Role
from poai.domain.errors import InvalidError
from poai.domain.team import Team
from poai.web.roles import role
from poai.web.staffing import StaffVisit

EVERYWHERE = "*"  # a steward's box for the whole place: no locality has such a key
# The fields of the form, and the role that a ticked box of each gives; "place" gives the role that it names.
_SCOPED = {
    "worker": Role.LINK_WORKER,
    "lead": Role.TEAM_LEAD,
    "steward": Role.STEWARD,
    "organisation": Role.ORGANISATION_MEMBER,
    "another": Role.ORGANISATION_MEMBER,
}
_PLACE = (Role.ADMINISTRATOR, Role.GUARDIAN)


@dataclass(frozen=True, slots=True)
class Group:
    """One group of boxes: `name` is the field, `ticked` the values that stand in it."""

    name: str
    legend: str
    hint: str
    options: Sequence[Mapping[str, str]]
    ticked: Sequence[str]


def read(visit: StaffVisit) -> frozenset[Grant]:
    """The grants that the form asks for. Raises InvalidError("grants", "wrong") for what no box of ours says.

    Whether there are such teams and organisations is for the action to find out.
    """
    given = {
        Grant(role, "" if scope == EVERYWHERE and role is Role.STEWARD else scope)
        for name, role in _SCOPED.items()
        for scope in visit.forms.get(name, ())
        if scope
    }
    localities = visit.snapshot.place.localities
    if any(g.role is Role.STEWARD and g.scope and g.scope not in localities for g in given):
        raise InvalidError("grants", "wrong")
    whole = set(visit.forms.get("place", ()))
    if not whole <= set(_PLACE):
        raise InvalidError("grants", "wrong")
    return frozenset(given | {Grant(Role(name)) for name in whole})


def groups(visit: StaffVisit, teams: Iterable[Team], held: Iterable[Grant] = ()) -> list[Group]:
    """The groups of boxes to show, ticked as they were sent, or else as the grants `held` are."""
    words, place, before = visit.language.words, visit.snapshot.place, _ticked(held)

    def ticked(name: str) -> tuple[str, ...]:
        return visit.typed_all(name, before.get(name, ()))

    known = visit.snapshot.catalogue.organisations
    of_teams = [{"value": team.id, "text": team.name} for team in teams]
    everywhere = {"value": EVERYWHERE, "text": words.gettext("The whole place")}
    areas = [{"value": key, "text": locality.name} for key, locality in place.localities.items()]
    own = before.get("organisation", ())  # one that lists nothing now is not known, and must not get lost
    chosen = dict.fromkeys([*own, *(slug for slug in ticked("organisation") if slug in known)])
    groups = [{"value": slug, "text": known[slug].name if slug in known else slug} for slug in chosen]
    found = [
        Group(
            "worker",
            words.gettext("Link worker in these teams"),
            words.gettext("Sees the records of the team’s people, and changes those of their own."),
            of_teams,
            ticked("worker"),
        ),
        Group(
            "lead",
            words.gettext("Team lead of these teams"),
            words.gettext(
                "Sees and changes the records of all the team’s people, and says who works with whom."
            ),
            of_teams,
            ticked("lead"),
        ),
        Group(
            "steward",
            words.gettext("Directory steward"),
            words.gettext("Keeps the listings right. Sees no records."),
            [everywhere, *areas],
            ticked("steward"),
        ),
        Group(
            "organisation", words.gettext("Member of these organisations"), "", groups, ticked("organisation")
        ),
        Group("place", words.gettext("For the whole place"), "", _whole(visit), ticked("place")),
    ]
    return [group for group in found if group.options]


def organisations(visit: StaffVisit) -> list[dict[str, str]]:
    """The organisations to choose one from, in order of name, after an empty line."""
    known = visit.snapshot.catalogue.organisations.values()
    options = [
        {"value": one.slug, "text": one.name} for one in sorted(known, key=lambda o: o.name.casefold())
    ]
    return [{"value": "", "text": visit.language.words.gettext("No organisation")}, *options]


def _whole(visit: StaffVisit) -> list[dict[str, str]]:
    words = visit.language.words
    return [
        {
            "value": str(Role.ADMINISTRATOR),
            "text": role(visit, Role.ADMINISTRATOR),
            "hint": words.gettext("Looks after accounts and teams. Sees no records."),
        },
        {
            "value": str(Role.GUARDIAN),
            "text": role(visit, Role.GUARDIAN),
            "hint": words.gettext("Checks who looked at what. Sees no records."),
        },
    ]


def _ticked(grants: Iterable[Grant]) -> dict[str, tuple[str, ...]]:
    """The fields of the form as grants fill them in."""
    fields: dict[str, tuple[str, ...]] = {}
    for grant in sorted(grants):
        if grant.role in _PLACE:
            name, value = "place", str(grant.role)
        else:
            name = next(name for name, role in _SCOPED.items() if role is grant.role)
            value = grant.scope or EVERYWHERE
        fields[name] = (*fields.get(name, ()), value)
    return fields
