"""Codes of six digits that an authenticator shows (RFC 6238), and codes to write down for when it is lost."""

import base64
import hmac
import secrets
from datetime import datetime

import pyotp

STEP = 30  # seconds
RECOVERY_CODES = 10
_DRIFT = 1  # steps by which a telephone's clock may be wrong either way
_RECOVERY_BYTES = 15  # 120 bits, so that a keyed hash keeps them; 24 letters and digits


def new_secret() -> str:
    """A new secret: 160 bits in base32, as people may have to type it."""
    return pyotp.random_base32()


def uri(secret: str, email: str, issuer: str) -> str:
    """What the QR code holds (otpauth://…), so that an authenticator adds the account."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=issuer)


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The step of 30 seconds to which the code belongs, if it is this one or a neighbour; None for a wrong code."""
    totp = pyotp.TOTP(secret)
    current = int(now.timestamp()) // STEP
    found = None
    for step in range(current - _DRIFT, current + _DRIFT + 1):
        if hmac.compare_digest(totp.generate_otp(step).encode(), code.encode()):
            found = step
    return found


def new_recovery_codes() -> tuple[str, ...]:
    """Ten codes such as ABCD-EFGH-…, each good once."""
    return tuple(_grouped(secrets.token_bytes(_RECOVERY_BYTES)) for _ in range(RECOVERY_CODES))


def plain(typed: str) -> str:
    """A code of either kind as it is compared: without spaces and dashes, in large letters."""
    return "".join(char for char in typed if char.isalnum()).upper()


def _grouped(code: bytes) -> str:
    text = base64.b32encode(code).decode()
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))
