import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poai.domain.common_passwords import common_passwords, common_words
from poai.domain.passwords import LONGEST, SHORTEST, Weakness, weakness

ABOUT = ("maria.okafor@example.org", "Maria Okafor", "Exampleton", "Point of Access")


def test_s02_twelve_characters_are_enough_and_eleven_are_not() -> None:
    assert weakness("vellum-otter") is None
    assert weakness("vellum-otte") is Weakness.TOO_SHORT


def test_s02_a_hundred_and_twenty_eight_characters_are_taken_and_no_more() -> None:
    longest = ("quiet marsh lantern " * 7)[:LONGEST]
    assert len(longest) == 128
    assert weakness(longest) is None
    assert weakness(longest + "s") is Weakness.TOO_LONG


@pytest.mark.parametrize(
    "password",
    [
        "only small letters here",
        "ONLY LARGE LETTERS HERE",
        "     spaces     round     ",
        "😀 🚲 🌧 🫖 🐌 🪁 tea",
        "пароль длинный и мой",
    ],
)
def test_s02_any_characters_will_do(password: str) -> None:
    assert weakness(password, ABOUT) is None


def test_s03_the_deny_list_holds_three_thousand_that_length_alone_would_let_in() -> None:
    assert len(common_passwords()) > 3000
    assert min(map(len, common_passwords())) == SHORTEST


def test_s03_every_common_password_is_refused_in_any_case() -> None:
    let_in = [word for word in common_passwords() if not weakness(word) or not weakness(word.upper())]
    assert let_in == []


@pytest.mark.parametrize(
    "password",
    [
        "P@ssw0rd2024!!",
        "Pa55word-1234",
        "Welcome 123456",
        "aaaaaaaaaaaaaaaa",
        "121212121212",
        "qwertyuiop123",
        "W3lcome W3lcome",
    ],
)
def test_s03_disguises_repeats_and_walks_over_the_keyboard_are_refused(password: str) -> None:
    assert weakness(password) is Weakness.COMMON


@pytest.mark.parametrize(
    "password",
    [
        "maria.okafor@example.org",
        "Maria Okafor 1979",
        "okafor-maria-12",
        "Exampleton2026!",
        "Welcome to Exampleton",
        "3xamplet0n-help",
        "Point of Access 1",
    ],
)
def test_s03_a_password_made_of_its_owner_or_of_the_place_is_refused(password: str) -> None:
    assert weakness(password, ABOUT) is Weakness.PERSONAL


def test_s03_a_name_in_something_longer_is_no_harm() -> None:
    assert weakness("nobody in Exampleton would guess otters", ABOUT) is None


def test_s03_fifty_passphrases_of_random_words_are_accepted() -> None:
    dice = random.Random(4)  # the same fifty every time
    syllables = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu thr ant olm erd isk".split()
    words = sorted({"".join(dice.choices(syllables, k=3)) for _ in range(400)} - common_words())
    phrases = [" ".join(dice.choices(words, k=4)) for _ in range(50)]
    assert [phrase for phrase in phrases if weakness(phrase, ABOUT)] == []


@given(st.text(max_size=200))
def test_nothing_that_can_be_typed_breaks_the_rule(password: str) -> None:
    found = weakness(password, ABOUT)
    if len(password) < SHORTEST:
        assert found is Weakness.TOO_SHORT
    if len(password) > LONGEST:
        assert found is Weakness.TOO_LONG
