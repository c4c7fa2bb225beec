"""What the public is not shown, it is shown nowhere: pages, feeds and the file itself are made from this."""

from dataclasses import replace
from pathlib import Path

import pytest

from poai.catalogue.public import public
from poai.domain.seed import Seed
from tests.catalogue.conftest import Make


@pytest.mark.parametrize(
    "told", [{"name": "Harbour Refuge"}, {"tags": ("safe house",)}, {"tags": ("Safe-house",)}]
)
def test_where_a_refuge_is_stands_nowhere_in_the_file(
    told: dict[str, object], seed: Seed, make: Make, tmp_path: Path
) -> None:
    library = next(item for item in seed.listings if item.slug == "harbour-library")
    where = b"1 Quay Street"
    open_to_all = make(tmp_path / "library.db", (library,)).read_bytes()
    refuge = make(tmp_path / "refuge.db", (replace(library, **told),)).read_bytes()  # type: ignore[arg-type]
    assert where in open_to_all
    assert where not in refuge


def test_what_a_refuge_runs_is_where_the_refuge_is(seed: Seed) -> None:
    library = next(item for item in seed.listings if item.slug == "harbour-library")
    (shown,) = public([replace(library, name="Emergency beds", organization="harbour-womens-refuge")])
    assert shown.locations == ()


def test_a_centre_for_refugees_is_no_refuge(seed: Seed) -> None:
    library = next(item for item in seed.listings if item.slug == "harbour-library")
    assert public([replace(library, name="Day centre", tags=("refugees",))])[0].locations


def test_editors_notes_stand_nowhere_in_the_file(seed: Seed, path: Path) -> None:
    notes = [item.source.notes.encode() for item in seed.listings if item.source.notes]
    assert notes
    assert not any(note in path.read_bytes() for note in notes)
