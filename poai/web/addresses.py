"""Addresses of our own pages: what of them may be written down."""

import re

# What follows these opens an account: a log must not hold it.
_KEYED = re.compile(r"(/invitation/|/reset/|/account/email/|/reply/|/claim/|/check/)[^/]+")


def masked(path: str) -> str:
    """The path as a log may hold it, with "…" for what is secret in it."""
    return _KEYED.sub(r"\1…", path)
