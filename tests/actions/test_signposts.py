"""Telling somebody about something is written down once, is no referral, and is for who works with them."""

import pytest

from poai.actions.signposts import add
from poai.domain.audit import Event
from poai.domain.errors import NotFoundError
from poai.store import Keys, Referrals
from poai.store.signposts import Signposts
from tests.actions.cast import Cast
from tests.actions.referrers import LISTINGS, referrers


def test_a_signpost_is_written_down_once_and_asks_nobody(cast: Cast) -> None:
    work = referrers(cast)
    for _ in range(2):
        add(work.office, work["nora"], work.ivy.id, LISTINGS["silence"], key="k", now=cast.now)
    for name in set(work.actors) - {"nora", "lena"}:
        with pytest.raises(NotFoundError):
            add(work.office, work[name], work.ivy.id, LISTINGS["tea"], now=cast.now)
    with cast.store.read() as connection:
        (one,) = Signposts(connection).of_person(work.ivy.id)
        referrals = Referrals(connection, work["lena"], Keys.load(connection, cast.secret))
        assert referrals.visible("referral:read", cast.now) == []  # type: ignore[arg-type]
    assert (one.listing, one.organisation, one.by) == ("silence", "silent-group", work["nora"].id)
    assert cast.count(Event.SIGNPOSTED) == 1
    assert cast.letters() == []
