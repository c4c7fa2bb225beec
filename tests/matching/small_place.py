"""A small place of our own: needs, urgent rules and listings for the tests of matching."""

from poai.domain.need import Need, UrgentRule
from poai.matching.searchable import Searchable


def need(key: str, serves: str, phrases: str, unlike: str = "", near: tuple[str, ...] = ()) -> Need:
    """A need from comma-separated words."""

    def parts(text: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in text.split(",") if part.strip())

    return Need(
        key=key,
        label=key,
        sentence="",
        statements=(),
        serves=parts(serves),
        phrases=parts(phrases),
        unlike=parts(unlike),
        near=near,
    )


NEEDS = (
    need(
        "company",
        "befriending, befriender, friendly visits, companionship, social club",
        "lonely, nobody comes round, no one to talk to, on my own all day, want some company, never see a soul",
        near=("social",),
    ),
    need("social", "social group, coffee morning, bingo, lunch club", "meet people, bored, make new friends, join a group"),
    need("grief", "bereavement, bereaved, grief", "my husband died, lost my wife, widow, grieving, passed away"),
    need("teeth", "dental, dentist", "dentist, toothache, broken tooth, false teeth"),
    need("low-mood", "mental health, counselling, depression", "feeling low, depressed, mental health, anxious"),
    need("housing", "housing advice, homelessness, tenancy, rental", "landlord, eviction, behind with the rent, deposit"),
    need("dancing", "dance class, dancing, tea dance", "dancing, dance, line dancing, ballroom"),
    need("cancer", "cancer, chemotherapy", "cancer, chemo, tumour"),
    need("food", "food bank, foodbank, food parcel", "food bank, hungry, nothing to eat, cannot afford food"),
    need("falls", "falls prevention, strength and balance", "had a fall, unsteady, scared of falling", "fall in love"),
    need("carer", "carers support, unpaid carers", "caring for my mum, look after my husband, i am a carer"),
    need("work", "careers advice, employment support", "career, find a job, out of work"),
    need("warmth", "warm space, energy advice, heating", "cold house, cannot pay the gas bill, heating, freezing"),
)  # fmt: skip

URGENT = (
    UrgentRule(
        key="no-food",
        severity=7,
        title="If there is no food today",
        advice="Call today",
        helplines=(),
        phrases=("no food today", "starving"),
        unlike=("starving for news", "starving after swimming"),
    ),
    UrgentRule(
        key="suicide",
        severity=1,
        title="If you might end your life",
        advice="Call now",
        helplines=(),
        phrases=("kill myself", "end my life", "do not want to live", "suicide"),
        unlike=("suicide squad",),
    ),
)

LISTINGS = (
    Searchable("befriend", "Doorstep Friends", "Elm Trust", "Befriending: a volunteer visits you each week.", ("befriending",), locality="north", latitude=51.40, longitude=-0.10),
    Searchable("coffee", "Elm Coffee Morning", "Elm Trust", "Coffee morning with bingo. Everyone welcome.", ("social",), locality="south", latitude=51.30, longitude=-0.10),
    Searchable("grief", "Bereavement Circle", "Oak Hall", "For bereaved people to talk about grief.", ("bereavement",), locality="north"),
    Searchable("dentist", "Emergency Dentist", "NHS", "Dental treatment in an emergency.", ("dental",), locality="borough-wide"),
    Searchable("mind", "Talking Room", "Oak Hall", "Counselling for your mental health.", ("mental health",), locality="south"),
    Searchable("rent", "Tenants' Rights", "Law Shop", "Rental deposits, tenancy and housing advice.", ("housing",), locality="north"),
    Searchable("dance", "Tea Dance", "Oak Hall", "Dancing on a sprung floor: ballroom and line dancing.", ("dancing",), locality="south"),
    Searchable("cancer", "Cancer Drop-in", "Hope House", "Support for people living with cancer.", ("cancer",), locality="north"),
    Searchable("foodbank", "Elm Food Bank", "Elm Trust", "Food parcels for people who cannot afford food.", ("food",), locality="north"),
    Searchable("savings", "Community Bank", "Penny Union", "A bank that lends small sums.", ("money",), locality="north"),
    Searchable("falls", "Steady Steps", "Leisure Co", "Falls prevention with strength and balance exercises.", ("falls",), locality="south"),
    Searchable("carers", "Carers Corner", "Hope House", "Support for unpaid carers.", ("carers",), locality="north"),
    Searchable("careers", "Careers Desk", "Job Shop", "Careers advice and employment support.", ("work",), locality="north"),
    Searchable("warm", "Warm Space", "St Wilfrid's", "Heating on all day: sit in the warm space.", ("warm space",), locality="south"),
)  # fmt: skip
