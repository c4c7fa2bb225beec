"""The peer: the same list in Django, by its models over the same tables, its own paginator and templates.

It is told who asks, checks no session and writes no trail, which ours does; it opens the same sealed names.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.caseload.filling import NOW
from poai.settings import Settings
from poai.store import Keys, open_store

TODAY = NOW.date()
SOON = TODAY + timedelta(days=14)
LABELS = (
    ("concern", "They said that something is not right"),
    ("written", "New message from a group"),
    ("refused", "A group said no"),
    ("late", "Should have answered by"),
    ("room", "Expected to have room by"),
    ("follow", "Follow-up due"),
    ("consent", "Consent runs out"),
)


class Peer:
    """Django, set up once in a process; `serve` gives it another store."""

    def __init__(self) -> None:
        import django
        from django.conf import settings

        settings.configure(
            ALLOWED_HOSTS=["127.0.0.1"],
            SECRET_KEY="for measuring in one process only",
            INSTALLED_APPS=["bench.caseload"],
            DEFAULT_AUTO_FIELD="django.db.models.AutoField",
            ROOT_URLCONF="bench.caseload.pages",
            DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
            MIDDLEWARE=[
                "django.middleware.security.SecurityMiddleware",
                "django.middleware.common.CommonMiddleware",
                "django.middleware.csrf.CsrfViewMiddleware",
                "django.middleware.clickjacking.XFrameOptionsMiddleware",
            ],
            TEMPLATES=[
                {
                    "BACKEND": "django.template.backends.django.DjangoTemplates",
                    "DIRS": [Path(__file__).parent / "templates"],
                }
            ],
            USE_TZ=True,
        )
        django.setup()

    def serve(self, settings: Settings, worker: str) -> Any:
        """What answers one request for a worker's caseload over a store."""
        from django.db import connections
        from django.test import Client

        from bench.caseload.models import opener

        connections["default"].close()
        connections["default"].settings_dict["NAME"] = settings.store
        store = open_store(settings.store)
        with store.read() as connection:
            opener.keys = Keys.load(connection, settings.secret)
        store.close()
        client = Client(headers={"host": "127.0.0.1"})

        def page() -> bytes:
            answer = client.get(f"/cases/of/{worker}")
            if answer.status_code != 200:
                raise RuntimeError(f"Django answered {answer.status_code}")
            return bytes(answer.content)

        return page
