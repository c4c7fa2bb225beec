"""The groups of a demo, which nobody can take for real, and what they offer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """What a group offers: when, what it costs in pounds, and the needs that it serves."""

    name: str
    description: str
    needs: tuple[str, ...]
    days: str = ""
    opens: str = ""
    closes: str = ""
    pounds: float = 0

    @property
    def slug(self) -> str:
        """Its key."""
        return self.name.lower().replace("’", "").replace(" ", "-").replace("é", "e")


@dataclass(frozen=True, slots=True)
class Group:
    """A group. `member` is the bird who signs in for it; one without answers by e-mail."""

    name: str
    member: str
    offers: tuple[Offer, ...]

    @property
    def slug(self) -> str:
        """Its key."""
        return self.name.lower().replace(" ", "-")


GROUPS = (
    Group(
        "Example Lunch Club",
        "Martin",
        (
            Offer(
                "Example Monday lunch",
                "A hot meal with other people, and somebody to talk to. A minibus fetches those who cannot walk far.",
                ("lunch-clubs", "company", "meeting-people", "food"),
                "MO",
                "12:00",
                "14:00",
                5,
            ),
            Offer(
                "Example meals brought home",
                "A hot meal at the door on weekdays from somebody who stays for a few words.",
                ("meals-at-home", "food", "company"),
                "MO,TU,WE,TH,FR",
                "11:30",
                "13:30",
                6,
            ),
        ),
    ),
    Group(
        "Example Befrienders",
        "Lark",
        (
            Offer(
                "Example friend on the telephone",
                "A call from the same volunteer each week, for people who see few others.",
                ("company", "low-mood", "grief"),
            ),
            Offer(
                "Example home visits",
                "A volunteer comes for an hour each week, for people who hardly leave the house.",
                ("company", "meeting-people", "low-mood"),
            ),
            Offer(
                "Example grief group",
                "People who have lost somebody meet and talk, or listen. Tea is there.",
                ("grief", "low-mood", "meeting-people"),
                "WE",
                "14:00",
                "15:30",
            ),
        ),
    ),
    Group(
        "Example Movers",
        "Siskin",
        (
            Offer(
                "Example chair exercise",
                "Gentle exercise sitting down, for steadier legs and fewer falls.",
                ("falls-and-balance", "keeping-active", "long-term-conditions"),
                "TU,TH",
                "10:30",
                "11:30",
                2,
            ),
            Offer(
                "Example slow walks",
                "A short walk in the park at the pace of the slowest, with a rest in the middle.",
                ("keeping-active", "meeting-people", "company"),
                "FR",
                "11:00",
                "12:00",
            ),
        ),
    ),
    Group(
        "Example Advice Desk",
        "Dunnock",
        (
            Offer(
                "Example help with forms and benefits",
                "Somebody sits with you until the form is done.",
                ("benefits", "debt", "cold-home"),
                "MO,WE",
                "09:30",
                "12:30",
            ),
            Offer(
                "Example housing advice",
                "Advice on rent, repairs and moves, by appointment.",
                ("housing", "homelessness", "legal-advice"),
            ),
        ),
    ),
    Group(
        "Example Carers Circle",
        "Avocet",
        (
            Offer(
                "Example carers’ café",
                "Coffee with others who look after somebody, while volunteers sit with those you care for.",
                ("caring-for-someone", "a-break-from-caring", "dementia"),
                "TH",
                "14:00",
                "16:00",
            ),
            Offer(
                "Example memory singing",
                "Singing old songs together, for people with dementia and whoever comes with them.",
                ("dementia", "singing-and-music", "caring-for-someone"),
                "TU",
                "14:00",
                "15:30",
                1,
            ),
        ),
    ),
    Group(
        "Example Menders",
        "",
        (
            Offer(
                "Example repairs at home",
                "Small repairs, grab rails and light bulbs by volunteers who were checked.",
                ("home-repairs", "falls-and-balance", "equipment-and-adaptations"),
            ),
            Offer(
                "Example garden help",
                "A morning in your garden, with you as far as you like.",
                ("garden-help", "gardening-and-nature"),
            ),
        ),
    ),
    Group(
        "Example Computer Corner",
        "",
        (
            Offer(
                "Example first steps online",
                "Learn to use a tablet with somebody beside you, as often as it takes.",
                ("getting-online", "learning-something-new"),
                "SA",
                "10:00",
                "12:00",
            ),
        ),
    ),
)
