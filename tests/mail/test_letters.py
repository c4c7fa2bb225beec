"""Letters are plain, say what they are told and nothing else, and cannot be bent into other letters."""

import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from gettext import NullTranslations

import jinja2
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from poai.domain.letters import NEEDS, Letter, check_letter
from poai.mail import Letters, Voice
from tests.source import ROOT

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
WHEN = "9:30am on Monday 23 November 2026"
SITE = "Help near you"
VALUES = {
    "link": "https://help.example/go?token=0123456789abcdef0123456789abcdef0123456789",
    "days": "7",
    "minutes": "60",
    "code": "384926",
    "reference": "7KM2-4Q8X",
    "count": "12",
    "listing": "Marsh lunch club",
    "group": "Friends of Exampleton",
}


class Shouting(NullTranslations):
    """A language that is English in capitals, its %(places)s kept."""

    def gettext(self, message: str) -> str:
        return re.sub(r"(%\(\w+\)s)|(.)", lambda found: found[1] or found[2].upper(), message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def letters(site: str = SITE) -> Letters:
    voices = {
        "en-GB": Voice(NullTranslations(), lambda at: WHEN if at == NOW else str(at)),
        "xx": Voice(Shouting(), lambda at: WHEN.upper()),
    }
    return Letters(
        ROOT / "templates", site=site, url="https://help.example", sender="help@example.org", voices=voices
    )


WRITER = letters()


def values(letter: Letter) -> dict[str, str]:
    return {name: VALUES[name] for name in NEEDS[letter]}


def write(
    letter: Letter, *, to: str = "ann@example.org", language: str = "en-GB", **others: str
) -> EmailMessage:
    told = {**values(letter), **others}
    return WRITER.write(letter, told, to=to, identity="0a1b", made_at=NOW, language=language)


def through(message: EmailMessage) -> EmailMessage:
    """The message as whoever gets it reads it."""
    read = message_from_bytes(message.as_bytes(), policy=default)
    assert isinstance(read, EmailMessage)
    return read


def test_every_letter_has_a_template_and_every_template_is_a_letter() -> None:
    names = {file.stem for file in (ROOT / "templates/mail").glob("*.txt")}
    assert names == {*Letter, "letter"}


@pytest.mark.parametrize("letter", Letter)
def test_every_letter_says_all_that_it_is_told_in_tidy_lines(letter: Letter) -> None:
    message = through(write(letter))
    body = message.get_content()
    for name in NEEDS[letter]:
        assert VALUES[name] in body
    lines = body.splitlines()
    assert lines[0]
    assert all(line == line.strip() for line in lines)
    assert "\n\n\n" not in body.replace("\r\n", "\n")
    assert "{" not in body
    assert "%" not in body
    assert 10 < len(message["Subject"]) <= 70
    if "link" in NEEDS[letter]:
        assert VALUES["link"] in lines, "a link stands on a line of its own"


@pytest.mark.parametrize("letter", Letter)
def test_every_letter_is_in_short_sentences(letter: Letter) -> None:
    body = through(write(letter)).get_content().replace(VALUES["link"], "")
    sentences = [sentence for line in body.splitlines() for sentence in re.split(r"[.:] ", line)]
    assert max(len(sentence.split()) for sentence in sentences) <= 25


@pytest.mark.parametrize(
    "letter",
    [
        Letter.PASSWORD_CHANGED,
        Letter.FACTOR_CHANGED,
        Letter.EMAIL_CHANGED,
        Letter.ACCOUNT_DISABLED,
        Letter.SIGNED_IN,
        Letter.WRONG_CODES,
        Letter.GLASS_BROKEN,
        Letter.ACCESS_GIVEN,
    ],
)
def test_s11_a_notice_says_when_it_happened(letter: Letter) -> None:
    assert WHEN in through(write(letter)).get_content()


@pytest.mark.parametrize("letter", Letter)
def test_every_letter_is_in_the_readers_language_whole(letter: Letter) -> None:
    message = through(write(letter, language="xx"))
    said = f"{message['Subject']}\n{message.get_content()}"
    for kept in (*VALUES.values(), SITE, "https://help.example"):
        said = said.replace(kept, "")
    assert not re.search("[a-z]", said), said
    assert message["Content-Language"] == "xx"


def test_a_letter_in_a_language_that_is_not_there_speaks_english() -> None:
    message = write(Letter.RESET, language="qq")
    assert message["Subject"] == "Choose a new password"
    assert message["Content-Language"] == "en-GB"


def test_one_of_a_thing_is_said_as_one() -> None:
    body = through(write(Letter.INVITATION, days="1")).get_content()
    assert "within 1 day." in body


def test_s56_the_headers_say_who_to_whom_and_what_and_are_the_same_each_time() -> None:
    message, again = write(Letter.RESET), write(Letter.RESET)
    assert message.as_bytes() == again.as_bytes()
    assert message["From"] == "Help near you <help@example.org>"
    assert message["To"] == "ann@example.org"
    assert message["Message-ID"] == "<0a1b@example.org>"
    assert message["Date"] == "Mon, 23 Nov 2026 09:30:00 +0000"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "text/plain"


def test_a_domain_in_another_script_is_written_as_every_server_takes_it() -> None:
    assert write(Letter.RESET, to="ann@exämple.org")["To"] == "ann@xn--exmple-cua.org"


def test_a_letter_that_is_not_told_enough_is_not_written() -> None:
    with pytest.raises(jinja2.TemplateError):
        WRITER.write(Letter.RESET, {}, to="ann@example.org", identity="0a1b", made_at=NOW)


def test_a_letter_without_a_template_is_not_written() -> None:
    with pytest.raises(jinja2.TemplateError):
        WRITER.write("../layout", {}, to="ann@example.org", identity="0a1b", made_at=NOW)


@given(st.text())
def test_s56_whatever_a_letter_is_told_stays_in_its_text(link: str) -> None:
    try:
        check_letter("ann@example.org", Letter.RESET, {"link": link, "minutes": "60"})
    except ValueError:
        assume(False)
    assume(not any("\ud800" <= letter <= "\udfff" for letter in link))
    plain, message = write(Letter.RESET), through(write(Letter.RESET, link=link))
    assert message.items()[:4] == through(plain).items()[:4]
    assert {name.lower() for name in message} == {*map(str.lower, plain), "content-transfer-encoding"}
    assert link.strip() in message.get_content()


@given(st.text())
def test_s56_no_address_makes_a_further_header_or_recipient(to: str) -> None:
    try:
        message = through(write(Letter.RESET, to=to))
    except ValueError:
        return
    assert len(message["To"].addresses) == 1
    assert {name.lower() for name in message} <= {
        *map(str.lower, write(Letter.RESET)),
        "content-transfer-encoding",
    }


@pytest.mark.parametrize("site", ["Help\nBcc: bob@example.org", "Help\r\n\r\nbody"])
def test_s56_a_name_with_a_line_break_is_no_name_for_a_site(site: str) -> None:
    with pytest.raises(ValueError, match="CR"):
        letters(site)


def test_a_sites_name_may_have_any_letters_and_marks() -> None:
    message = letters("Aide & “soin”, <ici>").write(
        Letter.INVITATION, values(Letter.INVITATION), to="ann@example.org", identity="0a1b", made_at=NOW
    )
    read = through(message)
    assert read["From"].addresses[0].display_name == "Aide & “soin”, <ici>"
    assert read["From"].addresses[0].addr_spec == "help@example.org"
    assert read["Subject"] == "Your invitation to Aide & “soin”, <ici>"
    assert all(byte < 128 for byte in message.as_bytes()), "every server takes it"
