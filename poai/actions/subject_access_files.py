"""Everything about somebody as two files: one to read, one for a machine."""

import json
from datetime import date, datetime
from html import escape
from pathlib import Path
from typing import Any

from poai.actions.subject_access import Everything

_HEAD = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Everything we keep about you</title>
<style>
body { font: 1.1rem/1.5 sans-serif; max-width: 45rem; margin: 2rem auto; padding: 0 1rem; color: #0b0c0c; }
section > dl { border-top: 1px solid #b1b4b6; margin: 0; padding: 0.75rem 0; break-inside: avoid; }
dl > div { display: flex; flex-wrap: wrap; }
dt { flex: 0 0 13rem; font-weight: bold; }
dd { flex: 1 1 13rem; margin: 0 0 0.25rem; overflow-wrap: anywhere; white-space: pre-line; }
dd dl, dd ul { margin: 0; padding: 0; list-style: none; white-space: normal; }
dd dt { flex-basis: 9rem; font-weight: normal; }
</style>
</head>
"""


_NOTHING: tuple[Any, ...] = ("", None, [], {})


def as_json(given: Everything) -> str:
    """The file for a machine (UK GDPR article 20): the same rows, by heading."""
    whole = {
        "reference": given.reference,
        "at": given.at.isoformat(timespec="seconds"),
        "records": given.sections,
        "trail": given.trail,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2, default=_iso) + "\n"


def as_html(given: Everything) -> str:
    """The file to read: one page that needs nothing else."""
    sections = [*given.sections.items(), ("Who did what with your record", given.trail)]
    body = "".join(
        f"<section>\n<h2>{escape(heading)}</h2>\n{''.join(_block(row) for row in rows)}</section>\n"
        for heading, rows in sections
        if rows
    )
    return (
        f"{_HEAD}<body>\n<main>\n<h1>Everything we keep about you</h1>\n"
        f"<p>Your reference is {escape(given.reference)}. This is how it was on {given.at:%d/%m/%Y at %H:%M}. "
        "Staff are named by what they do here.</p>\n"
        f"{body}</main>\n</body>\n</html>\n"
    )


def write(given: Everything, folder: Path) -> list[Path]:
    """Writes both into `folder`, for nobody but whoever runs this to read, and says where."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    written = []
    for name, text in (("record.html", as_html(given)), ("record.json", as_json(given))):
        path = folder / name
        path.unlink(missing_ok=True)  # one that is there already may be for others to read, or lead elsewhere
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return written


def _block(value: Any) -> str:
    """A text, or what has parts with the parts within it."""
    if isinstance(value, dict):
        rows = "".join(
            f"<div><dt>{escape(_label(key))}</dt><dd>{_block(part)}</dd></div>"
            for key, part in value.items()
            if part not in _NOTHING
        )
        return f"<dl>{rows}</dl>"
    if isinstance(value, list):
        return f"<ul>{''.join(f'<li>{_block(part)}</li>' for part in value)}</ul>" if value else ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return escape(_day(value) if isinstance(value, date) else str(value))


def _day(value: date) -> str:
    """A day as people write it, with the time of a moment."""
    day = f"{value.day} {value:%B %Y}"
    return f"{day}, {value:%H:%M}" if isinstance(value, datetime) else day


def _iso(value: date) -> str:
    """The same for a machine."""
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()


def _label(key: str) -> str:
    words = key.replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:]
