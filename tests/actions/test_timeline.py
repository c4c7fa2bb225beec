"""Everything that happened with somebody is in their history, and only for who may see it."""

import pytest

from poai.actions import people
from poai.actions.timeline import (
    PAGE,
    Changed,
    Dealt,
    OfReferral,
    Stepped,
    Withdrawn,
)
from poai.actions.typed_record import Typed
from poai.domain.account import Grant, Role
from poai.domain.audit import Event, Row
from poai.domain.consent import Consent
from poai.domain.contact import Contact
from poai.domain.conversation import Conversation
from poai.domain.errors import NotFoundError
from poai.domain.goal import Goal
from poai.domain.measure import Measurement
from poai.domain.message import Message
from poai.domain.note import Kind, Note
from poai.domain.referral import Moved
from poai.domain.signpost import Signpost
from poai.store import (
    Keys,
    Notes,
)
from poai.store.concerns import Concern
from poai.store.snoozes import Snooze
from poai.store.traces import TRACES
from tests.actions.cast import Cast
from tests.actions.story import Story, everything

REASON = "Her neighbour rang: she is not answering, and her worker is away."


@pytest.fixture
def story(cast: Cast) -> Story:
    north, south = cast.team("North"), cast.team("South")
    worker = cast.actor("worker", Grant(Role.LINK_WORKER, north.id))
    lead = cast.actor("lead", Grant(Role.TEAM_LEAD, north.id))
    elsewhere = cast.actor("elsewhere", Grant(Role.LINK_WORKER, south.id))
    person = people.add_person(
        cast.office, worker, Typed(names="Mrs Example", reach="By post"), team=north.id, now=cast.now
    )
    return Story(cast, worker, lead, elsewhere, person)


def test_everything_that_happened_is_told_the_newest_first(story: Story) -> None:
    everything(story)
    assert story.kinds() == {
        Row, Note, Conversation, Goal, Stepped, Measurement, Consent, OfReferral, Moved, Message, Contact, Snooze,
        Signpost, Concern, Dealt, Withdrawn, Changed,
    }  # fmt: skip
    found = story.happenings()
    assert [one.at for one in found] == sorted((one.at for one in found), reverse=True)
    rows = [one.what for one in found if isinstance(one.what, Row)]
    assert [row.event for row in rows] == [Event.PERSON_CHANGED, Event.PERSON_ADDED]
    assert rows[0].detail["worker"] == ""
    changed = next(one for one in found if isinstance(one.what, Changed))
    assert isinstance(changed.what, Changed)
    assert (changed.what.before.details.phone, changed.what.after.details.phone) == ("", "020 7946 0000")
    assert changed.by == story.worker.id


# A table of somebody's that is not told here, and why.
UNTOLD = {
    "person": "it is what the history is of",
    "person_opening": "the trail has it, with why for the guardian alone",
    "person_hold": "the trail has it",
    "reply_link": "a way to answer: the answer is told",
    "reminder": "the clock chased: nobody did anything",
}
TOLD = {
    "person_version", "note", "conversation", "goal", "goal_progress", "measure", "consent", "referral",
    "referral_move", "message", "contact", "snooze", "signpost", "concern",
}  # fmt: skip


def test_a_table_about_people_is_told_or_it_is_said_why_not() -> None:
    kept = {trace.table.name for trace in TRACES if trace.heading}
    assert kept == TOLD | UNTOLD.keys()


def test_s20_another_team_is_told_nothing_and_an_emergency_opens_no_referral(story: Story) -> None:
    everything(story)
    cast = story.cast
    with pytest.raises(NotFoundError):
        story.happenings(story.elsewhere)
    people.break_glass(cast.office, story.elsewhere, story.person.reference, REASON, now=cast.now)
    assert story.kinds(story.elsewhere) & {OfReferral, Moved, Message, Contact, Snooze} == set()
    assert Note in story.kinds(story.elsewhere)
    assert Event.GLASS_BROKEN in {one.what.event for one in story.happenings() if isinstance(one.what, Row)}


def test_s41_looking_at_the_history_is_in_the_trail(story: Story) -> None:
    story.happenings()
    last = story.cast.trail()[-1]
    assert (last.event, last.thing, last.actor) == (
        "person-read", f"person:{story.person.id}", story.worker.id,
    )  # fmt: skip


def test_a_long_history_has_pages_and_every_thing_is_on_one(story: Story) -> None:
    cast = story.cast
    with cast.store.work() as connection:
        notes = Notes(connection, Keys.load(connection, cast.office.secret))
        for number in range(2 * PAGE):
            notes.add(story.person.id, Kind.NOTE, f"{number}", by=story.worker.id, now=cast.later(minutes=1))
    pages = [story.happenings(page=number) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [PAGE, PAGE, 1]
    told = [one.what.words for page in pages for one in page if isinstance(one.what, Note)]
    assert told == [str(number) for number in reversed(range(2 * PAGE))]
    assert story.happenings(page=99) == pages[-1]
    assert story.happenings(page=-1) == pages[0]
