"""A file of listings that a steward has tried."""

from poai.actions.taking_in_desk import try_file
from poai.actions.taking_in_plan import Asked
from poai.domain.access import Actor
from tests.actions.cast import Cast
from tests.actions.taking import FEED, envelope, exampleton, service


def try_feed(cast: Cast, steward: Actor) -> dict[str, str]:
    """One that would be added, and two that cannot be taken: the run's number, as "run"."""
    place, content = exampleton()
    body = envelope(
        service("s1", "Tea and talk"),
        service(
            "s2",
            "AnExtraordinarilyLongNameWithoutASingleSpaceInItForAGroupThatMeetsOnMondays",
            postcode="SW1A 1AA",
        ),
        service("s3", ""),
    )
    run = try_file(cast.office, steward, Asked(feed=FEED), body, place, content.needs, now=cast.now)
    return {"run": str(run)}
