import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from poai.content import load_content
from poai.domain.seed import Seed
from poai.interchange.directory import (
    BadDirectory,
    OrphanError,
    read_directory,
    write_directory,
)
from tests.exampleton.files import DIRECTORY, SHIPPED_CONTENT, SHIPPED_DIRECTORY, copied, edit

NEEDS = {"company", "food", "getting-online"}
RECORDS = "*/*.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(DIRECTORY, tmp_path)


def said(folder: Path) -> list[str]:
    """Everything that reading `folder` finds wrong."""
    with pytest.raises(BadDirectory) as caught:
        read_directory(folder, needs=NEEDS)
    assert str(caught.value).splitlines() == [str(problem) for problem in caught.value.problems]
    return str(caught.value).splitlines()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.glob(RECORDS)}


def test_slug_and_locality_come_from_where_the_file_is() -> None:
    seed = read_directory(DIRECTORY, needs=NEEDS)
    assert {(listing.slug, listing.locality) for listing in seed.listings} == {
        ("harbour-library", "north-end"),
        ("hillside-visitors", "north-end"),
        ("marsh-lunch-club", "south-end"),
        ("marsh-repairs", "south-end"),
        ("windmill-dancers", "south-end"),
        ("advice-line", "borough-wide"),
    }
    assert [organisation.slug for organisation in seed.organisations] == [
        "closed-society",
        "exampleton-council",
        "friends-of-exampleton",
    ]


def test_writing_what_was_read_gives_the_same_bytes(tmp_path: Path) -> None:
    written = write_directory(read_directory(DIRECTORY), tmp_path)
    assert contents(tmp_path) == contents(DIRECTORY)
    assert len(written.changed) == 9
    assert written.unchanged == 0


def test_the_shipped_directory_is_right_and_comes_back_byte_for_byte(tmp_path: Path) -> None:
    seed = read_directory(SHIPPED_DIRECTORY, needs=load_content(SHIPPED_CONTENT).needs)
    write_directory(seed, tmp_path)
    assert contents(tmp_path) == contents(SHIPPED_DIRECTORY)


def test_a_file_that_is_right_is_not_touched(folder: Path) -> None:
    before = {path: path.stat().st_ino for path in folder.glob(RECORDS)}
    edit(folder / "south-end/marsh-repairs.toml", "Back in April.", "Back in May.")
    written = write_directory(read_directory(DIRECTORY), folder)
    assert written.changed == (Path("south-end/marsh-repairs.toml"),)
    assert written.unchanged == 8
    after = {path: path.stat().st_ino for path in folder.glob(RECORDS)}
    assert {path.name for path in before if before[path] != after[path]} == {"marsh-repairs.toml"}


def test_writing_is_refused_where_a_file_would_be_orphaned_and_nothing_is_written(folder: Path) -> None:
    seed = read_directory(folder)
    fewer = Seed(seed.organisations, (replace(seed.listings[0], name="Another name"), *seed.listings[1:-1]))
    before = contents(folder)
    with pytest.raises(OrphanError) as caught:
        write_directory(fewer, folder)
    assert caught.value.files == (folder / "south-end/windmill-dancers.toml",)
    assert contents(folder) == before


def test_orphans_are_removed_when_asked(folder: Path) -> None:
    seed = read_directory(folder)
    write_directory(Seed(seed.organisations, seed.listings[:-1]), folder, remove_others=True)
    assert not (folder / "south-end/windmill-dancers.toml").exists()
    assert (folder / "localities.toml").exists()


def test_a_write_that_fails_leaves_every_file_as_it_was(folder: Path) -> None:
    seed = read_directory(folder)
    # A folder where a file should go: the last file cannot be written, so none may be.
    last = replace(seed.listings[-1], slug="zz")
    (folder / "south-end/.zz.toml.new").mkdir()
    before = contents(folder)
    changed = tuple(replace(listing, description="Changed.") for listing in seed.listings)
    with pytest.raises(OSError, match="zz"):
        write_directory(Seed(seed.organisations, (*changed, last)), folder)
    assert contents(folder) == before


def test_a_bad_time_is_named_with_file_field_and_line(folder: Path) -> None:
    edit(folder / "north-end/harbour-library.toml", '"09:30"', '"9.30"')
    assert said(folder) == [
        "directory/north-end/harbour-library.toml: schedules[0].opens_at (line 31): '9.30' is not a time such as 09:30"
    ]


