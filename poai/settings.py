"""What a deployment can set: one frozen record, read once from POAI_* variables."""

import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from poai.domain.prompting import ASKING, Asking
from poai.domain.retention import PERIODS, SETTABLE, Period, Periods

_PACKAGE = Path(__file__).parent
DEMO_MARK = "DEMO.txt"  # the file that tells a demo's data folder from a real one
# A demo has its own of each, whatever is set for a real place.
_NOT_IN_A_DEMO = ("POAI_STORE", "POAI_SECRET", "POAI_SMTP", "POAI_MAIL_FROM")


class SettingError(Exception):
    """A variable holds something that cannot be used. The message names it and says what would do."""


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Who takes our letters. `tls` from the first byte; without it, encryption is begun before anything is said."""

    host: str
    port: int
    tls: bool
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`url` is the public address, without a slash at its end; `data` the folder that is ours to write.

    Without `smtp`, letters are written to the folder `mail`. `mail_from` is the address that they come from.
    A `demo` has a folder, a store, a secret and letters of its own, whatever is set for a real place.
    `ticks` says whether a running site does by itself what is due: reminders, letters of the day.
    `periods` says how long each class of records is kept, `forgets` whether a running site forgets them by itself.
    `asking` says when groups are asked whether their listings are right.
    """

    data: Path
    store: str
    url: str
    directory: Path
    content: Path
    templates: Path
    secret: str = field(repr=False)
    smtp: SmtpServer | None = None
    mail_from: str = "poai@localhost"
    pseudo: bool = False
    demo: bool = False
    ticks: bool = True
    periods: Periods = field(default_factory=lambda: PERIODS)
    forgets: bool = False
    asking: Asking = ASKING

    @classmethod
    def read(cls, env: Mapping[str, str] = os.environ) -> "Settings":
        """Read the variables. Makes the data folder and, once, the secret in it. Raises SettingError."""
        demo = env.get("POAI_DEMO") == "1"
        if demo:
            env = {name: value for name, value in env.items() if name not in _NOT_IN_A_DEMO}
        data = Path(env.get("POAI_DATA") or ("var/demo" if demo else "var")).resolve()
        store = env.get("POAI_STORE") or str(data / "store.db")
        url = (env.get("POAI_URL") or "http://127.0.0.1:8000").rstrip("/")
        if not _is_site(url):
            raise SettingError(
                f"POAI_URL is {url!r}. Give the address people use, such as https://help.example.org"
            )
        try:
            _keep_apart(data, store, demo=demo)
            data.mkdir(parents=True, exist_ok=True)
            if demo:
                (data / DEMO_MARK).write_text(
                    "Everything in this folder is invented. A demo made it and empties it.\n"
                )
            secret = env.get("POAI_SECRET") or _kept_secret(data / "secret")
        except OSError as error:
            raise SettingError(
                f"POAI_DATA is {data}, which cannot be written to: {error.strerror}"
            ) from error
        if len(secret) < 32:
            raise SettingError("POAI_SECRET is too short. Give at least 32 characters that nobody can guess")
        smtp, mail_from = _smtp(env.get("POAI_SMTP") or ""), env.get("POAI_MAIL_FROM") or ""
        if smtp and not mail_from:
            raise SettingError("POAI_SMTP is set, so give POAI_MAIL_FROM too: the address letters come from")
        if mail_from and not re.fullmatch(r"[!-~]+@[A-Za-z0-9.-]+", mail_from):
            raise SettingError("POAI_MAIL_FROM is not an e-mail address such as help@example.org")
        return cls(
            data=data,
            store=store,
            url=url,
            directory=_folder(env, "POAI_DIRECTORY", "directory"),
            content=_folder(env, "POAI_CONTENT", "content"),
            templates=_folder(env, "POAI_TEMPLATES", "templates"),
            secret=secret,
            smtp=smtp,
            mail_from=mail_from or "poai@localhost",
            pseudo=env.get("POAI_PSEUDO") == "1",
            demo=demo,
            ticks=env.get("POAI_TICK") != "off",
            periods=_periods(env),
            forgets=env.get("POAI_RETENTION") == "on",
            asking=_asking(env, letters=smtp is not None),
        )

    @property
    def catalogue(self) -> Path:
        """The file that the public pages read."""
        return self.data / "catalogue.db"

    @property
    def mail(self) -> Path:
        """Where letters are written if there is nobody to send them by."""
        return self.data / "mail"

    @property
    def secure(self) -> bool:
        """True if people reach us over https, so that cookies may be kept to it."""
        return self.url.startswith("https://")


