"""People follow their own referrals with a reference and a code: only theirs, in plain words, and nothing to be found out."""

import re
from dataclasses import dataclass

import pytest

from poai.actions.moving import move
from poai.actions.own_view import MINUTES
from poai.actions.proof import PER_ACCOUNT
from poai.domain.audit import VISITOR, Event
from poai.domain.consent import Field
from poai.domain.letters import Letter
from poai.domain.person import Person
from poai.domain.referral import Answer, Name, Reason, Referral, Status
from poai.domain.sharing import Shared, Told
from poai.store import Consents, Keys, Referrals
from tests.actions.agreed import agreed
from tests.web.staff import LONDON, Hands
from tests.web.staffed import Staffed

TOLD = (
    Told("names", "Ivy Northerner"),
    Told("phone", "020 7946 0321"),
    Told("address", "4 Secret Street"),
    Told("matters", "seeing my grandson"),
    Told("needs", "low-mood"),
    Told("risks", "a fierce dog"),
)
HIDDEN = ("7946", "Secret Street", "low-mood", "fierce", "Please ring", "she is not for us")


@dataclass(frozen=True)
class Followed:
    """Ivy of the north and Ash of the south: each has been referred to the same group, and has a code."""

    staffed: Staffed
    ivy: Referral
    ash: Referral
    codes: tuple[str, str]

    @classmethod
    def begin(cls, staffed: Staffed) -> "Followed":
        codes = code_for(staffed, "nora", staffed.northerner), code_for(staffed, "sami", staffed.southerner)
        ivy = refer(staffed, "nora", staffed.northerner)
        ash = refer(staffed, "sami", staffed.southerner)
        staffed.cast.letters()
        return cls(staffed, ivy, ash, codes)

    def follows(self, who: Person, code: str, hands: Hands | None = None) -> Hands:
        """Somebody in front of their own page."""
        hands = hands or Hands(self.staffed.site.app)
        hands.sees("/follow")
        hands.sends("/follow", reference=who.reference.lower().replace("-", " "), code=code.lower())
        return hands

    @property
    def as_ivy(self) -> Hands:
        return self.follows(self.staffed.northerner, self.codes[0])

    @property
    def as_ash(self) -> Hands:
        return self.follows(self.staffed.southerner, self.codes[1])


def code_for(staffed: Staffed, worker: str, who: Person, call: str = "") -> str:
    """What a worker's page shows once."""
    hands = staffed.hands(worker)
    hands.sees(f"/cases/{who.id}/own-view")
    seen = hands.sends("/own-view", call=call)
    codes: set[str] = set(re.findall("[0-9A-Z]{4}-[0-9A-Z]{4}", seen.text)) - {who.reference}
    (code,) = codes
    return code


def refer(staffed: Staffed, worker: str, who: Person) -> Referral:
    """A referral to the first group, sent."""
    actor, group, now = staffed.actor(worker), staffed.groups[0], staffed.cast.now.astimezone(LONDON)
    with staffed.site.cast.office.work(now, actor.id) as work:
        consent = Consents(work.connection, work.keys()).add(
            agreed(who, group, actor.id, now, fields=Field, days=300)
        )  # fmt: skip
        one = Referrals(work.connection, actor, work.keys()).add(
            who, consent, listing="tea-and-company", listing_name="Tea", locality="north-end",
            shared=Shared(TOLD, "Please ring"), maker=actor.id, now=now,
        )  # fmt: skip
    return move(staffed.cast.office, actor, one.id, Name.SEND, version=0, now=now)


def concern(hands: Hands) -> str:
    """Where the form goes that says that something was dealt with."""
    (action,) = [form.action for form in hands.seen.forms if "/concerns/" in form.action]
    return action


@pytest.fixture
def followed(staffed: Staffed) -> Followed:
    return Followed.begin(staffed)


def test_somebody_sees_where_it_stands_and_what_the_group_can_see(followed: Followed) -> None:
    page = followed.as_ivy.seen.text
    assert "We have asked" in page
    assert "They have not looked yet." in page
    assert "Your worker is Nora, from North team." in page
    assert "seeing my grandson" in page
    assert "Your phone number, which ends in 321" in page
    assert "Your address" in page
    assert "Stop sharing" in page


def test_nothing_is_on_it_that_would_harm_who_is_found_out(followed: Followed) -> None:
    staffed = followed.staffed
    olga, now = staffed.actor("olga"), staffed.cast.now.astimezone(LONDON)
    answer = Answer(reason=Reason.OTHER, note="she is not for us")
    move(staffed.cast.office, olga, followed.ivy.id, Name.DECLINE, version=1, answer=answer, now=now)
    html = followed.as_ivy.seen.html
    assert "cannot help this time" in html
    assert [word for word in HIDDEN if word in html] == []


