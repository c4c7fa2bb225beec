"""A group without an account answers by a link: never without the code, never twice, and never once it is over."""

from datetime import date
from threading import Barrier, Thread

import pytest
from sqlalchemy import text

from poai.actions.moving import move
from poai.actions.notices import LINK_DAYS, ask_group
from poai.actions.office import Office
from poai.actions.replying import (
    CODE_MINUTES,
    CODES,
    OPEN_MINUTES,
    TRIES,
    TRIES_EVER,
    Reply,
    Standing,
    answer,
    give_code,
    look,
    send_code,
)
from poai.domain.audit import SYSTEM, Event
from poai.domain.errors import (
    InvalidError,
    LinkError,
    MoveError,
    RepeatedError,
    SignInError,
    StaleError,
    ThrottledError,
)
from poai.domain.letters import Letter
from poai.domain.listing import Organisation
from poai.domain.referral import Answer, Name, Party, Reason, Referral, Status
from poai.store import Consents, Keys, Organisations
from tests.actions.casework import Casework
from tests.actions.cast import ADDRESS, Cast

PUBLISHED = "tea@chapel.example.org"
SQLITE = pytest.mark.parametrize(
    "empty_store", ["sqlite"], indirect=True
)  # where the database decides nothing


class Group:
    """A chapel that has an address and no accounts, and somebody there who reads its letters."""

    def __init__(self, work: Casework) -> None:
        self.work = work
        self.cast = work.cast
        chapel = Organisation(
            id="6f1c9a50-0000-4000-8000-00000000000c", slug="chapel", name="Chapel", email=PUBLISHED
        )
        with self.cast.store.work() as connection:
            Organisations(connection).publish(chapel, made_by="test", why="test", now=self.cast.now)
        self.token = self.browser = ""

    @property
    def office(self) -> Office:
        return self.work.office

    def asked(self, status: Status = Status.DRAFT) -> Referral:
        """Has been sent a letter about a referral."""
        one = self.work.referral(status, organisation="chapel")
        self.cast.letters()
        if status is Status.DRAFT:
            move(self.office, self.work["nora"], one.id, Name.SEND, version=0, now=self.cast.now)
        else:
            self.remind(one)
        (letter,) = self.cast.letters()
        assert (letter.to, letter.letter) == (PUBLISHED, Letter.REFERRAL_ASKED)
        assert letter.values.keys() == {"link", "days"}
        self.token = letter.token
        return self.work.now_is(one)

    def remind(self, one: Referral) -> None:
        with self.office.work(self.cast.now, SYSTEM) as work:
            ask_group(work, one, Letter.REFERRAL_REMINDER)

    def code(self) -> str:
        send_code(self.office, self.token, now=self.cast.now, address=ADDRESS)
        (letter,) = self.cast.letters()
        assert (letter.to, letter.letter) == (PUBLISHED, Letter.REFERRAL_CODE)
        return letter.values["code"]

    def gives(self, code: str) -> None:
        self.browser = give_code(self.office, self.token, code, now=self.cast.now, address=ADDRESS)

    def looks(self) -> Reply:
        return look(self.office, self.token, self.browser, now=self.cast.now)

    def stands(self) -> Standing:
        return self.looks().standing

    def answers(self, name: Name = Name.ACCEPT, given: Answer | None = None, key: str = "") -> None:
        answer(self.office, self.token, self.browser, name, given or Answer(), key=key, now=self.cast.now)

    def is_open(self, status: Status = Status.DRAFT) -> Referral:
        """Has given its code."""
        one = self.asked(status)
        self.gives(self.code())
        return one


@pytest.fixture
def group(cast: Cast) -> Group:
    return Group(Casework(cast))


def test_a_link_a_code_and_one_answer(group: Group) -> None:
    one = group.asked()
    assert group.looks() == Reply(Standing.CLOSED)
    code = group.code()
    assert len(code) == 6
    assert group.looks() == Reply(Standing.CODE)
    group.gives(f" {code[:3]} {code[3:]} ")
    found = group.looks()
    assert found.standing is Standing.OPEN
    assert found.shared
    assert {told.field: told.words for told in found.shared.told} == {
        "names": "Ivy Northerner",
        "reach": "by post",
    }
    assert group.work.now_is(one).status is Status.RECEIVED
    group.answers()
    assert group.work.now_is(one).status is Status.ACCEPTED
    assert group.looks() == Reply(Standing.THANKS)
    (told,) = group.cast.letters()
    assert (told.to, told.letter) == ("nora@example.org", Letter.REFERRAL_MOVED)


def test_everything_is_done_in_the_name_of_the_link(group: Group) -> None:
    one = group.is_open()
    group.looks()
    group.answers()
    with group.office.work(group.cast.now, SYSTEM) as work:
        history = work.referrals_of_nobody().history(one.id)
    assert [(each.move, each.party) for each in history[1:]] == [
        (Name.OPEN, Party.ORGANISATION),
        (Name.ACCEPT, Party.ORGANISATION),
    ]
    (by,) = {each.by for each in history[1:]}
    assert by.startswith("link:")
    read = [row.actor for row in group.cast.trail() if row.event == Event.REFERRAL_READ]
    assert read == [by]


