"""A light British stemmer: joins forms of one word, keeps apart words that only look alike.

It takes off plural, -ing, -ed and -ness endings and nothing that makes another word of it: a career
is not a carer, dental is not dent.
"""

import re
from functools import lru_cache

from poai.matching.stopwords import FUNCTION
from poai.matching.tokens import spoken, word_set, words

IRREGULAR = {
    "fell": "fall", "fallen": "fall", "lost": "lose", "died": "die", "dies": "die",
    "feet": "foot", "teeth": "tooth", "children": "child", "kids": "kid", "mens": "men", "womens": "women",
    "people": "person", "peoples": "person", "persons": "person", "ate": "eat", "eaten": "eat", "fed": "feed",
    "drank": "drink", "drunk": "drink", "spoke": "speak", "spoken": "speak", "slept": "sleep", "took": "take",
    "taken": "take", "stole": "steal", "stolen": "steal", "broke": "break", "broken": "break", "hid": "hide",
    "wrote": "write", "written": "write", "forgot": "forget", "forgotten": "forget", "paid": "pay", "sold": "sell",
    "bought": "buy", "brought": "bring", "went": "go", "gone": "go", "goes": "go", "left": "leave", "felt": "feel",
    "kept": "keep", "heard": "hear", "met": "meet", "drove": "drive", "driven": "drive", "made": "make",
    "wives": "wife", "knives": "knife", "shelves": "shelf", "halves": "half", "leaves": "leave",
    "lives": "live", "lying": "lie", "tying": "tie", "bullied": "bully", "stuck": "stick",
    "swollen": "swell", "swam": "swim", "swum": "swim", "sang": "sing", "sung": "sing", "sewn": "sew",
    "knitted": "knit", "hung": "hang", "shook": "shake", "shaken": "shake", "bruises": "bruise",
    "jewellery": "jewel", "wills": "testament", "buses": "bus", "mum": "mother", "mums": "mother",
    "mam": "mother", "mom": "mother", "mummy": "mother", "dad": "father", "dads": "father", "daddy": "father",
    "nan": "gran", "nans": "gran", "nanna": "gran", "granny": "gran", "grandma": "gran", "grandmother": "gran",
    "grandad": "grandfather", "granddad": "grandfather", "tonite": "tonight", "tv": "telly", "television": "telly",
    "phone": "telephone", "phones": "telephone", "phoning": "telephone", "phoned": "telephone",
    "bike": "bicycle", "bikes": "bicycle", "fridges": "fridge", "disabled": "disabled", "foodbank": "foodbank",
}  # fmt: skip
_WHOLE = word_set(
    "evening morning dying housing nothing something anything everything wedding during ceiling pudding spring string bring"
    " king ring sing wing thing being news always perhaps this his its was has does yes bus gas plus less us"
    " diabetes arthritis illness business series species indeed hundred sacred naked wicked kindred speed"
    " overseas besides sometimes towards afterwards upstairs downstairs james charles thames christmas minus"
    " process access address press mess stress loss glass class cross boss asbestos maths ms aids glasses spectacles"
)
_VOWEL = re.compile("[aeiouy]")
_BRITISH = re.compile("i[sz](?:ation)?$")
_SHORT = re.compile(
    "[^aeiou]*[aeiou][^aeiouwxy]"
)  # "car(ing)", "hop(ing)": one syllable that wants its e back


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The form that related words share; words of three letters or with digits stay as they are."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) < 4 or word in _WHOLE or word in FUNCTION or not word.isascii() or not word.isalpha():
        return word
    word = _singular(word)
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word in _WHOLE:
        return word
    if word.endswith("iness") and len(word) > 6:
        word = word[:-5] + "y"
    elif word.endswith("ness") and len(word) > 6:
        word = word[:-4]
    if word.endswith("ing"):
        word = _bare(word, word[:-3])
    elif word.endswith("ied") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith("ed") and not word.endswith("eed"):
        word = _bare(word, word[:-2])
    word = word.removesuffix("e") if len(word) > 4 and not word.endswith("ee") else word
    return _BRITISH.sub("is", word) if len(word) > 5 else word


def stems(phrase: str) -> tuple[str, ...]:
    """A phrase as the stems by which texts and phrases are compared."""
    return tuple(map(stem, spoken(words(phrase))))


def _singular(word: str) -> str:
    if not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("shes", "ches", "xes", "sses", "zes")):
        return word[:-2]
    return word[:-1]


def _bare(word: str, root: str) -> str:
    """The verb behind an -ing or -ed form, or the word itself where there is none."""
    if len(root) < 2 or not _VOWEL.search(root):
        return word
    if len(root) > 2 and root[-1] == root[-2] and root[-1] not in "lszfe":
        return root[:-1]
    return root + "e" if len(root) < 5 and _SHORT.fullmatch(root) else root
