import pytest

from poai.matching.calming import calm


def is_calm(text: str, alarming: str) -> bool:
    said = text.split()
    return calm([said.index(word) for word in alarming.split()], said)


@pytest.mark.parametrize(
    ("text", "alarming"),
    [
        ("he hit me ten years ago", "hit me"),
        ("i was attacked in 2012", "attacked"),
        ("beaten as a boy at school", "beaten"),
        ("i used to self harm", "self harm"),
        ("i was homeless once now i want to volunteer", "homeless"),
        ("choir for domestic abuse survivors", "abuse"),
        ("knife crime awareness training", "knife"),
        ("a film about suicide", "suicide"),
        ("my cat swallowed a coin", "swallowed coin"),
    ],
)
def test_what_is_over_or_to_learn_or_about_a_pet_is_calm(text: str, alarming: str) -> None:
    assert is_calm(text, alarming)


@pytest.mark.parametrize(
    ("text", "alarming"),
    [
        ("he hit me years ago and has started again", "hit me"),
        ("i want to kill myself like my dad years ago", "kill myself"),
        ("i used to self harm and i am doing it tonight", "self harm"),
        ("he hit me once", "hit me"),
        ("survivor of domestic abuse fleeing tonight", "abuse"),
        ("survivor of abuse needs a refuge", "abuse"),
        ("my ex boyfriend hits me", "hits me"),
        ("he hit me twice in the past week", "hit me"),
        ("since my wife left i hurt myself", "hurt myself"),
        ("he raped me at my dance class", "raped me"),
        ("he is violent when i come back from choir", "violent"),
        ("mum collapsed at bingo class", "collapsed"),
        ("the dog attacked my baby", "attacked my"),
        ("he kicks the dog and me", "kicks me"),
        ("my husband hits me", "hits me"),
    ],
)
def test_what_may_be_happening_now_is_never_calm(text: str, alarming: str) -> None:
    assert not is_calm(text, alarming)
