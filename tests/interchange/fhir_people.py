"""Invented people, referrals, consents and goals of every kind, as the store could hold them."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from poai.domain.consent import ALWAYS, Consent, Field, Giver, Way
from poai.domain.goal import Goal, GoalState, Progress
from poai.domain.person import Details, Person
from poai.domain.referral import MOVES, Answer, Moved, Name, Outcome, Party, Reason, Referral, Status
from poai.domain.sharing import shared
from poai.interchange.fhir import Asked
from poai.interchange.fhir_names import Wording

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
ORGANISATION = "example-lunch-club"
WORDING = Wording(
    base="https://help.example.org",
    reasons={reason: f"because {reason}" for reason in Reason},
    outcomes={outcome: f"it {outcome}" for outcome in Outcome},
    parties={party: f"by {party}" for party in Party},
    fields={field: f"their {field}" for field in Field},
    parts={name: name.title() for name in Details.__dataclass_fields__},
    needs={"company": "Company"},
    statements={"staying-well": "I want to stay well"},
    organisations={ORGANISATION: "Example Lunch Club"},
    accounts={"a-worker": "Jay Example"},
)

# What actions let into a record: no control characters, spaces round nothing.
LINES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Co", "Cn")), max_size=12
).map(str.strip)
WORDS = st.lists(LINES, max_size=3).map(lambda lines: "\n".join(lines).strip())
IDS = st.uuids(version=4).map(str)
LEAVE = st.sampled_from(["", "yes", "no"])
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2026, 11, 23), timezones=st.just(UTC))  # noqa: DTZ001

DETAILS = st.builds(
    Details,
    **dict.fromkeys(("preferred_name", "pronouns", "postcode", "supporter"), LINES),
    **dict.fromkeys(("reach", "address", "adjustments", "matters", "strengths", "risks"), WORDS),
    birth_date=st.none() | st.dates(date(1920, 1, 1), date(2008, 1, 1)),
    nhs_number=st.sampled_from(["", "9990000018"]),
    phone=st.sampled_from(["", "07700 900123"]),
    other_phone=st.sampled_from(["", "020 7946 0123"]),
    email=st.sampled_from(["", "ivy@example.org"]),
    language=st.sampled_from(["", "ta", "pt-BR"]),
    voicemail=LEAVE,
    interpreter=LEAVE,
    needs=st.sampled_from([(), ("company",), ("company", "gone-since")]),
)
PEOPLE = st.builds(
    Person,
    id=IDS,
    reference=st.just("ABCD-1204"),
    names=LINES.filter(bool),
    details=DETAILS,
    team=st.just("a-team"),
    worker=st.just("a-worker"),
    made_at=MOMENTS,
    version=st.just(1),
    practice=LINES,
)


@st.composite
def consents(draw: st.DrawFn, person: str) -> Consent:
    given = draw(MOMENTS)
    return Consent(
        id=draw(IDS),
        person=person,
        organisation=ORGANISATION,
        purpose="referral",
        fields=ALWAYS | draw(st.frozensets(st.sampled_from(Field))),
        wording="1",
        way=draw(st.sampled_from(Way)),
        giver=draw(st.sampled_from(Giver)),
        who=draw(LINES),
        by="a-worker",
        given_at=given,
        until=given.date() + timedelta(days=draw(st.integers(0, 900))),
        withdrawn_at=draw(st.none() | st.just(given + timedelta(days=3))),
    )


@st.composite
def goals(draw: st.DrawFn, person: str) -> Goal:
    steps = st.builds(
        Progress,
        id=IDS,
        progress=st.integers(0, 10),
        words=WORDS,
        on=DAYS,
        at=MOMENTS,
        by=st.just("a-worker"),
    )
    return Goal(
        id=draw(IDS),
        person=person,
        statement=draw(st.sampled_from(["staying-well", "gone-since"])),
        words=draw(LINES.filter(bool)),
        importance=draw(st.integers(0, 10)),
        state=draw(st.sampled_from(GoalState)),
        made_at=draw(MOMENTS),
        version=1,
        by="a-worker",
        progress=tuple(draw(st.lists(steps, max_size=3))),
    )


@st.composite
def asked(draw: st.DrawFn, person: Person) -> Asked:
    """A referral that walked through the table of moves, as far as it happened to."""
    at, status, moves = draw(MOMENTS), Status.DRAFT, list[Moved]()
    for number in range(1, draw(st.integers(0, 6)) + 1):
        open_to = [move for move in MOVES.values() if status in move.sources]
        if not open_to:
            break
        move = draw(st.sampled_from(open_to))
        answer = Answer(
            reason=draw(st.sampled_from(sorted(move.reasons))) if move.reasons else None,
            outcome=draw(st.sampled_from(sorted(move.outcomes))) if move.outcomes else None,
            expected=draw(DAYS) if move.dated else None,
            note=draw(WORDS),
        )
        party = draw(st.sampled_from(sorted(move.by)))
        moves.append(
            Moved(
                number=number,
                at=at,
                by="a-worker",
                party=party,
                move=move.name,
                source=status,
                to=move.to,
                answer=answer,
            )
        )
        status = move.to
    consent = draw(consents(person.id))
    referral = Referral(
        id=draw(IDS),
        reference="EFGH-1204",
        person=person.id,
        listing="lunch",
        listing_name=draw(LINES.filter(bool)),
        organisation=ORGANISATION,
        locality="north-end",
        team="a-team",
        maker="a-worker",
        consent=consent.id,
        status=status,
        version=len(moves),
        made_at=at,
        moved_at=at,
    )
    told = shared(person, consent.fields, goals=draw(st.lists(LINES, max_size=2)), ask=draw(WORDS))
    return Asked(referral, moves, consent, told)


def last_move(one: Asked) -> Name | None:
    """What was done to a referral last."""
    return one.moves[-1].move if one.moves else None