def test_a_day_for_room_that_has_passed_is_told_as_past(followed: Followed) -> None:
    staffed = followed.staffed
    now = staffed.cast.now.astimezone(LONDON)
    answer, by = Answer(expected=now.date()), staffed.actor("olga")
    move(staffed.cast.office, by, followed.ivy.id, Name.WAIT, version=1, answer=answer, now=now)
    assert "They think there will be room from" in followed.as_ivy.seen.text
    staffed.cast.later(days=1)
    assert "They thought there would be room from" in followed.as_ivy.seen.text


def test_two_peoples_views_never_mix(followed: Followed) -> None:
    ivy, ash = followed.as_ivy, followed.as_ash
    assert followed.ivy.id in ivy.seen.html
    assert followed.ash.id not in ivy.seen.html
    assert followed.ash.id in ash.seen.html
    assert followed.ivy.id not in ash.seen.html
    ivy.sees(f"/follow/stop/{followed.ash.consent}", 404)
    ivy.sees("/follow")
    ivy.sends("/follow/concern", 404, about=followed.ash.id, words="not mine")
    ivy.sees("/follow")
    ivy.posts(f"/follow/stop/{followed.ash.consent}", csrf=ivy.seen.form("/follow/concern").value("csrf"))
    assert "We have asked" in followed.as_ash.seen.text, "it still stands"


def test_a_wrong_reference_and_a_wrong_code_are_answered_alike(followed: Followed) -> None:
    ivy, ash = followed.staffed.northerner, followed.staffed.southerner
    hands, answers = Hands(followed.staffed.site.app), set()
    for reference, code in (
        (ivy.reference, "0000-0000"),
        ("0000-0000", followed.codes[0]),
        (ash.reference, followed.codes[0]),
        ("' OR 1=1", "x" * 500),
    ):
        hands.sees("/follow")
        seen = hands.sends("/follow", 422, reference=reference, code=code)
        answers.add(seen.text.replace(reference, ""))
        assert "The reference or the code is not right" in seen.text
    assert len(answers) == 1
    assert followed.staffed.cast.count(Event.CODE_FAILED) == 4


def test_who_goes_on_guessing_must_wait_and_so_must_the_right_code(followed: Followed) -> None:
    ivy = followed.staffed.northerner
    hands = Hands(followed.staffed.site.app)
    for _ in range(PER_ACCOUNT):
        hands.sees("/follow")
        hands.sends("/follow", 422, reference=ivy.reference, code="0000-0000")
    hands.sees("/follow")
    hands.sends("/follow", 429, reference=ivy.reference, code=followed.codes[0])
    assert hands.answer.headers["retry-after"]
    followed.as_ash.sees("/follow")  # nobody else waits
    followed.staffed.cast.later(minutes=6)
    assert "We have asked" in followed.as_ivy.seen.text


def test_a_new_code_ends_the_one_before_and_the_page_that_it_opened(followed: Followed) -> None:
    ivy = followed.as_ivy
    newer = code_for(followed.staffed, "nora", followed.staffed.northerner, call="Nora, 020 7946 0000")
    assert newer != followed.codes[0]
    assert "Type them here" in ivy.sees("/follow").text
    ivy.sends("/follow", 422, reference=followed.staffed.northerner.reference, code=followed.codes[0])
    assert "We have asked" in followed.follows(followed.staffed.northerner, newer).seen.text


def test_s54_the_same_form_makes_the_same_code(followed: Followed) -> None:
    nora, path = followed.staffed.hands("nora"), f"/cases/{followed.staffed.northerner.id}/own-view"
    form = dict(nora.sees(path).form("/own-view").fields)
    first, again = (nora.posts(path, 200, **form).text for _ in range(2))
    assert first == again
    nora.sees(path)
    nora.sends("/own-view")
    assert "A newer code was made" in nora.posts(path, 409, **form).text


def test_the_page_closes_by_itself_and_when_it_is_closed(followed: Followed) -> None:
    ivy = followed.as_ivy
    followed.staffed.cast.later(minutes=MINUTES, seconds=-1)
    assert "We have asked" in ivy.sees("/follow").text
    followed.staffed.cast.later(seconds=1)
    assert "Type them here" in ivy.sees("/follow").text
    ivy = followed.as_ivy
    assert "You have closed your page" in ivy.sends("/follow/leave").text
    assert "Type them here" in ivy.sees("/follow").text


