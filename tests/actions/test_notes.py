"""Notes are only added, a follow-up has its day, and no record is closed while a group is still asked."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from poai.actions import notes
from poai.actions.people import break_glass
from poai.domain.access import Actor
from poai.domain.errors import InvalidError, NotFoundError, RepeatedError, StaleError
from poai.domain.note import Kind
from poai.domain.referral import Status
from poai.store.referral_tables import referral
from tests.actions.casework import Casework
from tests.actions.cast import Cast

TODAY = date(2026, 11, 23)


class Desk(Casework):
    """What Nora does about Ivy, unless somebody else."""

    def note(self, words: str, who: Actor | None = None, kind: str = "note", key: str = "") -> None:
        actor = who or self["nora"]
        notes.write_note(self.office, actor, self.ivy.id, kind=kind, words=words, now=self.cast.now, key=key)

    def follow(self, on: date | None, version: int, words: str = "") -> None:
        notes.follow_up(
            self.office, self["nora"], self.ivy.id, on=on, words=words, version=version, now=self.cast.now
        )

    def seen(self, who: str = "nora") -> notes.Worked:
        return notes.work_with(self.office, self[who], self.ivy.id, now=self.cast.now)


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk(cast)


def test_a_note_is_kept_once_sealed_and_with_who_wrote_it(desk: Desk) -> None:
    desk.note("She likes tea", kind="contact", key="a")
    desk.note("She likes tea", kind="contact", key="a")
    with pytest.raises(RepeatedError):
        desk.note("She likes coffee", key="a")
    desk.cast.later(minutes=1)
    desk.note("Rang again")
    found = desk.seen("neil")
    assert [(each.kind, each.words) for each in found.notes] == [
        (Kind.NOTE, "Rang again"),
        (Kind.CONTACT, "She likes tea"),
    ]
    assert found.writers == {desk["nora"].id: "Nora"}
    assert [row.event for row in desk.cast.trail()] == ["note-added", "note-added", "person-read"]
    for kind, words, field in (
        ("hand-over", "x", "kind"),
        ("note", " ", "note"),
        ("note", "x" * 4001, "note"),
    ):
        with pytest.raises(InvalidError, match=field):
            desk.note(words, kind=kind)


def test_s55_a_follow_up_has_a_day_until_it_is_done(desk: Desk) -> None:
    desk.follow(TODAY, 1, "Ring her sister")
    assert desk.seen().person.follow_up_on == TODAY
    with pytest.raises(StaleError):
        desk.follow(TODAY + timedelta(days=9), 1)
    desk.follow(None, 2)
    found = desk.seen()
    assert found.person.follow_up_on is None
    assert [(each.kind, each.words) for each in found.notes] == [(Kind.FOLLOW_UP, "Ring her sister")]
    for wrong in (TODAY - timedelta(days=1), TODAY + timedelta(days=800)):
        with pytest.raises(InvalidError, match="on"):
            desk.follow(wrong, 3)


def test_a_record_is_closed_once_no_referral_is_open_and_can_be_opened_again(desk: Desk) -> None:
    open_one = desk.referral(Status.WAITING)
    about = {"reason": "She moved away"}

    def close(version: int) -> None:
        notes.close(desk.office, desk["nora"], desk.ivy.id, version=version, now=desk.cast.now, **about)

    def reopen(version: int) -> None:
        notes.reopen(desk.office, desk["nora"], desk.ivy.id, version=version, now=desk.cast.now, **about)

    assert [one.id for one in desk.seen().open] == [open_one.id]
    with pytest.raises(InvalidError, match="open"):
        close(1)
    with pytest.raises(StaleError):
        reopen(1)
    with desk.cast.store.work() as connection:
        connection.execute(update(referral).values(status=Status.ENDED))
    desk.follow(TODAY, 1)
    close(2)
    found = desk.seen()
    assert (found.person.closed_at, found.person.follow_up_on) == (desk.cast.now, None)
    with pytest.raises(StaleError):
        close(3)
    desk.cast.later(minutes=1)
    reopen(3)
    assert desk.seen().person.closed_at is None
    assert [each.kind for each in desk.seen().notes] == [Kind.REOPENED, Kind.CLOSED]


def test_s20_a_note_is_written_by_who_may_write_the_record_alone(desk: Desk) -> None:
    reason = "Her neighbour rang: she is not answering."
    break_glass(desk.office, desk["sami"], desk.ivy.reference, reason, now=desk.cast.now)
    leaver = replace(desk["nora"], grants=frozenset())
    for who in (desk["neil"], desk["sami"], desk["lars"], desk["ada"], desk["olga"], leaver):
        with pytest.raises(NotFoundError):
            desk.note("I was here", who)
    desk.note("The lead was here", desk["lena"])
    assert [each.words for each in desk.seen("sami").notes] == ["The lead was here"]  # opened in an emergency
    for name in ("lars", "ada", "olga", "gus"):
        with pytest.raises(NotFoundError):
            desk.seen(name)
