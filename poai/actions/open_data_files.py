"""The whole directory as files. Each is made and compressed once for a snapshot."""

import gzip
import json
from dataclasses import dataclass
from functools import cached_property

from poai.actions.open_data import Newest, OpenData, newest
from poai.interchange import csv_out, listing_csv
from poai.interchange.oruk_asking import Asked

PACKED = 6  # how hard gzip tries


@dataclass(frozen=True, slots=True)
class Whole:
    """A file: what is in it, the same compressed, and what kind it is."""

    body: bytes
    packed: bytes
    media_type: str
    name: str


class Files:
    """The files over one snapshot."""

    def __init__(self, data: OpenData) -> None:
        self._data = data

    @cached_property
    def ndjson(self) -> Whole:
        """Every service in full as Open Referral UK has it, one a line."""
        return self._whole(
            "ndjson", "application/x-ndjson", self._data.services(Asked(full=True)).lines().encode()
        )

    @cached_property
    def table(self) -> Whole:
        """A row for each service."""
        return self._whole("csv", csv_out.MEDIA_TYPE, listing_csv.table(self._data.lines()).encode())

    @cached_property
    def columns(self) -> Whole:
        """What the columns of the table are."""
        frame = self._data.frame
        described = listing_csv.metadata(frame, f"Services in {frame.place}")
        text = json.dumps(described, ensure_ascii=False, indent=1)
        return self._whole("csv-metadata.json", "application/csvm+json", text.encode())

    @cached_property
    def catalogue(self) -> Whole:
        """The file that the site itself reads, in SQLite's format. It holds nothing that is not public."""
        # It may be newer than the snapshot by a second: whoever wants the newest has it.
        body = self._data.snapshot.catalogue.path.read_bytes()
        return self._whole("db", "application/vnd.sqlite3", body)

    def _whole(self, ending: str, media_type: str, body: bytes) -> Whole:
        name = f"{self._data.snapshot.place.key}.{ending}"
        return Whole(body, gzip.compress(body, PACKED, mtime=0), media_type, name)


files: Newest[Files] = Newest(lambda snapshot, origin: Files(newest.of(snapshot, origin)))
