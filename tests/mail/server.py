"""A mail server of the tests' own, on this machine, that answers as it is told to."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

Answer = Callable[[], str | None]


class Inbox:
    """What was delivered, in order. `to_recipient` and `to_data` give an answer of their own, or None for the usual.

    `to_data` is asked once the whole message is here and before it is delivered; `delivered` is called after.
    """

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.to_recipient: Answer = lambda: None
        self.to_data: Answer = lambda: None
        self.delivered: Callable[[], None] = lambda: None
        self.encrypted: list[bool] = []

    # aiosmtpd knows these two by their names and gives them all that it has.
    async def handle_RCPT(  # noqa: N802
        self, _s: SMTP, _e: Session, envelope: Envelope, address: str, _o: list[str]
    ) -> str:
        """Asked for every recipient."""
        answer = self.to_recipient()
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server: SMTP, _e: Session, envelope: Envelope) -> str:  # noqa: N802
        """Asked with the whole message."""
        answer = self.to_data()
        if answer == "drop":
            assert server.transport is not None
            server.transport.close()
            return "250 never read"
        if answer is not None:
            return answer
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content, policy=default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        assert server.transport is not None
        self.encrypted.append(server.transport.get_extra_info("ssl_object") is not None)
        self.delivered()
        return "250 taken"

    @property
    def ids(self) -> list[str]:
        """The Message-ID of every delivery."""
        return [message["Message-ID"] for message in self.messages]


class _Controller(Controller):
    """Listens on a port that nobody else has, and tells it."""

    def _create_server(self) -> Any:
        listening = socket.create_server(("127.0.0.1", 0))
        self.port = listening.getsockname()[1]
        return self.loop.create_server(self._factory_invoker, sock=listening, ssl=self.ssl_context)


@contextmanager
def listening(inbox: Inbox, **options: Any) -> Iterator[int]:
    """The port of a running server. `options` are aiosmtpd's."""
    controller = _Controller(inbox, hostname="127.0.0.1", port=1, loop=asyncio.new_event_loop(), **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def closed_port() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port