def test_all_problems_are_reported_and_not_only_the_first(folder: Path) -> None:
    edit(folder / "north-end/harbour-library.toml", '"09:30"', '"9.30"')
    edit(folder / "south-end/marsh-repairs.toml", 'status = "temporarily closed"', 'status = "resting"')
    edit(folder / "south-end/marsh-lunch-club.toml", '    "food"', '    "foood"')
    (folder / "organisations/friends-of-exampleton.toml").write_text("name = ", encoding="utf-8")
    assert [line.partition(":")[0] for line in said(folder)] == [
        "directory/north-end/harbour-library.toml",
        "directory/organisations/friends-of-exampleton.toml",
        "directory/south-end/marsh-lunch-club.toml",
        "directory/south-end/marsh-repairs.toml",
    ]


def test_an_unknown_organisation_is_refused(folder: Path) -> None:
    edit(folder / "south-end/marsh-repairs.toml", "friends-of-exampleton", "nobody")
    assert said(folder) == [
        "directory/south-end/marsh-repairs.toml: organization (line 3): there is no directory/organisations/nobody.toml"
    ]


def test_an_unknown_need_is_refused(folder: Path) -> None:
    edit(folder / "north-end/hillside-visitors.toml", '    "company"', '    "companies"')
    assert said(folder) == [
        "directory/north-end/hillside-visitors.toml: needs[0] (line 9): 'companies' is not a need"
    ]


def test_a_folder_that_is_no_locality_is_refused(folder: Path) -> None:
    shutil.copytree(folder / "south-end", folder / "west-end")
    assert said(folder) == ["directory/west-end: is not the folder of a locality"]


def test_the_same_slug_and_the_same_id_twice_are_refused(folder: Path) -> None:
    shutil.copy(folder / "south-end/marsh-repairs.toml", folder / "north-end/marsh-repairs.toml")
    lines = said(folder)
    assert any("has the same name as directory/north-end/marsh-repairs.toml" in line for line in lines)
    assert any(
        "id (line 1): is the same as in directory/north-end/marsh-repairs.toml" in line for line in lines
    )


def test_a_listing_on_the_do_not_list_is_refused_however_it_is_written(folder: Path) -> None:
    edit(folder / "south-end/marsh-repairs.toml", "Marsh repairs", "The lost  lunch-club")
    assert said(folder) == [
        "directory/south-end/marsh-repairs.toml: name (line 2): is on the do-not-list: It closed."
    ]


def test_a_closed_listing_may_stay_on_record_though_it_is_on_the_do_not_list(folder: Path) -> None:
    edit(folder / "south-end/windmill-dancers.toml", "Windmill dancers", "The Lost Lunch Club")
    assert len(read_directory(folder).listings) == 6


def test_a_point_of_access_that_is_no_listing_is_refused(folder: Path) -> None:
    edit(folder / "points-of-access.toml", "harbour-library", "harbour-librari")
    assert said(folder) == [
        "directory/points-of-access.toml: points[0].listing (line 2): there is no listing 'harbour-librari'"
    ]


def test_an_unknown_attribution_is_refused(folder: Path) -> None:
    edit(
        folder / "borough-wide/advice-line.toml",
        'standing = "current"',
        'standing = "current"\nattribution = "who"',
    )
    assert said(folder) == [
        "directory/borough-wide/advice-line.toml: source.attribution (line 21): 'who' is not the key of an attribution in place.toml"
    ]


def test_an_invitation_to_a_listing_that_is_not_there_is_refused(folder: Path) -> None:
    edit(folder / "do-not-list.toml", '["marsh-lunch-club"]', '["marsh-lunch-clubs"]')
    assert said(folder) == [
        "directory/do-not-list.toml: closed[0].instead (line 4): there is no listing 'marsh-lunch-clubs'"
    ]


def test_a_listing_that_moves_to_another_locality_does_not_stay_in_both(folder: Path) -> None:
    seed = read_directory(folder)
    moved = Seed(seed.organisations, tuple(replace(item, locality="borough-wide") for item in seed.listings))
    with pytest.raises(OrphanError):
        write_directory(moved, folder)
    write_directory(moved, folder, remove_others=True)
    assert read_directory(folder) == moved


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert said(tmp_path / "nowhere") == ["nowhere: is not a folder"]
