import pytest

from poai.matching.phonetic import sound, spoken_as


@pytest.mark.parametrize(
    "alike", ["phone fone", "knife nife", "write rite", "pension penshun", "doctor docter", "night nite"]
)
def test_spellings_of_one_sound_share_a_key(alike: str) -> None:
    assert len({sound(word) for word in alike.split()}) == 1


@pytest.mark.parametrize("different", ["dental mental rental", "bank bang", "carer cancer", "foot food"])
def test_different_sounds_have_different_keys(different: str) -> None:
    assert len({sound(word) for word in different.split()}) == len(different.split())


@pytest.mark.parametrize(
    "alike", ["talk tork", "daughter dorter", "stairs stares", "brother bruvver", "health helf", "warm worm"]
)
def test_what_a_londoner_may_say_alike_shares_a_looser_key(alike: str) -> None:
    assert len({spoken_as(word) for word in alike.split()}) == 1
