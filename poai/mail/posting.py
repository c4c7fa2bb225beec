"""Hands messages over: to a mail server by SMTP or, where there is none, to files in a folder."""

import os
import re
import smtplib
import ssl
from contextlib import suppress
from datetime import UTC
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import TracebackType
from typing import Protocol, Self

from poai.settings import SmtpServer

PATIENCE = 20.0  # seconds to wait for a server's answer


class UnreachableError(Exception):
    """Nothing can be sent now: there is no server, or it does not want us."""


class PostponedError(Exception):
    """This message was not taken now; it may be later."""


class RefusedError(Exception):
    """This message will never be taken."""


class Post(Protocol):
    """Where messages are handed over, for as long as a `with` block lasts."""

    def __enter__(self) -> Self:
        """Nothing is opened before the first message."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes what was opened."""
        ...

    def send(self, message: EmailMessage) -> None:
        """Returns once the message is somebody else's to keep. Raises one of the three errors above."""
        ...


class Smtp:
    """A mail server, to which we say that we are `ours`, a domain.

    Unless it is on this machine, nothing is said to it without encryption.
    """

    def __init__(self, server: SmtpServer, *, ours: str, patience: float = PATIENCE) -> None:
        self._server = server
        self._ours = ours
        self._patience = patience
        self._open: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._open:
            with suppress(smtplib.SMTPException, OSError):
                self._open.quit()
            self._open.close()
            self._open = None

    def send(self, message: EmailMessage) -> None:
        """Post.send."""
        try:
            self._open = self._open or self._connect()
            self._open.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            raise _answered(*next(iter(error.recipients.values()))) from error
        except smtplib.SMTPDataError as error:
            raise _answered(error.smtp_code, error.smtp_error) from error
        except (
            smtplib.SMTPResponseException
        ) as error:  # the greeting, the password, us as a sender: not the message
            raise UnreachableError(_said(error.smtp_code, error.smtp_error)) from error
        except (smtplib.SMTPException, OSError) as error:
            raise UnreachableError(f"{type(error).__name__}: no answer from the mail server") from error

    def _connect(self) -> smtplib.SMTP:
        server, ours, context = self._server, self._ours, ssl.create_default_context()
        if server.tls:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, ours, timeout=self._patience, context=context
            )
        else:
            smtp = smtplib.SMTP(server.host, server.port, ours, timeout=self._patience)
        try:
            if not server.tls and not _is_here(server.host):
                smtp.starttls(context=context)
            if server.user:
                smtp.login(server.user, server.password)
        except BaseException:
            smtp.close()
            raise
        return smtp


class Folder:
    """A folder of .eml files, readable by their owner only, for a place that has no mail server yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    def send(self, message: EmailMessage) -> None:
        """Post.send. A file is named for when its letter was made, and is there whole or not at all."""
        made = parsedate_to_datetime(message["Date"]).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        identity = re.sub("[^A-Za-z0-9-]", "", message["Message-ID"].partition("@")[0])
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with NamedTemporaryFile(dir=self._folder, delete=False) as file:
                file.write(message.as_bytes())
                file.flush()
                os.fsync(file.fileno())
            Path(file.name).replace(self._folder / f"{made}-{identity}.eml")
        except OSError as error:
            raise UnreachableError(f"cannot write to the folder of letters: {error.strerror}") from error


def _answered(code: int, words: bytes | str) -> PostponedError | RefusedError:
    return (RefusedError if code >= 500 else PostponedError)(_said(code, words))


def _said(code: int, words: bytes | str) -> str:
    """A server's answer in one short line."""
    text = words.decode("ascii", "replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(re.sub('[^ -~]', ' ', text).split())}"[:200]


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return False