def test_nothing_of_it_is_in_an_address_or_kept_by_anybody(followed: Followed) -> None:
    ivy = followed.as_ivy
    assert ivy.answer.headers["cache-control"] == "private, no-store"
    assert str(ivy.answer.url).endswith("/follow")
    addresses = [form.action for form in ivy.seen.forms] + [link for _, link in ivy.seen.links]
    for secret in (followed.staffed.northerner.reference, *followed.codes):
        assert not any(secret in address for address in addresses)
    (cookie,) = [one for one in ivy.browser.cookies.jar if one.name.endswith("follow")]
    assert cookie.path == "/follow"
    assert cookie.secure
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert followed.codes[0] not in (cookie.value or "")
    other = Hands(followed.staffed.site.app)
    for value in ("", "x", "=", (cookie.value or "")[:-8] + "AAAAAAA=", followed.codes[0]):
        other.browser.cookies.set(cookie.name, value, domain="help.example.org", path="/follow")
        assert "Type them here" in other.sees("/follow").text


def test_s44_whoever_stops_sharing_is_obeyed_at_once(followed: Followed) -> None:
    staffed = followed.staffed
    ivy = followed.as_ivy
    ivy.sees(f"/follow/stop/{followed.ivy.consent}")
    seen = ivy.sends(f"/follow/stop/{followed.ivy.consent}")
    assert "It is stopped." in seen.text
    assert "can no longer see anything about you" in seen.text
    assert "Stop sharing" not in seen.text
    with staffed.cast.store.read() as connection:
        after = Referrals(connection, None, Keys.load(connection, staffed.cast.secret)).any(followed.ivy.id)
    assert after
    assert after.status is Status.WITHDRAWN
    letters = {(letter.to, letter.letter) for letter in staffed.cast.letters()}
    assert letters == {
        ("olga@example.org", Letter.REFERRAL_STOPPED),
        ("nora@example.org", Letter.REFERRAL_MOVED),
    }


def test_what_is_not_right_reaches_the_worker_who_says_when_it_was_dealt_with(followed: Followed) -> None:
    staffed = followed.staffed
    followed.as_ivy.sends(
        "/follow/concern", about=followed.ivy.id, words="They rang <b>my son</b>.\nI said not to."
    )
    (letter,) = staffed.cast.letters()
    assert (letter.to, letter.letter) == ("nora@example.org", Letter.REFERRAL_CONCERN)
    path = letter.values["link"].removeprefix("https://help.example.org")
    nora = staffed.hands("nora")
    assert "They rang <b>my son</b>." in nora.sees(path).text
    staffed.hands("sami").sees(path, 404)
    assert "It is noted" in nora.sends(concern(nora)).text
    assert "Dealt with" in nora.seen.text
    rows = staffed.cast.trail(thing=f"person:{staffed.northerner.id}")
    seen = [(row.event, row.actor) for row in rows if row.event.startswith("concern")]
    assert seen == [(Event.CONCERN_SAID, VISITOR), (Event.CONCERN_SEEN, staffed["nora"].id)]


def test_what_was_written_when_the_time_was_up_is_sent_once_the_code_is_given_again(
    followed: Followed,
) -> None:
    ivy = followed.as_ivy
    followed.staffed.cast.later(minutes=MINUTES + 1)
    ivy.sends("/follow/concern", 403, words="nobody came")
    ivy.sends("/follow", reference=followed.staffed.northerner.reference, code=followed.codes[0])
    assert "has your message" in ivy.seen.text
    said = followed.staffed.hands("nora").sees(f"/cases/{followed.staffed.northerner.id}/own-view").text
    assert "nobody came" in said


def test_s54_what_is_sent_twice_is_said_once(followed: Followed) -> None:
    ivy = followed.as_ivy
    form = {**dict(ivy.seen.form("/follow/concern").fields), "words": "nobody came"}
    for _ in range(2):
        ivy.posts("/follow/concern", 200, **form)
    assert followed.staffed.cast.count(Event.CONCERN_SAID) == 1
    ivy.sends("/follow/concern", 422, words="  ")
    assert "Write what is not right" in ivy.seen.text


def test_every_look_is_in_the_trail_of_the_person(followed: Followed) -> None:
    followed.as_ivy.sees("/follow")
    rows = followed.staffed.cast.trail(thing=f"person:{followed.staffed.northerner.id}")
    read = [row.actor for row in rows if row.event == Event.OWN_VIEW_READ]
    assert read == [VISITOR, VISITOR]


def test_only_those_who_work_with_somebody_make_a_code(followed: Followed) -> None:
    path = f"/cases/{followed.staffed.northerner.id}/own-view"
    followed.staffed.hands("sami").sees(path, 404)
    neil = followed.staffed.hands("neil").sees(path)  # a colleague may read
    assert not [form for form in neil.forms if form.action.endswith("/own-view")]
    token = followed.staffed.token("neil")
    assert followed.staffed.post(path, token).status_code == 404