def _is_site(url: str) -> bool:
    """Whether it is the address of a site and nothing more: pages and cookies are kept at its root."""
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # of the parts, or of the port when it is asked for
        return False
    return known and not (parts.path or parts.query or parts.fragment or "@" in parts.netloc)


def _keep_apart(data: Path, store: str, *, demo: bool) -> None:
    """Raises SettingError for a demo in a folder that is not a demo's, and for a real place in one that is."""
    if demo and not (data / DEMO_MARK).exists() and data.is_dir() and any(data.iterdir()):
        raise SettingError(
            f"POAI_DATA is {data}, which holds something that no demo made. Give an empty folder"
        )
    kept = data if "://" in (file := store.removeprefix("sqlite:///")) else Path(file).resolve().parent
    for folder in (data, kept):
        if not demo and (folder / DEMO_MARK).exists():
            raise SettingError(f"{folder} is the folder of a demo. Give another for a real place")


def _smtp(address: str) -> SmtpServer | None:
    """The server that POAI_SMTP names. Whatever is wrong with it is said without repeating the password."""
    if not address:
        return None
    how = "Give it as smtps://user:password@host:port, or smtp:// where encryption starts later"
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise SettingError(f"POAI_SMTP has a host or port that cannot be. {how}") from error
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or port == 0:
        raise SettingError(f"POAI_SMTP is no address of a mail server. {how}")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise SettingError(
            f"POAI_SMTP has something after the port; a / ? or # in a password is %2F %3F %23. {how}"
        )
    if bool(parts.username) != bool(parts.password):
        raise SettingError(f"POAI_SMTP has a user without a password, or the other way round. {how}")
    tls = parts.scheme == "smtps"
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return SmtpServer(parts.hostname, port or (465 if tls else 587), tls, user, password)


def _periods(env: Mapping[str, str]) -> Periods:
    """How long each class is kept: POAI_KEEP_RECORD="8 years", say. Raises SettingError."""
    periods = dict(PERIODS)
    for which in SETTABLE:
        periods[which] = _period(env, f"POAI_KEEP_{which.replace('-', '_').upper()}", periods[which])
    return MappingProxyType(periods)


def _asking(env: Mapping[str, str], *, letters: bool) -> Asking:
    """When groups are asked. Groups of which only their own web pages are known are written to only where POAI_ASK is
    "on": somebody has to decide that. Where there are no `letters`, nobody can have left one unanswered."""
    return Asking(
        after=_period(env, "POAI_ASK_AFTER", ASKING.after),
        again=_period(env, "POAI_ASK_AGAIN", ASKING.again),
        hide=_period(env, "POAI_HIDE_AFTER", ASKING.hide),
        found=env.get("POAI_ASK") == "on",
        hides=letters,
    )


def _period(env: Mapping[str, str], name: str, usual: Period) -> Period:
    if not env.get(name):
        return usual
    try:
        return Period.read(env[name])
    except ValueError as error:
        raise SettingError(f"{name} cannot be used: {error}") from error


def _folder(env: Mapping[str, str], variable: str, name: str) -> Path:
    if env.get(variable):
        folder = Path(env[variable])
        if not folder.is_dir():
            raise SettingError(f"{variable} is {folder}, and there is no such folder")
        return folder
    # A checkout holds the folders beside the package; an installed wheel carries them inside it.
    beside = _PACKAGE.parent / name
    return beside if (_PACKAGE.parent / "pyproject.toml").exists() else _PACKAGE / "_shipped" / name


def _kept_secret(path: Path) -> str:
    """The secret in the file at `path`, made if there is none. Two starts at once agree on one."""
    if not path.exists():
        # Named only once it is whole, so that nobody reads half of it; whoever names it first has made it.
        with NamedTemporaryFile("w", dir=path.parent) as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
            with suppress(FileExistsError):
                os.link(file.name, path)
    return path.read_text().strip()
