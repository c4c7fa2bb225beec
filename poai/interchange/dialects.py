"""Reads a file of listings, whichever of the dialects it is written in."""

from poai.interchange.csv_in import read_table
from poai.interchange.dialects_json import read_json
from poai.interchange.dialects_shape import MOST_BYTES, Item, Read, Skipped, UnreadableError
from poai.interchange.dialects_tabular import read_package

__all__ = ["MOST_BYTES", "Item", "Read", "Skipped", "UnreadableError", "read_file"]


def read_file(body: bytes) -> Read:
    """What stands in a file: a table (CSV), JSON of Open Referral UK 3.0 or 1.0 or of one of their dialects, lines of such
    JSON, GeoJSON, or a zipped tabular data package of HSDS. Raises UnreadableError."""
    if not body.strip():
        raise UnreadableError("The file is empty")
    if len(body) > MOST_BYTES:
        raise UnreadableError(f"The file is larger than {MOST_BYTES // 1_000_000} MB")
    if body.startswith(b"PK\x03\x04"):
        return read_package(body)
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return read_json(body)
    return read_table(body)
