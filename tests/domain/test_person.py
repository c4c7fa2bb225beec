import pytest

from poai.domain.person import same_reference


@pytest.mark.parametrize(
    "typed", ["7k2m9qxa", " 7K2M-9QXA ", "7K2M – 9QXA", "7k2m 9qxa", "7K2M\u20119QXA", "7K2M\n9QXA"]
)
def test_a_reference_may_be_typed_in_many_ways(typed: str) -> None:
    assert same_reference(typed) == "7K2M-9QXA"


def test_letters_that_no_reference_has_are_read_as_what_they_look_like() -> None:
    assert same_reference("OI1l0000") == "0111-0000"


@pytest.mark.parametrize("typed", ["", "7K2M", "7K2M-9QXA-1", "x" * 5000, "\x00"])
def test_what_is_no_reference_becomes_none_that_there_can_be(typed: str) -> None:
    assert len(same_reference(typed)) != 9
