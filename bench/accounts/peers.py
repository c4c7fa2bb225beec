"""The peers: Django's own accounts and sessions, and rows put into SQLite without a chain.

Django is given the same cost of a password (Argon2id, 19 MiB, two passes), SQLite set up as ours, and no second factor,
throttle or trail, of which it has none. Sessions are in the database, its default.
"""

from pathlib import Path
from typing import Any

from bench.accounts.ours import EMAIL, PASSWORD
from poai.store.opening import sqlite_module


class Django:
    """django.contrib.auth and django.contrib.sessions. One in a process: Django is set up once."""

    def __init__(self, folder: Path) -> None:
        import django
        from django.conf import settings
        from django.core.management import call_command

        settings.configure(
            INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions"],
            DATABASES={
                "default": {
                    "ENGINE": "django.db.backends.sqlite3",
                    "NAME": str(folder / "django.db"),
                    "OPTIONS": {
                        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
                        "transaction_mode": "IMMEDIATE",
                    },
                }
            },
            PASSWORD_HASHERS=["bench.accounts.hasher.SameCost"],
            SECRET_KEY="s" * 50,
            USE_TZ=True,
        )
        django.setup()
        call_command("migrate", verbosity=0)
        from django.contrib.auth.models import User

        User.objects.create_user(EMAIL, EMAIL, PASSWORD)
        self._key = ""
        self.sign_in()

    def sign_in(self) -> None:
        """authenticate() and login(): the password and a new session."""
        from django.contrib.auth import authenticate, login

        request = self._request("")
        user = authenticate(request, username=EMAIL, password=PASSWORD)
        if user is None:
            raise RuntimeError("the password is wrong")
        login(request, user)
        request.session.save()
        self._key = request.session.session_key

    def check(self) -> None:
        """get_user(): the session, then the user."""
        from django.contrib.auth import get_user

        if not get_user(self._request(self._key)).is_authenticated:
            raise RuntimeError("the session has ended")

    def _request(self, key: str) -> Any:
        from django.contrib.sessions.backends.db import SessionStore
        from django.http import HttpRequest

        request = HttpRequest()
        request.META["REMOTE_ADDR"] = "192.0.2.7"
        request.session = SessionStore(key or None)
        return request


class PlainRows:
    """A table like the trail's in the same SQLite, as durable, without numbers kept whole or a chain."""

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite_module().connect(str(folder / "plain.db"), isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.execute(
            "CREATE TABLE audit (number INTEGER PRIMARY KEY, at TEXT, actor TEXT, event TEXT, thing TEXT,"
            " origin TEXT, detail TEXT)"
        )

    def append(self, rows: int = 1) -> None:
        """So many rows, in one transaction."""
        self._connection.execute("BEGIN IMMEDIATE")
        for _ in range(rows):
            self._connection.execute(
                "INSERT INTO audit (at, actor, event, thing, origin, detail) VALUES (?, ?, ?, ?, ?, ?)",
                ("2026-11-23T09:00:00Z", "system", "person-read", "person:7b8f0a52-6f0e-4d0e", "", "{}"),
            )
        self._connection.execute("COMMIT")

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()
