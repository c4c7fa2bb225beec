"""Casework with a fact in every column of every table that leads to somebody."""

from poai.domain.person import Person
from poai.store import Keys
from tests.actions.casework import Casework
from tests.store.seeding import Seeded, seed


def filled(work: Casework, of: Person | None = None) -> Seeded:
    """A row about somebody in every table."""
    with work.cast.store.work() as connection:
        keys = Keys.load(connection, work.cast.secret)
        return seed(connection, keys, (of or work.ivy).id, account=work["nora"].id, team=work.north.id)
