"""What was explained can still be shown in every version; a mistake in the file is said where it is."""

from datetime import date
from pathlib import Path

import pytest

from poai.content import BadContent, load_content
from tests.exampleton.files import CONTENT, SHIPPED_CONTENT, copied, edit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(CONTENT, tmp_path)


def test_the_newest_wording_is_used_and_the_older_ones_are_still_known() -> None:
    asking = load_content(CONTENT).consent.purposes["referral"]
    assert asking.wording.version == "2"
    older = asking.version("1")
    assert older
    assert older.told("The Hall", "23 May 2027") == (
        "We tell The Hall about you.",
        "They can see it until 23 May 2027.",
    )
    assert asking.version("0") is None


def test_consent_counts_for_as_long_as_the_place_says() -> None:
    words = load_content(CONTENT).consent
    assert words.until(date(2026, 8, 31)) == date(2027, 2, 28)
    assert words.referral
    assert words.referral.key == "referral"


def test_a_place_without_the_file_still_loads_and_shares_nothing(folder: Path) -> None:
    (folder / "consent.toml").unlink()
    assert load_content(folder).consent.referral is None


def test_the_shipped_words_say_who_what_how_long_and_that_one_can_change_ones_mind() -> None:
    for purpose in load_content(SHIPPED_CONTENT).consent.purposes.values():
        said = " ".join(purpose.wording.told("GROUP", "SOME DAY"))
        for part in ("Who will see it", "GROUP", "SOME DAY", "change your mind", "stop sharing"):
            assert part in said, (purpose.key, part)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("months = 6", "months = 0", "whole number from 1 to 60"),
        ('version = "2"', 'version = "1"', "a version is given twice"),
        ('version = "2"', 'version = "two words"', "may hold letters"),
        ("%(group)s about you until %(until)s", "100% of it", "only %(group)s and %(until)s"),
        ("%(group)s about you until %(until)s", "%(name)s", "only %(group)s and %(until)s"),
        ('key = "planning"', 'key = "referral"', "given twice"),
    ],
)
def test_a_mistake_is_said_where_it_is(folder: Path, old: str, new: str, complaint: str) -> None:
    edit(folder / "consent.toml", old, new)
    with pytest.raises(BadContent) as caught:
        load_content(folder)
    assert "consent.toml" in str(caught.value)
    assert complaint in str(caught.value)
