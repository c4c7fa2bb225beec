"""Keys of our own from the one secret, and sealing what the database holds so that a copy of it tells nothing."""

import hashlib
import hmac
import secrets
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12  # bytes, the size that GCM is made for


class UnsealError(Exception):
    """It was sealed with another secret, for another thing, or has been changed."""


@cache
def derive(secret: str, label: str) -> bytes:
    """The 32-byte key for one purpose: HKDF-SHA256 of the secret (RFC 5869). Another label is another key."""
    return HKDF(SHA256(), length=32, salt=None, info=b"poai " + label.encode()).derive(secret.encode())


def seal(key: bytes, plain: bytes, about: str) -> bytes:
    """`plain` under AES-256-GCM: nonce, ciphertext, tag. `about` names what it belongs to, and nothing else can use it."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, about.encode())


def unseal(key: bytes, sealed: bytes, about: str) -> bytes:
    """What `seal` was given. Raises UnsealError."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], about.encode())
    except (InvalidTag, ValueError) as error:
        raise UnsealError(f"what was sealed about {about} cannot be read") from error


def fingerprint(key: bytes, text: str) -> str:
    """A keyed hash (HMAC-SHA256) as 64 hexadecimal digits: tells whether two texts are the same, and not what they are."""
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
