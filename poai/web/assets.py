"""Static files, read once, named by what is in them, so that a browser may keep them for a year."""

import hashlib
import mimetypes
from collections.abc import Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

FOLDER = Path(__file__).parent.parent / "static"
_KEEP = "public, max-age=31536000, immutable"


class Assets:
    """The files of poai/static. `address("poai.css")` is "/static/poai.3f2a9c01.css"."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._addresses: dict[str, str] = {}
        self._files: dict[str, tuple[bytes, str]] = {}
        for file in sorted(folder.iterdir()):
            if file.is_file():
                body = file.read_bytes()
                stem, dot, ending = file.name.rpartition(".")
                name = f"{stem}.{hashlib.sha256(body).hexdigest()[:8]}{dot}{ending}"
                self._addresses[file.name] = f"/static/{name}"
                self._files[name] = body, mimetypes.guess_type(file.name)[0] or "application/octet-stream"

    def address(self, name: str) -> str:
        """Where `name` is served. Raises KeyError for a file that is not there."""
        return self._addresses[name]

    def endpoint(self, missing: Callable[[Request], Response]) -> Callable[[Request], Response]:
        """Serves the files; `missing` answers for a name that is not one of them."""

        def serve(request: Request) -> Response:
            found = self._files.get(request.path_params["name"])
            if found is None:
                return missing(request)
            body, kind = found
            return Response(body, media_type=kind, headers={"cache-control": _KEEP})

        return serve
