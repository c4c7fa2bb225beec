"""Made-up listings and made-up sentences: as many as wanted, always the same for the same number.

Nobody in them exists. The place around them (areas, postcodes) and the needs that they serve are the
checkout's own, so that the real import, place finder and matching engine do the work that they always do.
"""

import csv
import random
import re
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path

from poai.content import load_content
from poai.domain.listing import (
    BOROUGH_WIDE,
    CostOption,
    Joining,
    Listing,
    Location,
    Organisation,
    Phone,
    Schedule,
    Source,
)
from poai.interchange.directory import listing_toml, organisation_toml
from poai.place import load_place

PLACE_FILES = ("place.toml", "localities.toml", "names.toml", "postcodes.csv", "wards.geojson")
ORGANISATIONS = "organisations"
LISTINGS_A_GROUP = 1.6
SPACE = uuid.UUID("6f1c0f0e-1d4b-5c7a-9a57-2b1f3f0c9d11")
SEEN = date(2026, 11, 2)

FIRST = "Alder Amber Beacon Birch Bramble Bridge Cedar Clover Copper Fern Garden Harbour Hazel Heron Juniper".split()
FIRST += "Kestrel Lantern Linden Maple Meadow Oak Orchard Poplar Robin Rowan Saffron Sparrow Thistle Willow".split()
SECOND = (
    "House Hall Rooms Centre Court Yard Corner Green Lodge Chapel Barn Pavilion Gate Library Mill".split()
)

# What is done, and the needs that it may serve; a need that content/ does not have is left out.
KINDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Lunch Club", "A hot lunch and company around one table", ("lunch-clubs", "company", "older-people", "food")),
    ("Walking Group", "A gentle walk in the park with a rest halfway", ("keeping-active", "meeting-people")),
    ("Bereavement Café", "Tea and somebody to talk to after a death", ("grief", "company")),
    ("Carers' Break", "A few hours off for people who look after someone at home", ("a-break-from-caring", "company")),
    ("Memory Café", "Music, games and talk for people living with dementia", ("dementia", "company", "older-people")),
    ("Food Cupboard", "A bag of food for people short of money this week", ("food", "benefits")),
    ("Money Desk", "Help with bills, debt and benefits forms", ("debt", "benefits", "cold-home")),
    ("English Circle", "Practise speaking English with patient neighbours", ("learning-english", "meeting-people")),
    ("Chair Exercise", "Exercise sitting down for weak legs and sore knees", ("falls-and-balance", "keeping-active")),
    ("Choir", "Singing together, and nobody has to read music", ("singing-and-music", "meeting-people")),
    ("Gardeners", "Digging, planting and a mug of tea in a shared garden", ("gardening-and-nature", "low-mood")),
    ("Men's Shed", "Men mending things side by side, and talking a little", ("mens-company", "low-mood", "company")),
    ("Tablet Lessons", "Learn to use a phone or tablet, one to one", ("getting-online", "older-people")),
    ("Befrienders", "A friendly visit or call each week for someone lonely", ("company", "older-people", "low-mood")),
    ("Parents' Morning", "Toys for small children and coffee for tired parents", ("bumps-and-babies", "company")),
    ("Warm Room", "A warm place to sit, read and have soup on a cold day", ("warm-spaces", "cold-home", "company")),
)  # fmt: skip
EXTRA = (
    "Volunteers meet you at the door.", "You may bring a friend or a carer.", "Tea and biscuits are included.",
    "There is a quiet corner for anyone who needs one.", "New people are welcome in any week.",
    "Ask for large print.", "Dogs that behave may come too.", "It stops in August and starts again in September.",
)  # fmt: skip
WHO = (
    None,
    "Anyone over 18",
    "People over 60",
    "Families with small children",
    "Anyone who finds it hard to go out",
)

