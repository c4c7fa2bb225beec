"""A group is told what consent names, and never anything else."""

from dataclasses import fields
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from poai.domain.consent import ALWAYS, Consent, Field, Giver, Way
from poai.domain.person import Details, Person
from poai.domain.sharing import PARTS, shared

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
# Each part says its own name, so that it can be seen where it comes out.
DETAILS = Details(
    **{
        part.name: f"<{part.name}>"
        for part in fields(Details)
        if part.name not in ("birth_date", "needs", "voicemail", "interpreter")
    },
    birth_date=date(1941, 5, 3),
    needs=("<needs>",),
    voicemail="no",
    interpreter="yes",
)
IVY = Person(
    id="p",
    reference="ABCD-1234",
    names="<names>",
    details=DETAILS,
    team="north",
    worker="nora",
    made_at=NOW,
    version=1,
    practice="<practice>",
)


@given(st.frozensets(st.sampled_from(Field)))
def test_what_is_told_is_exactly_what_consent_opens(agreed: frozenset[Field]) -> None:
    told = shared(IVY, agreed, goals=["<goals>"])
    opened = {part for field in agreed | ALWAYS for part in PARTS[field]}
    assert {one.field for one in told.told} == opened
    for part in {*PARTS_ALL} - opened:
        assert f"<{part}>" not in repr(told)


PARTS_ALL = {part for parts in PARTS.values() for part in parts} | {"nhs_number", "strengths", "practice"}


@given(st.frozensets(st.sampled_from(Field)))
def test_the_nhs_number_and_the_practice_are_never_told(agreed: frozenset[Field]) -> None:
    told = repr(shared(IVY, agreed))
    assert "<nhs_number>" not in told
    assert "<practice>" not in told


def test_what_is_not_known_is_left_out() -> None:
    empty = Person(
        id="p", reference="r", names="N", details=Details(), team="t", worker="", made_at=NOW, version=1
    )
    assert [one.field for one in shared(empty, Field).told] == ["names"]


CONSENT = Consent(
    id="c",
    person="p",
    organisation="friends",
    purpose="referral",
    fields=frozenset({Field.NAMES, Field.CONTACT, Field.MATTERS}),
    wording="1",
    way=Way.SPOKEN,
    giver=Giver.PERSON,
    who="",
    by="nora",
    given_at=NOW,
    until=date(2026, 12, 24),
)


def test_consent_holds_to_the_end_of_its_last_day_and_no_longer() -> None:
    assert CONSENT.holds(date(2026, 12, 24))
    assert not CONSENT.holds(date(2026, 12, 25))


def test_consent_covers_its_own_group_purpose_and_fields_alone() -> None:
    today, names = NOW.date(), frozenset({Field.NAMES})
    assert CONSENT.covers("friends", "referral", names, today)
    assert CONSENT.covers("friends", "referral", CONSENT.fields, today)
    assert not CONSENT.covers("library", "referral", names, today)
    assert not CONSENT.covers("friends", "gp-letter", names, today)
    assert not CONSENT.covers("friends", "referral", names | {Field.RISKS}, today)
    assert not CONSENT.covers("friends", "referral", names, date(2027, 1, 1))
