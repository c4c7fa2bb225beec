"""Writes a letter: from its template, what it is told and the reader's language to a message in plain text."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from gettext import NullTranslations
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from poai.domain.letters import check_address

SOURCE = "en-GB"
_POLICY = SMTP.clone(cte_type="7bit")  # not every server takes more


@dataclass(frozen=True, slots=True)
class Voice:
    """One language. `moment` tells a time at the place: "9:30am on Monday 23 November 2026"."""

    translations: NullTranslations
    moment: Callable[[datetime], str]


class Letters:
    """Writes letters. `site` is the site's name, `url` its address, `sender` the address that letters come from.

    `voices` by language; a letter in one that is not there speaks SOURCE, which must be.
    """

    def __init__(
        self, templates: Path, *, site: str, url: str, sender: str, voices: Mapping[str, Voice]
    ) -> None:
        self._site = site
        self._url = url
        self._sender = Address(site, addr_spec=sender)
        self._voices = voices
        self._environments = {code: _environment(templates, voice) for code, voice in voices.items()}

    def write(
        self,
        letter: str,
        values: Mapping[str, str],
        *,
        to: str,
        identity: str,
        made_at: datetime,
        language: str = SOURCE,
    ) -> EmailMessage:
        """The message, always the same for the same letter, so that one sent twice is known for what it is.

        Raises jinja2.TemplateError for a letter that has no template or is not told enough, ValueError for an
        address or a value that a header cannot hold.
        """
        language = language if language in self._voices else SOURCE
        subject, body = self._text(letter, values, made_at, language)
        message = EmailMessage(policy=_POLICY)
        message["From"] = self._sender
        message["To"] = Address(addr_spec=_ascii(to))
        message["Subject"] = subject
        message["Date"] = format_datetime(made_at)
        message["Message-ID"] = f"<{identity}@{self._sender.domain}>"
        message["Auto-Submitted"] = "auto-generated"  # so that nobody's "I am away" answers it
        message.set_content(body)
        message["Content-Language"] = language
        return message

    def _text(
        self, letter: str, values: Mapping[str, str], made_at: datetime, language: str
    ) -> tuple[str, str]:
        text = (
            self._environments[language]
            .get_template(f"mail/{letter}.txt")
            .render(
                {
                    **values,
                    "site": self._site,
                    "url": self._url,
                    "when": self._voices[language].moment(made_at),
                }
            )
        )
        subject, _, body = text.strip().partition("\n")
        return subject, re.sub(r"\n{3,}", "\n\n", body.strip()) + "\n"


def _environment(templates: Path, voice: Voice) -> Environment:
    environment = Environment(  # noqa: S701 -- plain text, in which nothing is mark-up
        loader=FileSystemLoader(templates),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    speech = voice.translations

    def gettext(message: str, /, **values: object) -> str:
        said = speech.gettext(message)
        return said % values if values else said

    def ngettext(singular: str, plural: str, num: int, /, **values: object) -> str:
        return speech.ngettext(singular, plural, num) % {"num": num, **values}

    environment.globals.update(_=gettext, gettext=gettext, ngettext=ngettext)
    return environment


def _ascii(address: str) -> str:
    """The address as every server takes it: a domain in another script in its ASCII form."""
    check_address(address)
    name, _, domain = address.rpartition("@")
    return f"{name}@{domain.encode('idna').decode()}"