@pytest.mark.parametrize(
    ("name", "given", "to"),
    [
        (Name.WAIT, Answer(expected=date(2027, 5, 12), note="a long list"), Status.WAITING),
        (Name.DECLINE, Answer(reason=Reason.FULL), Status.DECLINED),
    ],
)
@SQLITE
def test_it_can_say_no_or_when(group: Group, name: Name, given: Answer, to: Status) -> None:
    one = group.is_open()
    group.answers(name, given)
    assert group.work.now_is(one).status is to
    assert group.stands() is Standing.THANKS


@SQLITE
def test_an_answer_that_lacks_something_is_asked_for_again(group: Group) -> None:
    one = group.is_open()
    for name, given, wrong in (
        (Name.WAIT, Answer(), ("expected", "missing")),
        (Name.WAIT, Answer(expected=date(2026, 11, 22)), ("expected", "wrong")),
        (Name.DECLINE, Answer(), ("reason", "missing")),
        (Name.DECLINE, Answer(reason=Reason.OTHER), ("note", "missing")),
        (Name.DECLINE, Answer(reason=Reason.OTHER, note="x" * 1001), ("note", "too-long")),
    ):
        with pytest.raises(InvalidError) as refused:
            group.answers(name, given)
        assert (refused.value.field, refused.value.reason) == wrong
        assert group.work.now_is(one).status is Status.RECEIVED
        assert group.stands() is Standing.OPEN


@SQLITE
def test_a_link_answers_and_does_nothing_else(group: Group) -> None:
    group.is_open()
    for name in (Name.START, Name.FINISH, Name.WITHDRAW, Name.REOPEN, Name.CORRECT, Name.OPEN):
        with pytest.raises((MoveError, InvalidError)):
            group.answers(name, Answer(note="why"))


def test_s54_an_answer_sent_twice_is_given_once_and_another_is_refused(group: Group) -> None:
    one = group.is_open()
    group.answers(key="k")
    group.answers(key="k")
    with pytest.raises(RepeatedError):
        group.answers(Name.DECLINE, Answer(reason=Reason.FULL), key="k")
    with pytest.raises(StaleError):
        group.answers(Name.DECLINE, Answer(reason=Reason.FULL), key="another")
    assert group.work.now_is(one).status is Status.ACCEPTED


@SQLITE
def test_without_the_code_the_link_shows_and_does_nothing(group: Group) -> None:
    one = group.asked()
    for browser in ("", "made up", group.token):
        group.browser = browser
        assert group.looks() == Reply(Standing.CLOSED)
        with pytest.raises(LinkError):
            group.answers()
    assert group.work.now_is(one).status is Status.SENT


@SQLITE
def test_s20_what_opened_one_referral_opens_no_other(group: Group) -> None:
    group.is_open()
    browser = group.browser
    other = group.work.referral(Status.DRAFT, listing="another", organisation="chapel")
    move(group.office, group.work["nora"], other.id, Name.SEND, version=0, now=group.cast.now)
    (letter,) = group.cast.letters()
    seen = look(group.office, letter.token, browser, now=group.cast.now)
    assert seen == Reply(Standing.CLOSED)
    with pytest.raises(LinkError):
        answer(group.office, letter.token, browser, Name.ACCEPT, Answer(), key="", now=group.cast.now)


def test_a_code_is_guessed_five_times_and_then_it_is_worth_nothing(group: Group) -> None:
    group.asked()
    code = group.code()
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for _ in range(TRIES):
        with pytest.raises(SignInError):
            group.gives(wrong)
    with pytest.raises(ThrottledError):
        group.gives(code)
    group.cast.later(minutes=6)
    with pytest.raises(SignInError):
        group.gives(code)
    assert group.cast.count(Event.CODE_FAILED) == TRIES + 1
    assert group.cast.count(Event.REPLY_LINK_OPENED) == 0
    group.gives(group.code())
    assert group.stands() is Standing.OPEN


@SQLITE
def test_whoever_has_time_to_guess_ends_the_link_and_a_newer_one_works(group: Group) -> None:
    one = group.asked()
    for tried in range(TRIES_EVER):
        group.cast.later(minutes=6 * (tried % TRIES == 0))
        with pytest.raises(SignInError):
            group.gives("no code")
    assert group.stands() is Standing.GONE
    group.remind(one)
    group.token = group.cast.letters()[0].token
    group.gives(group.code())


