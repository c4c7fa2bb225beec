"""Whatever a file holds: what it says is taken, or a sentence says why not, and a file that is broken changes nothing."""

import io
import json
import random
import zipfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poai.actions.open_data_files import Files
from poai.actions.taking_in_new import Making
from poai.actions.taking_in_place import Finder
from poai.domain.document import to_json
from poai.interchange.dialects import UnreadableError, read_file
from poai.interchange.oruk_in import Row, row_of
from poai.store import Listings
from tests.actions.cast import Cast
from tests.actions.open_data_site import NOW, open_data_of
from tests.actions.taking import FEED, envelope, exampleton, service, taken
from tests.interchange.invented import listings

SEED = 20261123


@cache
def files() -> dict[str, bytes]:
    """A good file of each kind."""
    place = {"type": "Point", "coordinates": [1.05, 55.15]}
    about = {"title": "Hall", "address": "1 Quay ZE10 1AA", "hours": {"_text": "Monday 9am-5pm"}}
    feature = {"type": "Feature", "geometry": place, "properties": about}
    old = {"id": 1, "name": "Tea", "regular_schedules": [{"weekday": "Monday", "opens_at": "9:00"}]}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("services.csv", "id,organization_id,name\n1,2,Tea\n2,2,Cake\n")
        file.writestr("organizations.csv", "id,name\n2,Club\n")
    return {
        "envelope": envelope(service("s1"), service("s2", "Cake")),
        "version one": json.dumps({"totalElements": 1, "content": [old]}).encode(),
        "map": json.dumps({"type": "FeatureCollection", "features": [feature]}).encode(),
        "package": packed.getvalue(),
        "table": "name,description,organization_name,schedule\nTea,Tea,Club,Mon 9am-5pm\nCafé,£1,Club,\n".encode(),
    }


def tried(body: bytes) -> int:
    """How many rows can be read; noughts for a file that is refused in words. Anything else is a fault."""
    try:
        read = read_file(body)
    except UnreadableError:
        return 0
    found = [row_of(item) for item in read.items]
    assert all(isinstance(row, Row) or all(skipped.reason for skipped in row) for row in found)
    making = Making(FEED, exampleton()[0], frozenset(), (), set(), url=FEED.url or "", now=NOW)
    for row in found:
        if isinstance(row, Row) and not isinstance(where := _EVERYWHERE.of(row), str):
            with suppress(ValueError):  # a reason why it is not taken
                to_json(making.listing(row, where, _ID, None)).encode()
    return len(found)


_ID = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"
_EVERYWHERE = Finder(exampleton()[0], everywhere=True)


@pytest.mark.parametrize("kind", sorted(files()))
def test_s36_bits_that_are_flipped_and_ends_that_are_missing(kind: str) -> None:
    body, chance = files()[kind], random.Random(SEED)
    assert tried(body)
    for _ in range(150):
        broken = bytearray(body)
        for _ in range(chance.randint(1, 6)):
            broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        tried(bytes(broken))
        tried(body[: chance.randrange(len(body))])
        at = chance.randrange(len(body))
        tried(body[:at] + body[chance.randrange(len(body)) :])


@pytest.mark.parametrize("kind", sorted(files()))
def test_encodings_that_it_is_not_in(kind: str) -> None:
    text = files()[kind].decode("utf-8", "replace")
    for encoding in ("utf-16", "utf-16-be", "utf-32", "cp1252", "utf-7", "cp037"):
        tried(text.encode(encoding, "replace"))


_KEYS = st.sampled_from(
    "id name description organization contacts phones number schedules freq byday opens_at interval cost_options amount"
    " service_at_locations location addresses postal_code latitude longitude languages code minimum_age status url"
    " attributes taxonomy_term service_areas poai_slug poai_source poai_breaks poai_room poai_checked poai_strict"
    " poai_attending poai_tags poai_locality email last_modified assured_date geometry coordinates".split()
)
_PLAIN = (
    st.none()
    | st.booleans()
    | st.integers(-(10**18), 10**18)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=12)
    | st.sampled_from(["ZE10 1AA", "WEEKLY", "MO", "09:00", "2026-11-23", "tea", "north-end", "1e999", "-1"])
)
_JSON = st.recursive(
    _PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=5),
    max_leaves=12,
)


@settings(max_examples=150)
@given(st.dictionaries(_KEYS, _JSON, max_size=8))
def test_services_with_anything_anywhere(found: dict[str, Any]) -> None:
    tried(json.dumps({"contents": [{"name": "Tea", **found}]}).encode())


@settings(max_examples=80)
@given(st.lists(st.lists(st.text(max_size=8), max_size=6), max_size=5))
def test_tables_with_anything_in_their_cells(rows: list[list[str]]) -> None:
    text = "name,description,organization_name,schedule,fees,minimum_age\n"
    tried((text + "\n".join(",".join(row) for row in rows)).encode("utf-8", "replace"))


@settings(max_examples=60)
@given(st.binary(max_size=200))
def test_s36_anything_at_all(body: bytes) -> None:
    tried(body)


def test_what_is_odd_and_can_be_read_can_be_kept(cast: Cast) -> None:
    """What no page can show and no database takes is gone before it gets there."""
    odd = "Te\0a \ud800\u202e<script>x</script>" + "y" * 50
    given = service("\0\ud83d" + "i" * 100, odd, description=odd, fees=odd, alert=odd, postcode="ZE10 1AA")
    given |= {"poai_slug": odd, "phones": [{"number": odd}], "poai_breaks": [{"first": odd}], "url": odd}
    given["organization"] |= {"id": odd, "name": odd}
    assert taken(cast, envelope(given), show=True).counts["added"] == 1


def test_a_broken_file_changes_nothing(cast: Cast, tmp_path: Path) -> None:
    whole = Files(open_data_of(tmp_path / "catalogue.db", listings(7))).ndjson.body
    taken(cast, whole, show=True)
    before = kept(cast)
    for body in (whole[: len(whole) // 2], whole + b"{", b"PK\x03\x04" + whole, b"\xff\xff" + whole):
        with pytest.raises(UnreadableError):
            taken(cast, body, show=True, whole=True)
    assert kept(cast) == before


def kept(cast: Cast) -> list[str]:
    with cast.store.read() as connection:
        return [repr(listing) for listing in Listings(connection).published()]
