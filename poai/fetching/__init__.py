"""Fetches a public web address that somebody typed, without being led to what is not public."""

from poai.fetching.addresses import Address, is_public
from poai.fetching.errors import FetchError, Why
from poai.fetching.fetched import MOST_REDIRECTS, Fetched, fetch

__all__ = ["MOST_REDIRECTS", "Address", "FetchError", "Fetched", "Why", "fetch", "is_public"]
