"""People are handed over all together or not at all, by the lead of their team alone, with a note on each record."""

from dataclasses import replace

import pytest

from poai.actions.hand_over import Whose, hand_over, whose
from poai.actions.notes import work_with
from poai.domain.access import Actor
from poai.domain.errors import InvalidError, NotFoundError, RepeatedError, StaleError
from tests.actions.casework import Casework
from tests.actions.cast import Cast


@pytest.fixture
def work(cast: Cast) -> Casework:
    return Casework(cast)


def test_one_some_or_a_whole_caseload_is_handed_over_with_a_note(work: Casework) -> None:
    others = [work.person(f"Other {number}") for number in range(3)]
    lena, north = work["lena"], work.north.id

    def noras() -> Whose:
        return whose(work.office, lena, north, work["nora"].id, now=work.cast.now)

    def give(to: str, **named: object) -> int:
        about = {"source": work["nora"].id, "to": to, "words": "Nora is ill.", "now": work.cast.now, **named}
        return hand_over(work.office, lena, north, **about)  # type: ignore[arg-type]

    assert give(work["neil"].id, chosen={others[0].id: 1}) == 1
    shown = noras()
    assert set(shown.names.values()) == {"Ivy Northerner", "Other 1", "Other 2"}
    assert give(work["neil"].id, state=shown.state, key="once") == 3
    assert give(work["neil"].id, state=shown.state, key="once") == 3  # s54: sent twice, done once
    with pytest.raises(RepeatedError):
        give("", state=shown.state, key="once")
    assert noras().versions == {}
    found = work_with(work.office, work["neil"], work.ivy.id, now=work.cast.now)
    assert (found.person.worker, found.person.version) == (work["neil"].id, 2)
    assert [(note.kind, note.words, note.by) for note in found.notes] == [
        ("hand-over", "Nora is ill.", lena.id)
    ]
    handed = [row for row in work.cast.trail() if row.event == "handed-over"]
    assert len(handed) == 4
    assert {row.detail["worker"] for row in handed} == {work["neil"].id}
    assert {row.thing for row in handed} == {f"person:{each.id}" for each in [work.ivy, *others]}


def test_s55_if_one_record_has_changed_nobody_is_handed_over(work: Casework) -> None:
    other = work.person("Other")
    lena, north, nora = work["lena"], work.north.id, work["nora"].id
    shown = whose(work.office, lena, north, nora, now=work.cast.now)

    def give(**named: object) -> None:
        about = {"source": nora, "to": "", "words": "Back to us", "now": work.cast.now, **named}
        hand_over(work.office, lena, north, **about)  # type: ignore[arg-type]

    give(chosen={other.id: 1})
    for stale in ({"state": shown.state}, {"chosen": shown.versions}, {"chosen": {work.ivy.id: 7}}):
        with pytest.raises(StaleError):
            give(**stale)
    assert whose(work.office, lena, north, nora, now=work.cast.now).versions == {work.ivy.id: 1}
    assert work_with(work.office, lena, work.ivy.id, now=work.cast.now).notes == []


def test_s20_only_the_lead_of_their_team_hands_people_over_and_only_to_its_workers(work: Casework) -> None:
    southerner = work.person("Ash Southerner", worker="sami")
    north, nora, neil = work.north.id, work["nora"].id, work["neil"].id

    def give(who: Actor, **named: object) -> None:
        about = {"source": nora, "to": neil, "words": "Why", "chosen": {work.ivy.id: 1}, **named}
        hand_over(work.office, who, str(about.pop("team", north)), now=work.cast.now, **about)  # type: ignore[arg-type]

    leaver = replace(work["lena"], grants=frozenset())
    for who in (work["nora"], work["neil"], work["lars"], work["ada"], work["gus"], work["olga"], leaver):
        with pytest.raises(NotFoundError):
            give(who)
        with pytest.raises(NotFoundError):
            whose(work.office, who, north, nora, now=work.cast.now)
    lena = work["lena"]
    for wrong, field in (
        ({"to": work["sami"].id}, "to"),
        ({"to": nora}, "to"),
        ({"words": " "}, "note"),
        ({"chosen": {}}, "people"),
    ):
        with pytest.raises(InvalidError, match=field):
            give(lena, **wrong)
    for theirs in (southerner.id, "no-such-person"):
        with pytest.raises(NotFoundError):
            give(lena, chosen={work.ivy.id: 1, theirs: 1})
    assert work_with(work.office, lena, work.ivy.id, now=work.cast.now).person.version == 1
    assert "handed-over" not in work.cast.events()
