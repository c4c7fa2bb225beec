"""Passwords as Argon2id hashes, made and checked so that guessing costs time and knowing an address tells nothing."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from poai.domain.errors import InvalidError
from poai.domain.passwords import weakness

# OWASP's Password Storage Cheat Sheet and ASVS 11.4.2 give these as the least. Raised here, hashes follow at sign-in.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)  # memory in KiB


def new_hash(password: str, about: tuple[str, ...]) -> str:
    """The hash of a new password. Raises InvalidError("password", why) for one that is too weak; see `weakness`."""
    found = weakness(password, about)
    if found:
        raise InvalidError("password", found)
    return HASHER.hash(password)


def fits(password: str, hashed: str) -> bool:
    """Whether it is the password. Where there is none ("") it never is, and takes as long to say so."""
    try:
        HASHER.verify(hashed or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False
    return bool(hashed)


def renewed(password: str, hashed: str) -> str:
    """The hash with today's cost; the same one if it has that already."""
    return HASHER.hash(password) if HASHER.check_needs_rehash(hashed) else hashed


@cache
def _nobodys() -> str:
    return HASHER.hash("of nobody at all")
