"""A server's answers are understood, nothing is said without encryption, and files are whole and private."""

import ssl
import stat
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from poai.mail import Folder, PostponedError, RefusedError, Smtp, UnreachableError
from poai.settings import SmtpServer
from tests.mail.server import Inbox, closed_port, listening

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def message(identity: str = "0a1b", to: str = "ann@example.org") -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    made["From"], made["To"], made["Subject"] = "help@example.org", to, "Hello"
    made["Message-ID"], made["Date"] = f"<{identity}@example.org>", format_datetime(NOW)
    made.set_content("A line.\n.\nAnother line, after one that could have ended it.\n")
    return made


def send(server: SmtpServer, *messages: EmailMessage) -> None:
    with Smtp(server, ours="example.org", patience=5) as post:
        for each in messages:
            post.send(each)


def test_s56_a_message_arrives_as_it_was_written(server: SmtpServer, inbox: Inbox) -> None:
    send(server, message())
    (got,) = inbox.messages
    assert got["Subject"] == "Hello"
    assert got.get_content().splitlines() == message().get_content().splitlines()


def test_many_messages_go_over_one_connection(server: SmtpServer, inbox: Inbox) -> None:
    send(server, message("1"), message("2"), message("3"))
    assert inbox.ids == ["<1@example.org>", "<2@example.org>", "<3@example.org>"]


def test_nothing_is_opened_for_no_message() -> None:
    send(SmtpServer("127.0.0.1", closed_port(), tls=False))


def test_s56_no_server_is_no_fault_of_the_message() -> None:
    with pytest.raises(UnreachableError, match="no answer"):
        send(SmtpServer("127.0.0.1", closed_port(), tls=False), message())


def test_s56_a_server_that_hangs_up_amid_the_message_is_unreachable(server: SmtpServer, inbox: Inbox) -> None:
    inbox.to_data = lambda: "drop"
    with pytest.raises(UnreachableError):
        send(server, message())
    assert inbox.messages == []


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ("450 mailbox busy", PostponedError),
        ("452 mailbox full", PostponedError),
        ("550 no such mailbox", RefusedError),
        ("553 no", RefusedError),
    ],
)
@pytest.mark.parametrize("when", ["to_recipient", "to_data"])
def test_s56_a_server_may_refuse_a_message_now_or_for_good(
    server: SmtpServer, inbox: Inbox, when: str, answer: str, error: type[Exception]
) -> None:
    setattr(inbox, when, lambda: answer)
    with pytest.raises(error, match=answer):
        send(server, message())
    assert inbox.messages == []


def test_a_message_that_is_refused_does_not_stop_the_next(server: SmtpServer, inbox: Inbox) -> None:
    answers = iter(["550 no such mailbox", None])
    inbox.to_recipient = lambda: next(answers)
    with Smtp(server, ours="example.org") as post:
        with pytest.raises(RefusedError):
            post.send(message("1"))
        post.send(message("2"))
    assert inbox.ids == ["<2@example.org>"]


def test_a_servers_answer_is_kept_as_one_short_plain_line(server: SmtpServer, inbox: Inbox) -> None:
    inbox.to_data = lambda: "550 no\t\x1b[31mred\x00 " + "very " * 60
    with pytest.raises(RefusedError) as caught:
        send(server, message())
    said = str(caught.value)
    assert said.startswith("550 no [31mred very very")
    assert len(said) <= 200
    assert said.isprintable()


def test_nothing_is_said_without_encryption_to_another_machine(server: SmtpServer, inbox: Inbox) -> None:
    """The address "all of mine" leads back here without being known for it."""
    with pytest.raises(UnreachableError):
        send(SmtpServer("0.0.0.0", server.port, tls=False), message())
    assert inbox.messages == []


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for 127.0.0.1 and 0.0.0.0 that nobody but itself vouches for, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    names = [x509.IPAddress(ip_address(address)) for address in ("127.0.0.1", "0.0.0.0")]
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, SHA256())
    )
    path = tmp_path / "certificate.pem"
    path.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + made.public_bytes(Encoding.PEM)
    )
    return path


def speaking(certificate: Path) -> ssl.SSLContext:
    """What a server with this certificate speaks with."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@pytest.mark.parametrize("how", ["from the first byte", "begun later"])
def test_a_server_is_talked_to_only_if_somebody_we_trust_vouches_for_it(
    inbox: Inbox, certificate: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = speaking(certificate)
    tls = how == "from the first byte"
    options = {"ssl_context": context} if tls else {"tls_context": context, "require_starttls": True}
    with listening(inbox, **options) as port:
        server = SmtpServer("0.0.0.0", port, tls)
        with pytest.raises(UnreachableError):
            send(server, message())
        assert inbox.messages == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        send(server, message())
    assert inbox.encrypted == [True]


def test_a_password_is_given_and_a_wrong_one_is_no_fault_of_the_message(
    inbox: Inbox, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(server: object, session: object, envelope: object, mechanism: object, given: Any) -> AuthResult:
        return AuthResult(success=(given.login, given.password) == (b"ann", b"hunter2"), handled=False)

    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with listening(inbox, tls_context=speaking(certificate), authenticator=check, auth_required=True) as port:
        send(SmtpServer("0.0.0.0", port, False, "ann", "hunter2"), message())
        with pytest.raises(UnreachableError, match="535") as caught:
            send(SmtpServer("0.0.0.0", port, False, "ann", "hunter3"), message())
        assert "hunter3" not in str(caught.value)
        with pytest.raises(UnreachableError, match="530"):
            send(SmtpServer("0.0.0.0", port, False), message())
    assert inbox.encrypted == [True]


def test_without_a_server_messages_are_files_that_only_their_owner_may_read(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "mail"
    with Folder(folder) as post:
        post.send(message("0a1b"))
        post.send(message("../../2c"))
    assert sorted(file.name for file in folder.iterdir()) == [
        "20261123T093000Z-0a1b.eml",
        "20261123T093000Z-2c.eml",
    ]
    assert (folder / "20261123T093000Z-0a1b.eml").read_bytes() == message("0a1b").as_bytes()
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_message_that_is_written_twice_is_one_file(tmp_path: Path) -> None:
    with Folder(tmp_path) as post:
        post.send(message())
        post.send(message())
    assert [file.name for file in tmp_path.iterdir()] == ["20261123T093000Z-0a1b.eml"]


def test_a_folder_that_cannot_be_written_to_is_no_fault_of_the_message(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with Folder(tmp_path / "file") as post, pytest.raises(UnreachableError, match="folder of letters"):
        post.send(message())
