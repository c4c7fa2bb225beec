"""The letters of a demo, which nobody sends: read back from the files that they were written to."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.parser import BytesParser
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path

from poai.actions.demo import Demo
from poai.domain.errors import NotFoundError

_PARSER = BytesParser(policy=default)


@dataclass(frozen=True, slots=True)
class Written:
    """A letter. `id` is part of its address, `made` in UTC, `text` its lines as somebody reads them."""

    id: str
    to: str
    subject: str
    made: datetime
    text: str


def letters(demo: Demo) -> list[Written]:
    """Every letter, the newest first."""
    return [_read(path) for path in sorted(demo.mail.glob("*.eml"), reverse=True)]


def letter(demo: Demo, identity: str) -> Written:
    """One letter. Raises NotFoundError."""
    for path in demo.mail.glob("*.eml"):  # looked for among those there are: an address names no file
        if path.stem == identity:
            return _read(path)
    raise NotFoundError("no such letter")


def _read(path: Path) -> Written:
    message = _PARSER.parsebytes(path.read_bytes())
    body = message.get_body()
    return Written(
        id=path.stem,
        to=str(message["To"]),
        subject=str(message["Subject"]),
        made=parsedate_to_datetime(str(message["Date"])).astimezone(UTC),
        text=body.get_content() if body else "",
    )
