"""A worker writes notes, sets the day to come back and closes a record, on a page that says what is wrong and loses nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from poai.domain.referral import Status
from tests.web.staff import Hands
from tests.web.staffed import Staffed


@pytest.fixture
def nora(staffed: Staffed) -> Hands:
    hands = staffed.hands("nora")
    hands.sees(f"/cases/{staffed.northerner.id}/notes")
    return hands


def test_a_note_is_kept_and_shown_with_who_wrote_it(nora: Hands, staffed: Staffed) -> None:
    assert "Nothing yet" in nora.seen.text
    nora.sends("/notes", note="She likes <tea>.\nRings on Mondays.", kind="contact")
    assert "Your note is kept" in nora.seen.text
    assert "<bdi>She likes &lt;tea&gt;.</bdi><br><bdi>Rings on Mondays.</bdi>" in nora.seen.html
    assert "We were in touch" in nora.seen.text
    assert "Nora" in nora.seen.text