@SQLITE
def test_codes_are_sent_a_few_times_only_and_the_newest_counts(group: Group) -> None:
    group.asked()
    codes = [group.code() for _ in range(CODES)]
    with pytest.raises(ThrottledError):
        group.code()
    if codes[0] != codes[-1]:
        with pytest.raises(SignInError):
            group.gives(codes[0])
    group.gives(codes[-1])


@SQLITE
def test_a_code_counts_once_and_for_a_quarter_of_an_hour(group: Group) -> None:
    group.asked()
    code = group.code()
    group.cast.later(minutes=CODE_MINUTES)
    with pytest.raises(SignInError):
        group.gives(code)
    group.cast.later(minutes=6)
    code = group.code()
    group.gives(code)
    with pytest.raises(SignInError):
        group.gives(code)


@SQLITE
def test_the_browser_is_let_in_for_half_an_hour(group: Group) -> None:
    group.is_open()
    group.cast.later(minutes=OPEN_MINUTES - 1)
    assert group.stands() is Standing.OPEN
    group.cast.later(minutes=1)
    assert group.looks() == Reply(Standing.CLOSED)


def test_a_link_works_for_two_weeks_and_until_a_newer_one_is_sent(group: Group) -> None:
    one = group.asked()
    first = group.token
    group.cast.later(days=LINK_DAYS, minutes=-1)
    assert group.stands() is Standing.CLOSED
    group.remind(one)
    (letter,) = group.cast.letters()
    assert group.looks() == Reply(Standing.GONE)
    with pytest.raises(LinkError):
        group.code()
    group.token = letter.token
    assert group.token != first
    assert group.stands() is Standing.CLOSED
    group.cast.later(days=LINK_DAYS)
    assert group.stands() is Standing.GONE


@SQLITE
def test_a_link_that_never_was_is_as_one_that_has_run_out(group: Group) -> None:
    group.token = "made-up"
    assert group.looks() == Reply(Standing.GONE)
    for act in (group.code, group.answers, lambda: group.gives("123456")):
        with pytest.raises(LinkError):
            act()


@SQLITE
def test_s44_once_consent_is_withdrawn_the_link_shows_nothing(group: Group) -> None:
    one = group.is_open()
    with group.cast.store.work() as connection:
        consents = Consents(connection, Keys.load(connection, group.cast.secret))
        consents.withdraw(one.consent, by="person", why="changed her mind", now=group.cast.now)
    assert group.looks() == Reply(Standing.STOPPED)
    with pytest.raises(LinkError):
        group.answers()
    with pytest.raises(LinkError):
        group.code()


@SQLITE
def test_what_was_taken_back_is_not_shown(group: Group) -> None:
    one = group.is_open()
    now = group.work.now_is(one)
    move(group.office, group.work["nora"], one.id, Name.WITHDRAW, version=now.version, now=group.cast.now)
    assert group.looks() == Reply(Standing.STOPPED)
    (letter,) = group.cast.letters()
    assert (letter.to, letter.letter) == (PUBLISHED, Letter.REFERRAL_STOPPED)


@SQLITE
def test_after_somebody_elses_answer_nothing_is_shown(group: Group) -> None:
    one = group.is_open()
    with group.cast.store.work() as connection:
        connection.execute(text("UPDATE referral SET status = 'accepted', version = version + 1"))
    assert group.looks() == Reply(Standing.ANSWERED)
    with pytest.raises(StaleError):
        group.answers()
    assert group.work.now_is(one).status is Status.ACCEPTED


@SQLITE
def test_whoever_waits_can_be_taken_by_a_newer_link(group: Group) -> None:
    one = group.is_open(Status.WAITING)
    group.answers()
    assert group.work.now_is(one).status is Status.ACCEPTED


@SQLITE
def test_a_group_that_publishes_no_address_hears_nothing(group: Group) -> None:
    one = group.work.referral(Status.DRAFT, organisation="unknown-group")
    group.cast.letters()
    move(group.office, group.work["nora"], one.id, Name.SEND, version=0, now=group.cast.now)
    assert group.cast.letters() == []


def test_s54_eight_answers_at_once_are_one(group: Group) -> None:
    one = group.is_open()
    start, done = Barrier(8), []

    def tries() -> None:
        start.wait()
        try:
            group.answers()
            done.append("done")
        except StaleError:
            done.append("told")

    threads = [Thread(target=tries) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == ["done"] + ["told"] * 7
    assert group.work.now_is(one).version == 3


@SQLITE
def test_s50_neither_link_nor_code_is_kept_as_it_was_sent(group: Group) -> None:
    group.asked()
    code = group.code()
    with group.cast.store.read() as connection:
        kept = repr(connection.execute(text("SELECT * FROM reply_link")).all())
        trail = repr(connection.execute(text("SELECT * FROM audit")).all())
    group.gives(code)
    with group.cast.store.read() as connection:
        kept += repr(connection.execute(text("SELECT * FROM reply_link")).all())
    for secret in (group.token, f"'{code}'", group.browser):
        assert secret not in kept + trail
