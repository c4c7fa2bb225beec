"""What somebody typed in a session that had ended when they sent it: sealed, and given back to them alone.

It travels in the forms of the sign-in pages, so that nothing of it is in a cookie, an address or the store.
"""

import base64
import binascii
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from poai.domain.session import LONGEST
from poai.sealing import UnsealError, derive, seal, unseal

MOST = 120 * 1024  # characters when sealed: a form with it must still be one that we take
_NEVER = frozenset({"csrf", "kept", "password", "new_password", "code"})
_ABOUT = "kept"


@dataclass(frozen=True, slots=True)
class Kept:
    """What was typed, as names and values, and the page on which it was."""

    page: str
    fields: tuple[tuple[str, str], ...]


def keep(secret: str, fields: Iterable[tuple[str, str]], *, page: str, account: str, now: datetime) -> str:
    """The fields as text for a hidden field; "" if there is nothing worth keeping. Passwords and codes are not."""
    worth = [(name, value) for name, value in fields if name not in _NEVER]
    if not any(value.strip() for _, value in worth):
        return ""
    said = {"page": page, "account": account, "at": now.timestamp(), "fields": worth}
    plain = zlib.compress(json.dumps(said).encode())
    text = base64.urlsafe_b64encode(seal(derive(secret, _ABOUT), plain, _ABOUT)).decode()
    return text if len(text) <= MOST else ""


def given_back(secret: str, text: str, *, account: str, now: datetime) -> Kept | None:
    """What `keep` was given; None for another account, after LONGEST, or if the text is not ours."""
    try:
        plain = unseal(derive(secret, _ABOUT), base64.urlsafe_b64decode(text.encode()), _ABOUT)
    except (UnsealError, binascii.Error):
        return None
    said = json.loads(zlib.decompress(plain))
    if said["account"] != account or now.timestamp() - said["at"] > LONGEST.total_seconds():
        return None
    return Kept(said["page"], tuple((name, value) for name, value in said["fields"]))
