"""What makes alarming words calm: it is long over, it is something to learn or give to, it is about a pet.

A cry for help can hold any of these words too. So each counts only close by, and only where nothing says
that it is happening to somebody now. When in doubt, the alarm stays.
"""

import re
from collections.abc import Sequence

from poai.matching.tokens import word_set

_AFTER = 7  # words behind the alarming ones in which "years ago" may stand
_NEAR = 4  # words on either side in which "course" may stand
_PETS_BEFORE = 3  # words before them in which "my cat" may stand

_LONG_AGO = re.compile(
    r"\b(?:(?:years?|yrs|decades|long|ages) (?:ago|back)|last year|"
    r"in (?:the|my|his|her|our) past\b(?! (?:few|hours?|days?|weeks?|months?|two|three|couple|24|48))|"
    r"(?:as|was|were) an? (?:child|kid|boy|lad|girl|baby|teen|teenager|youngster|student)|"
    r"was (?:young|younger|little|small|growing up|at school|in my|five|six|seven|eight|nine|ten|eleven|twelve)|"
    r"was (?:[5-9]|1[0-5])\b(?! (?:minutes?|hours?|days?|weeks?))|(?:in|since|back in) childhood|"
    r"in my (?:teens|youth|twenties)|(?:in|of|around) (?:19\d\d|20[01]\d|202[0-4])|behind (?:me|us) now|"
    r"(?:during|in) the war)\b"
)
_ONCE = re.compile(
    r"\b(?:used to|years? ago|(?:have|i|we|who|and|she|he) survived|survivors? of|recovered from|got over|getting over|"
    r"i once|(?:was|were) once|bereaved by)(?: (?!and\b|but\b|now\b|so\b|then\b|because\b)\w+){0,4}$"
)
_WAS_ONCE = re.compile(r"\b(?:was|were|been) (?:\w+ ){1,3}(?<!at )once$")
_WANTED = word_set("""
am is are want wants wanting wanna going will think thinking thinks feel feels feeling might planning need keeps cant
dont can
""")  # fmt: skip
_STILL = word_set("""
again still tonight today tonite yesterday keep keeps keeping started starting relapsed relapse relapsing ongoing
happening flashbacks threatening returned fleeing refuge escaping hiding began begun night scared frightened terrified
""")  # fmt: skip
_NOW = re.compile(  # "now", unless what follows or goes before is a good thing
    r"(?<!good )(?<!fine )(?<!well )(?<!better )(?<!over )\bnow\b(?! (?:i )?(?:"
    r"(?:want|would like|wish|hope|like|love)(?! (?:to )?(?:die|end|kill|hurt|go))|looking|volunteer|help|write|ready|"
    r"well|fine|better|happy|free|give talks|giving talks|a volunteer|an? peer|safe|clean|sober|run|cook|teach|work with|paint|sing|enjoy|mentor|support|over|"
    r"foster|train|training|study|studying|working|retired))"
)

_LEARN = word_set("""
class classes course courses training workshop workshops webinar choir club clubs lesson lessons lecture conference
awareness prevention volunteer volunteers volunteering donate donating donated donation donations charity charities
fundraise fundraiser fundraising sponsored campaign campaigning petition memorial leaflet leaflets poster posters policy
template qualification certificate degree essay coursework dissertation research vacancy vacancies survivors
film films movie movies novel novels documentary drama musical opera theatre pantomime panto painting exhibition museum history
song songs album podcast poem poems poetry
""")  # fmt: skip
_WHERE = re.compile(r"\b(?:at|from|after|before|outside|leaving) (?:\w+ ){0,2}$")
_SOMEBODY = word_set("""
he she him her his hers they them their me myself himself herself husband wife partner boyfriend girlfriend ex mum mom
mother dad father son daughter baby brother sister uncle auntie aunt nan gran nana grandad neighbour neighbours someone
somebody friend mate child toddler teacher coach boss landlord carer nurse girl boy
""")  # fmt: skip
_ANYBODY = word_set("man men woman women lady boy girl people kids children person us everyone")
_HAPPENING = word_set("""
now tonight scared frightened terrified cant hurts bleeding dying emergency ambulance 999 urgent urgently help
""")  # fmt: skip
_PETS = word_set("""
dog dogs puppy cat cats kitten hamster rabbit rabbits budgie parrot goldfish fish tortoise horse pony hens hen chickens
pig pigeons fox foxes squirrel slugs snails rats mice ants plants plant tomatoes roses lawn hedge tree trees weeds
allotment phone laptop computer printer telly tablet
""")  # fmt: skip
CALMING = _LEARN | _PETS  # what to mend a misspelt word into, so that it is heard


def calm(positions: Sequence[int], said: Sequence[str]) -> bool:
    """Whether the alarming words at `positions` of the words `said` alarm nobody, for what stands around them."""
    first, last = positions[0], positions[-1]
    return _long_over(first, last, said) or _to_learn(first, last, said) or _a_pets(first, last, said)


def _long_over(first: int, last: int, said: Sequence[str]) -> bool:
    if not _STILL.isdisjoint(said) or _NOW.search(" ".join(said)):
        return False
    if not _WANTED.isdisjoint(said[max(first - 3, 0) : last + 1]):
        return False
    before, after = " ".join(said[:first]), " ".join(said[first + 1 : last + 1 + _AFTER])
    around = " ".join(said[max(first - 2, 0) : last + 2])
    return bool(_LONG_AGO.search(after) or _ONCE.search(before) or _WAS_ONCE.search(around))


def _to_learn(first: int, last: int, said: Sequence[str]) -> bool:
    if not _HAPPENING.isdisjoint(said):
        return False
    start, end = max(first - _NEAR, 0), last + 1 + _NEAR
    if not _SOMEBODY.isdisjoint(said[start:end]) or "my" in said[first : last + 1]:
        return False
    return any(
        word in _LEARN and not _WHERE.search(" ".join(said[max(at - 3, 0) : at]) + " ")
        for at, word in enumerate(said[start:end], start)
    )


def _a_pets(first: int, last: int, said: Sequence[str]) -> bool:
    around = said[max(first - _PETS_BEFORE, 0) : first + 1]
    return (
        not _PETS.isdisjoint(around)
        and (_SOMEBODY | _ANYBODY).isdisjoint(said[first : last + 4])
        and "and" not in around
    )
