"""The people of a demo: plants of the family Fictional, with numbers that Ofcom and the NHS keep for stories and tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from poai.actions.typed_record import Typed

PLANTS = (
    "Basil Heather Rowan Olive Ash Ivy Hazel Fern Poppy Sorrel Tansy Yarrow Bryony Clover Daisy Holly Iris Jasmine Laurel "
    "Linden Marigold Myrtle Nettle Oleander Pansy Primrose Quince Rosemary Rue Saffron Sage Senna Sylvan Teasel Thyme "
    "Verbena Viola Willow Zinnia Anise"
).split()
PRACTICES = ("Example Surgery", "Sample Road Practice", "Fictional Health Centre")
_LANGUAGES = {4: "ta", 9: "pl", 15: "ur", 22: "gu", 31: "pt"}
_STREETS = ("Fictional Road", "Invented Lane", "Pretend Avenue", "Make-believe Close")


@dataclass(frozen=True, slots=True)
class Life:
    """What somebody says. `answers` are to the questions of a conversation by key, `goals` are in their words.

    `offers` are slugs of what would suit them, the best first.
    """

    answers: dict[str, str]
    goals: tuple[str, ...]
    needs: tuple[str, ...]
    offers: tuple[str, ...]
    notes: tuple[str, ...]
    adjustments: str = ""
    risks: str = ""


_LUNCH, _MEALS = "example-monday-lunch", "example-meals-brought-home"
_FRIEND, _VISITS, _GRIEF = "example-friend-on-the-telephone", "example-home-visits", "example-grief-group"
_CHAIR, _WALKS = "example-chair-exercise", "example-slow-walks"
_FORMS, _HOUSING = "example-help-with-forms-and-benefits", "example-housing-advice"
_CARERS, _SINGING = "example-carers-cafe", "example-memory-singing"
_REPAIRS, _GARDEN, _ONLINE = "example-repairs-at-home", "example-garden-help", "example-first-steps-online"

LIVES = (
    Life(
        {
            "matters": "Sunday lunch with the family, when they can come. My chair by the window.",
            "change": "I would have somebody to eat with again. It is too quiet since my wife died.",
            "good-day": "When the telephone rings before ten and I have somewhere to be.",
            "people": "My son is in Leeds. He rings on Sundays.",
            "strengths": "I drove buses for thirty years and never lost my patience.",
            "obstacles": "My knees, and going in anywhere on my own.",
        },
        ("To eat with other people once a week", "To go out on my own again"),
        ("company", "lunch-clubs", "grief"),
        (_LUNCH, _FRIEND, _GRIEF),
        (
            "Rang. He sounded brighter, and talked about the minibus.",
            "Met at home. Photographs of the buses.",
        ),
        "Large print, please",
    ),
    Life(
        {
            "matters": "Staying in my own home. My garden, though I cannot keep it up.",
            "change": "I would not be afraid of the stairs.",
            "bad-day": "After the fall I sat on the step until the postman came.",
            "strengths": "I can grow anything from a cutting.",
            "obstacles": "My balance. Asking for help.",
        },
        ("To feel steady on my legs", "To have my roses cut back before spring"),
        ("falls-and-balance", "garden-help", "home-repairs"),
        (_CHAIR, _REPAIRS, _GARDEN),
        ("The rail by the back step is loose.", "She did the exercises by the kitchen sink."),
        "Needs time to get to the door",
        "The back step is broken: use the front door",
    ),
    Life(
        {
            "matters": "My husband. We have been married for fifty-one years.",
            "change": "An afternoon to myself, and knowing that he is all right.",
            "good-day": "When he sings along with the radio.",
            "people": "My sister, but she is not well herself.",
            "strengths": "I am organised. I ran a school kitchen.",
            "obstacles": "I cannot leave him alone any more.",
        },
        ("To have one afternoon a week that is mine", "To meet others who know what it is like"),
        ("caring-for-someone", "a-break-from-caring", "dementia"),
        (_CARERS, _SINGING, _FRIEND),
        ("They went to the singing together.", "Tired today. We spoke about who could sit with him."),
    ),
    Life(
        {
            "matters": "Keeping the flat warm, and not owing anybody.",
            "change": "I would open my letters without my heart going.",
            "bad-day": "When a brown envelope comes.",
            "strengths": "I can cook for six on very little.",
            "obstacles": "The forms. I left school at fourteen.",
        },
        ("To have the benefits form done and sent", "To know what I can spend each week"),
        ("benefits", "debt", "cold-home"),
        (_FORMS, _MEALS, _HOUSING),
        ("We sorted the letters into three piles.", "The form has gone off."),
        "Read letters aloud with them",
    ),
    Life(
        {
            "matters": "My faith, my cooking, my grandchildren on the telephone.",
            "change": "I would understand what people say to me at the surgery.",
            "people": "A neighbour from the same town. She moved away in the summer.",
            "strengths": "Everybody asks for my recipes.",
            "obstacles": "The language, and not knowing where things are.",
        },
        ("To meet people I can talk with", "To use a tablet to see my grandchildren"),
        ("meeting-people", "getting-online", "learning-english"),
        (_LUNCH, _ONLINE, _VISITS),
        ("Spoke with the interpreter on the line.", "She brought sweets to the lunch club."),
    ),
    Life(
        {
            "matters": "Getting my strength back after hospital.",
            "change": "To walk to the shop and back without stopping.",
            "good-day": "When I have slept, and the sun is out.",
            "strengths": "I do not give up. Ask my physiotherapist.",
            "obstacles": "My breath, and being frightened of it.",
        },
        ("To walk to the shop", "To sleep through until six"),
        ("long-term-conditions", "keeping-active", "low-mood"),
        (_WALKS, _CHAIR, _FRIEND),
        ("As far as the corner today.", "He wants to try the slow walk on Friday."),
        "",
        "Oxygen at home: nobody may smoke there",
    ),
    Life(
        {
            "matters": "My dog. He gets me out of bed.",
            "change": "I would not count the hours in the evening.",
            "bad-day": "Winter evenings, from four o’clock on.",
            "people": "Nobody that I would ring.",
            "strengths": "I mend clocks. I used to teach it.",
            "obstacles": "Not knowing how to begin with people.",
        },
        ("To speak with somebody every week", "To show somebody how to mend a clock"),
        ("company", "low-mood", "meeting-people"),
        (_FRIEND, _WALKS, _VISITS),
        ("He laughed about the dog.", "Left a note through the door, as agreed."),
    ),
    Life(
        {
            "matters": "My children, and a front door that locks.",
            "change": "A landlord who answers.",
            "bad-day": "When the damp comes back and the little one coughs.",
            "strengths": "I speak three languages, and I get things done.",
            "obstacles": "The repairs. And I have no time.",
        },
        ("To have the damp seen to", "To know my rights"),
        ("housing", "legal-advice", "cold-home"),
        (_HOUSING, _FORMS, _REPAIRS),
        ("She sent photographs of the wall.", "The adviser will write to the landlord."),
        "Text first: she works nights",
    ),
)


def typed(number: int) -> Typed:
    """The form that a worker filled in for the person of that number (from 0)."""
    plant, life = PLANTS[number], LIVES[number % len(LIVES)]
    language = _LANGUAGES.get(number, "")
    mobile = number % 3 == 0
    return Typed(
        names=f"{plant} Fictional",
        preferred_name="" if number % 5 else f"Mx {plant}",
        phone=f"07700 900{100 + number}" if mobile else f"020 7946 0{100 + number}",
        reach=("After 11am", "Mornings", "Text, do not ring", "Let it ring: they are slow to the telephone")[
            number % 4
        ],
        voicemail=("yes", "no", "")[number % 3],
        address=f"{number + 1} {_STREETS[number % len(_STREETS)]}",
        birth_day=str(number % 28 + 1),
        birth_month=str(number % 12 + 1),
        birth_year=str(1934 + number * 13 % 45),
        nhs_number=_nhs_number(number) if number % 4 else "",
        practice=PRACTICES[number % len(PRACTICES)],
        language=language,
        interpreter="yes" if language else "",
        adjustments=life.adjustments,
        supporter="A neighbour, by telephone" if number % 6 == 1 else "",
        risks=life.risks,
    )


def _nhs_number(number: int) -> str:
    """The number of that place among those that are kept for tests: from 999 000 0018 on."""
    return next(islice(_for_tests(), number, None))


def _for_tests() -> Iterator[str]:
    for nine in map(str, range(999_000_001, 999_001_000)):
        check = -sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
        if check < 10:
            yield f"{nine}{check}"
