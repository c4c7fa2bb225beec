from collections.abc import Iterator

import pytest

from poai.settings import SmtpServer
from tests.mail.server import Inbox, listening


@pytest.fixture
def inbox() -> Inbox:
    """What `server` takes."""
    return Inbox()


@pytest.fixture
def server(inbox: Inbox) -> Iterator[SmtpServer]:
    """A mail server on this machine that delivers into `inbox`."""
    with listening(inbox) as port:
        yield SmtpServer("127.0.0.1", port, tls=False)