WHOSE = (
    "my mum",
    "my dad",
    "my nan",
    "my neighbour",
    "my husband",
    "my wife",
    "my brother",
    "my friend",
    "my aunt",
)
TROUBLES = (
    "is lonely", "feels low", "has no company", "lost her husband", "can not pay the bills", "has sore knees",
    "forgets things", "is short of food", "wants to meet people", "is cold at home", "fell last week",
    "is tierd of caring", "wants to sing", "wants to learn english", "needs help with a benefits form",
    "does not know how to use a tablet", "would like a walk with company", "misses a hot lunch",
)  # fmt: skip
TAILS = (
    "and wont go out for tea", "since her friend died", "and sits at home all day on cold days", "and would like company",
    "and likes quiet people", "is there a group for older people", "and needs somone to talk to over tea",
    "and likes a garden in the park", "and loves music and singing", "can people help each week", "with a dog or a friend",
    "somewhere warm to sit and read",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """A folder that `poai import` takes, and the slugs of the listings in it."""

    folder: Path
    slugs: tuple[str, ...]


def make_directory(source: Path, content: Path, folder: Path, count: int) -> Made:
    """Writes `count` listings and their organisations into `folder`, with the place's files from `source`."""
    folder.mkdir(parents=True)
    for name in PLACE_FILES:
        shutil.copyfile(source / name, folder / name)
    (folder / "points-of-access.toml").write_text("points = []\n")
    where = load_place(folder)
    needs = frozenset(load_content(content).needs)
    groups = [_organisation(number) for number in range(max(1, int(count / LISTINGS_A_GROUP)))]
    with (folder / "postcodes.csv").open(encoding="utf-8", newline="") as file:
        postcodes = list(csv.DictReader(file))
    listings = list(_listings(list(where.localities), postcodes, needs, groups, count))
    for name in (ORGANISATIONS, BOROUGH_WIDE, *where.localities):
        (folder / name).mkdir()
    for group in groups:
        (folder / ORGANISATIONS / f"{group.slug}.toml").write_text(organisation_toml(group))
    for listing in listings:
        (folder / listing.locality / f"{listing.slug}.toml").write_text(listing_toml(listing))
    return Made(folder, tuple(listing.slug for listing in listings))


def sentences() -> list[str]:
    """Things people might type, each once, some misspelt, in an order that mixes them."""
    said = [" ".join(parts) for parts in product(WHOSE, TROUBLES, TAILS)]
    random.Random(7).shuffle(said)
    return said


def _organisation(number: int) -> Organisation:
    name = (
        f"{FIRST[number % len(FIRST)]} {SECOND[number // len(FIRST) % len(SECOND)]} Neighbours {number + 1}"
    )
    slug = f"group-{number + 1}"
    return Organisation(id=str(uuid.uuid5(SPACE, slug)), slug=slug, name=name)


def _listings(
    localities: list[str],
    postcodes: list[dict[str, str]],
    needs: frozenset[str],
    groups: list[Organisation],
    count: int,
) -> Iterator[Listing]:
    choose = random.Random(count)
    for number in range(count):
        kind, what, serves = KINDS[number % len(KINDS)]
        slug = re.sub(r"[^a-z]+", "-", kind.lower().replace("é", "e").replace("'", "")) + f"-{number + 1}"
        postcode = choose.choice(postcodes)
        cost = choose.choice((0.0, 0.0, 1.0, 2.5, 5.0))
        opens = choose.randrange(9, 19)
        name = f"{choose.choice(FIRST)} {choose.choice(SECOND)}"
        joining: Joining = choose.choice(("drop-in", "drop-in", "contact", "book"))
        yield Listing(
            id=str(uuid.uuid5(SPACE, slug)),
            slug=slug,
            locality=BOROUGH_WIDE if number % 12 == 0 else choose.choice(localities),
            name=f"{name} {kind}",
            organization=choose.choice(groups).slug,
            description=f"{what}. {choose.choice(EXTRA)} {choose.choice(EXTRA)}",
            source=Source(
                name="made up for measuring",
                url="https://example.org/made-up",
                seen=SEEN,
                date=choose.choice(("2026-03", "2025-11", "2024-06", None)),
            ),
            joining=joining,
            eligibility_description=choose.choice(WHO),
            needs=tuple(need for need in serves if need in needs),
            tags=tuple(choose.sample(re.findall(r"[a-z]{4,}", what.lower()), 2)),
            attending=("venue",),
            cost_options=(CostOption(option="Each time", amount=cost),),
            schedules=(
                Schedule(
                    freq="WEEKLY",
                    byday=choose.choice(("MO", "TU", "WE", "TH", "FR", "SA", "MO,TH")),
                    opens_at=f"{opens:02}:00",
                    closes_at=f"{opens + 2:02}:00",
                ),
            ),
            locations=(
                Location(
                    name=name,
                    address_1=f"{choose.randrange(1, 200)} {choose.choice(FIRST)} Road",
                    postal_code=postcode["postcode"],
                    latitude=float(postcode["latitude"]),
                    longitude=float(postcode["longitude"]),
                    wheelchair=choose.choice((True, None)),
                ),
            ),
            phones=(Phone(number=f"020 7946 {choose.randrange(1000):04}"),),
        )
