"""What opens an account is not written down where faults are."""

import logging

import pytest

from poai.actions import invitations
from poai.web.addresses import masked
from tests.web.staff import StaffSite


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/invitation/abc", "/invitation/…"),
        ("/reset/abc-_1", "/reset/…"),
        ("/account/email/abc", "/account/email/…"),
        ("/reply/abc/answer/wait", "/reply/…/answer/wait"),
        ("/claim/abc", "/claim/…"),
        ("/check/abc/tea/room", "/check/…/tea/room"),
        ("/cy/reset/abc", "/cy/reset/…"),
        ("/reset/abc/def", "/reset/…/def"),
        ("/reset", "/reset"),
        ("/account/email", "/account/email"),
        ("/listings/reset-cafe", "/listings/reset-cafe"),
    ],
)
def test_keys_are_masked_and_nothing_else(path: str, said: str) -> None:
    assert masked(path) == said


def test_a_fault_on_such_a_page_is_logged_without_the_key(
    site: StaffSite, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(invitations, "look", lambda *_, **__: 1 / 0)
    with caplog.at_level(logging.ERROR, "poai.web"):
        answer = site.hands().browser.get("/invitation/zebracrossing")
    assert answer.status_code == 500
    (said,) = [record.getMessage() for record in caplog.records]
    assert "/invitation/{token}" in said
    assert "zebracrossing" not in said
