"""Which groups a steward looks after follows from where their listings are, also those that are shown no more."""

import pytest

from poai.store import Store
from poai.store.groups import areas_of, stewarded_groups
from tests.actions.cast import Cast
from tests.actions.proposing import LUNCH, Proposing


@pytest.fixture
def here(store: Store) -> Proposing:
    return Proposing(Cast(store))


def test_a_listing_that_is_taken_down_counts_still(here: Proposing) -> None:
    here.takes_down(LUNCH)
    with here.cast.store.read() as connection:
        assert areas_of(connection, "friends-of-exampleton") == {"north-end", "south-end"}
        assert areas_of(connection, "nobody") == frozenset()
        assert stewarded_groups(connection, here["sol"]) == {"closed-society"}
        assert stewarded_groups(connection, here["nell"]) == frozenset()
        assert stewarded_groups(connection, here["fay"]) == frozenset()
