"""The peers: the same rows written to SQLite, as durable, without rules, sealing, letters and trail.

Plain SQL as short as it can be, and Django's ORM as its documentation does it: in a transaction, the row locked first.
"""

from pathlib import Path
from typing import Any

from bench.referrals.ours import ROUND
from poai.domain.referral import MOVES
from poai.store.opening import sqlite_module

_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
_AT, _BY = "2026-11-23T09:00:00Z", "7b8f0a52-6f0e-4d0e-9b57-0d6a3a1f2c11"


class PlainRows:
    """Two statements in one transaction: the referral where it stands, and the move."""

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite_module().connect(str(folder / "plain.db"), isolation_level=None)
        self._connection.executescript(
            _PRAGMAS
            + "CREATE TABLE referral (id TEXT PRIMARY KEY, status TEXT, version INTEGER, moved_at TEXT);"
            "CREATE TABLE move (id INTEGER PRIMARY KEY, referral TEXT REFERENCES referral, number INTEGER, at TEXT,"
            " by TEXT, move TEXT, source TEXT, target TEXT, words TEXT, UNIQUE (referral, number));"
            "INSERT INTO referral VALUES ('one', 'sent', 0, '')"
        )
        self._version, self._status = 0, "sent"

    def move(self) -> None:
        """The next move of the round."""
        name = ROUND[self._version % len(ROUND)]
        to = str(MOVES[name].to)
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute(
            "UPDATE referral SET status = ?, version = ?, moved_at = ? WHERE id = 'one' AND version = ?",
            (to, self._version + 1, _AT, self._version),
        )
        self._connection.execute(
            "INSERT INTO move (referral, number, at, by, move, source, target, words) VALUES ('one', ?, ?, ?, ?, ?, ?, '')",
            (self._version + 1, _AT, _BY, str(name), self._status, to),
        )
        self._connection.execute("COMMIT")
        self._version, self._status = self._version + 1, to

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()


class Django:
    """The same with models. One in a process: Django is set up once."""

    def __init__(self, folder: Path) -> None:
        import django
        from django.conf import settings

        settings.configure(
            DATABASES={
                "default": {
                    "ENGINE": "django.db.backends.sqlite3",
                    "NAME": str(folder / "django.db"),
                    "OPTIONS": {"init_command": _PRAGMAS, "transaction_mode": "IMMEDIATE"},
                }
            },
            USE_TZ=True,
        )
        django.setup()
        from django.db import connection, models, transaction
        from django.utils import timezone

        class Referral(models.Model):
            status = models.CharField(max_length=20)
            version = models.IntegerField()
            moved_at = models.DateTimeField(null=True)

            class Meta:
                app_label = "bench"

        class Move(models.Model):
            referral = models.ForeignKey(Referral, models.CASCADE)
            number = models.IntegerField()
            at = models.DateTimeField()
            by = models.CharField(max_length=41)
            move = models.CharField(max_length=20)
            source = models.CharField(max_length=20)
            target = models.CharField(max_length=20)
            words = models.TextField()

            class Meta:
                app_label = "bench"
                constraints = (models.UniqueConstraint(fields=["referral", "number"], name="once"),)

        with connection.schema_editor() as editor:
            editor.create_model(Referral)
            editor.create_model(Move)
        self._referral: Any = Referral
        self._move: Any = Move
        self._transaction, self._now = transaction, timezone.now
        self._id = Referral.objects.create(status="sent", version=0).pk

    def move(self) -> None:
        """The next move of the round."""
        with self._transaction.atomic():
            one = self._referral.objects.select_for_update().get(pk=self._id)
            name = ROUND[one.version % len(ROUND)]
            source, one.status = one.status, str(MOVES[name].to)
            one.version, one.moved_at = one.version + 1, self._now()
            one.save(update_fields=["status", "version", "moved_at"])
            self._move.objects.create(
                referral=one,
                number=one.version,
                at=one.moved_at,
                by=_BY,
                move=str(name),
                source=source,
                target=one.status,
                words="",
            )
