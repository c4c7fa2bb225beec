"""What reaches a mailbox about referrals holds nothing of anybody: no name, no number, no need, no word of theirs."""

import pytest
from sqlalchemy import text

from poai.actions.answering import answer, look
from poai.actions.contacts import Recorded, record
from poai.actions.messages import ask
from poai.actions.moving import move
from poai.actions.notices import ask_group, tell_worker
from poai.actions.replying import answer as reply
from poai.actions.replying import give_code, send_code
from poai.actions.send_mail import send_due
from poai.domain.audit import SYSTEM
from poai.domain.contact import Kind
from poai.domain.letters import Letter
from poai.domain.listing import Organisation
from poai.domain.referral import Answer, Name, Outcome, Party, Reason, Referral, Status
from poai.store import Organisations, Store
from poai.store.outbox import claim, unsealed
from tests.actions.casework import Casework
from tests.actions.cast import Cast
from tests.actions.test_send_mail import SECRET, room
from tests.mail.server import Inbox, listening

SQLITE = pytest.mark.parametrize("empty_store", ["sqlite"], indirect=True)
# Everything that is known of her, and what both sides wrote: none of it is for a mailbox.
KNOWN = {
    "phone": "020 7946 0018",
    "other_phone": "020 7946 0019",
    "email": "ivy@seeded.example",
    "address": "12 Juniper Mews",
    "postcode": "ZZ99 3VZ",
    "preferred_name": "Ivykins",
    "matters": "My greyhound Biscuit",
    "adjustments": "Large print",
    "risks": "A loose stair",
    "strengths": "Sings alto",
    "supporter": "Her niece Rosalind",
    "nhs_number": "9434765919",
}
WRITTEN = ("Can she manage stairs", "Only with a rail", "We met by the pond", "No wheelchair room")
OTHERS = ("Ivy", "Seeded", "by post", "Please ring her", "Bereavement Lunch", "bereavement-lunch")
PUBLISHED = "tea@chapel.example.org"
ABOUT = {letter for letter in Letter if letter.startswith("referral-")} | {Letter.DAY}


class Story:
    """Two referrals from the first letter to the last, one to members and one to an address."""

    def __init__(self, store: Store) -> None:
        self.cast = Cast(store, secret=SECRET)
        self.work = Casework(self.cast)
        self.office = self.cast.office
        self.ivy = self.work.person("Ivy Seeded", **KNOWN)
        self.sent: set[str] = set()
        chapel = Organisation(
            id="6f1c9a50-0000-4000-8000-00000000000c", slug="chapel", name="Chapel", email=PUBLISHED
        )
        with store.work() as connection:
            Organisations(connection).publish(chapel, made_by="test", why="test", now=self.cast.now)

    def asked(self, organisation: str, listing: str) -> Referral:
        one = self.work.referral(Status.DRAFT, of=self.ivy, organisation=organisation, listing=listing)
        return move(self.office, self.work["nora"], one.id, Name.SEND, version=0, now=self.cast.now)

    def to_members(self) -> None:
        one, now = self.asked("friends", "bereavement-lunch"), self.cast.now
        olga, nora = self.work["olga"], self.work["nora"]
        look(self.office, olga, one.id, now=now)
        ask(self.office, olga, one.id, Party.ORGANISATION, WRITTEN[0], key="", now=now)
        ask(self.office, nora, one.id, Party.WORKER, WRITTEN[1], key="", now=now)
        with self.office.work(now, SYSTEM) as work:
            ask_group(work, one, Letter.REFERRAL_REMINDER)
            tell_worker(work, one, Letter.REFERRAL_CONCERN)
            work.send(Letter.DAY, "nora@example.org", link=self.office.link("cases"), count="3")
        answer(self.office, olga, one.id, Name.ACCEPT, version=2, key="", now=now)
        recorded = Recorded(kind=Kind.ATTENDED, on=now.date(), words=WRITTEN[2])
        record(self.office, olga, one.id, recorded, key="", now=now)
        given = Answer(outcome=Outcome.HELPED, note=WRITTEN[2])
        answer(self.office, olga, one.id, Name.FINISH, version=4, key="", given=given, now=now)

    def to_an_address(self) -> None:
        one, now = self.asked("chapel", "bereavement-lunch-2"), self.cast.now
        token = self._newest(Letter.REFERRAL_ASKED)["link"].rpartition("/")[2]
        send_code(self.office, token, now=now)
        browser = give_code(self.office, token, self._newest(Letter.REFERRAL_CODE)["code"], now=now)
        given = Answer(reason=Reason.OTHER, note=WRITTEN[3])
        reply(self.office, token, browser, Name.DECLINE, given, key="", now=now)
        assert self.work.now_is(one).status is Status.DECLINED

    def taken_back(self) -> None:
        one = self.asked("friends", "bereavement-lunch-3")
        move(self.office, self.work["nora"], one.id, Name.WITHDRAW, version=1, now=self.cast.now)

    def _newest(self, letter: Letter) -> dict[str, str]:
        """What a letter says that waits to be sent, and goes on waiting."""
        found: list[dict[str, str]] = []
        with self.cast.store.work() as connection:
            while waiting := claim(connection, self.cast.now):
                if waiting.letter == letter:
                    found.append(unsealed(waiting, self.office.key("outbox")))
            connection.execute(text("UPDATE outbox SET due_at = made_at, attempts = 0"))
        return found[-1]


@SQLITE
def test_s45_no_letter_holds_anything_of_anybody(store: Store) -> None:
    story = Story(store)
    story.to_members()
    story.to_an_address()
    story.taken_back()
    with store.read() as connection:
        written = set(connection.execute(text("SELECT letter FROM outbox")).scalars())
    inbox = Inbox()
    with listening(inbox) as port:
        sent = send_due(room(store, port), story.cast.now)
    assert sent.sent == len(inbox.messages) > 10
    assert written == ABOUT  # every kind that there is
    mailbox = "\n".join(str(message) + message.get_content() for message in inbox.messages)
    of_her = (*KNOWN.values(), *WRITTEN, *OTHERS, story.ivy.id, story.ivy.reference)
    assert [word for word in of_her if word.casefold() in mailbox.casefold()] == []
    for message in inbox.messages:
        assert message["to"] in {"olga@example.org", "nora@example.org", PUBLISHED}
