"""Referrals of somebody on the running site to a group whose member signs in, and to one with only an address."""

from datetime import timedelta

from poai.domain.consent import ALWAYS, Field
from poai.domain.listing import Organisation
from poai.domain.person import Person
from poai.domain.referral import Answer, Name, Party, Reason, Referral
from poai.domain.sharing import Shared, Told
from poai.store import Consents, Keys, Messages, Organisations, Referrals, ReplyLinks
from tests.actions.agreed import agreed
from tests.actions.cast import Cast

GROUP = "harbour-trust"  # of the organisation member
CHAPEL = Organisation(
    id="6f1c9a50-0000-4000-8000-00000000000c", slug="chapel", name="Chapel", email="tea@chapel.example.org"
)
SHARED = Shared(
    (
        Told("names", "Ivy Example"),
        Told("phone", "020 7946 0018"),
        Told("reach", "Ring after ten. She is a little deaf."),
        Told("voicemail", "no"),
        Told("matters", "My garden.\nI used to sing in a choir."),
    ),
    "Please ring Ivy about the tea.",
)
_OPENED = ((Name.SEND, Party.WORKER), (Name.OPEN, Party.ORGANISATION))


def ask(cast: Cast, person: Person, worker: str) -> dict[str, str]:
    """Ids by the names that staff_pages.py uses: asked, accepted, declined; and reply, the token of a letter's link."""
    asked = referral(cast, person, worker, "tea", *_OPENED)
    with cast.store.work() as connection:
        messages = Messages(connection, Keys.load(connection, cast.office.secret))
        messages.add(asked.id, party=Party.WORKER, by=worker, words="She needs a lift.", now=cast.now)
    accepted = referral(cast, person, worker, "lunch", *_OPENED, (Name.ACCEPT, Party.ORGANISATION))
    declined = referral(cast, person, worker, "chess", *_OPENED, (Name.DECLINE, Party.ORGANISATION))
    with cast.store.work() as connection:
        Organisations(connection).publish(CHAPEL, made_by="test", why="test", now=cast.now)
    by_letter = referral(cast, person, worker, "choir", _OPENED[0], organisation=CHAPEL.slug)
    until = cast.now + timedelta(days=14)
    with cast.store.work() as connection:
        _, token = ReplyLinks(connection).issue(by_letter.id, CHAPEL.email or "", until=until, now=cast.now)
    return {"asked": asked.id, "accepted": accepted.id, "declined": declined.id, "reply": token}


def referral(
    cast: Cast,
    person: Person,
    worker: str,
    listing: str,
    *moves: tuple[Name, Party],
    organisation: str = GROUP,
) -> Referral:
    """A referral that has come so far."""
    with cast.store.work() as connection:
        keys = Keys.load(connection, cast.office.secret)
        consent = Consents(connection, keys).add(
            agreed(person, organisation, worker, cast.now, fields=(*ALWAYS, Field.MATTERS))
        )
        referrals = Referrals(connection, None, keys)
        one = referrals.add(
            person,
            consent,
            listing=f"{listing}-by-the-sea",
            listing_name=f"{listing.title()} by the sea",
            locality="north",
            shared=SHARED,
            maker=worker,
            now=cast.now,
        )
        for name, party in moves:
            by = worker if party is Party.WORKER else ""
            answer = Answer(reason=Reason.FULL) if name is Name.DECLINE else Answer()
            one = referrals.move(one, name, party, by, now=cast.now, answer=answer)
        return one
