"""Our side: the whole request through the application, from the cookie to the page, with the look in the trail."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.caseload.filling import NOW, fill
from poai.actions.publish import prepare
from poai.app import create_app
from poai.progress import progress
from poai.settings import Settings
from poai.store import Sessions, open_store
from poai.web.session import cookie


class Site:
    """What every size shares: the place, built once."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings.read({"POAI_DATA": str(folder)})
        prepare(self.settings, progress)


class Ours:
    """The application over a store in which a worker has `people` people."""

    def __init__(self, site: Site, folder: Path, people: int) -> None:
        self.settings = replace(site.settings, store=str(folder / f"caseload-{people}.db"))
        self._app = create_app(self.settings, now=lambda: NOW)
        store = open_store(self.settings.store)
        self.worker = fill(store, self.settings.secret, people)
        with store.work() as connection:
            token, _ = Sessions(connection).start(self.worker.id, "second-factor", device="bench", now=NOW)
        store.close()
        self._cookie = f"{cookie(self.settings.secure)}={token}".encode()
        self._loop = asyncio.new_event_loop()

    def page(self) -> bytes:
        """The first page of the caseload."""
        return self._loop.run_until_complete(self._get("/cases"))

    def close(self) -> None:
        """Lets go of the loop."""
        self._loop.close()

    async def _get(self, path: str) -> bytes:
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "root_path": "",
            "headers": [(b"host", b"127.0.0.1"), (b"cookie", self._cookie)],
            "client": ("127.0.0.1", 50000),
            "server": ("127.0.0.1", 8000),
        }
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            sent.append(dict(message))

        await self._app(scope, receive, send)
        if sent[0]["status"] != 200:
            raise RuntimeError(f"{path} answered {sent[0]['status']}")
        return b"".join(message.get("body", b"") for message in sent)
