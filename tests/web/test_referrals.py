"""The worker's page of a referral: every move of theirs, what others did meanwhile, and somewhere else after a no."""

from typing import Any

from poai.actions.answering import answer
from poai.domain.referral import Answer, Name, Reason, Referral, Status
from tests.web.staff import Hands
from tests.web.staffed import Staffed
from tests.web.test_refer import AGREED, LUNCH, VISITORS, account, referrals, sent, site

__all__ = ["site"]

WANTS: dict[str, Any] = {"reopen-note": "they want it"}
WRONG: dict[str, Any] = {"correct-note": "the wrong Ivy"}
GONE: dict[str, Any] = {"withdraw-note": "They moved away"}


def answered(site: Staffed, one: Referral, name: Name, **given: Any) -> Referral:
    """The friends move a referral of theirs."""
    fred = site.cast.present(site.cast.signed_in(account(site, "fred")))
    now = site.cast.now
    answer(site.cast.office, fred, one.id, name, version=one.version, key="", now=now, given=Answer(**given))
    return next(each for each in referrals(site) if each.id == one.id)


def opened(site: Staffed) -> tuple[Hands, Referral]:
    hands = sent(site, VISITORS)
    return hands, referrals(site)[0]


def moves(hands: Hands, name: str, status: int = 200, **fields: Any) -> str:
    """Sends the form of one move on the page that they look at; what comes then."""
    form = next(form for form in hands.seen.forms if form.value("move") == name)
    filled: dict[str, Any] = dict(form.fields) | fields
    return hands.posts(form.action, status, **filled).text


def test_a_referral_can_be_withdrawn_and_asked_again_and_keeps_its_past(site: Staffed) -> None:
    hands, _ = opened(site)
    assert "The group can no longer see it." in moves(hands, "withdraw")
    assert "Say why" in moves(hands, "reopen", 422)
    assert "Choose how they agreed" in moves(hands, "reopen", 422, **WANTS)
    text = moves(hands, "reopen", **WANTS, **AGREED)
    assert "The group is asked again." in text
    assert text.index("Asked again") > text.index("Withdrawn")
    assert "they want it" in text
    assert referrals(site)[0].status is Status.SENT


def test_the_page_says_when_the_group_no_longer_sees_whom_it_is_about(site: Staffed) -> None:
    hands, one = opened(site)
    assert "The group sees nothing of this now" not in hands.sees(f"/referrals/{one.id}").text
    answered(site, one, Name.DECLINE, reason=Reason.FULL)
    assert "The group sees nothing of this now" in hands.sees(f"/referrals/{one.id}").text


def test_it_ends_with_why_nothing_started_or_what_came_of_it(site: Staffed) -> None:
    hands, one = opened(site)
    one = answered(site, one, Name.ACCEPT)
    hands.sees(f"/referrals/{one.id}")
    assert "Choose why" in moves(hands, "not-started", 422)
    assert "Say why" in moves(hands, "not-started", 422, reason="other")
    one = answered(site, one, Name.START)
    hands.sees(f"/referrals/{one.id}")
    assert "Choose what came of it" in moves(hands, "finish", 422)
    assert "What came of it is recorded." in moves(hands, "finish", outcome="helped")
    hands.sees(f"/cases/{site.northerner.id}/refer")
    assert "It helped" in hands.seen.text or "it helped" in hands.seen.text


def test_made_in_error_it_is_corrected_and_never_deleted(site: Staffed) -> None:
    hands, _ = opened(site)
    assert "Say why" in moves(hands, "correct", 422)
    assert "made in error" in moves(hands, "correct", **WRONG)
    assert "the wrong Ivy" in hands.seen.text
    assert referrals(site)[0].status is Status.ERROR


def test_s55_a_stale_page_changes_nothing_and_shows_what_changed_and_what_was_typed(site: Staffed) -> None:
    hands, one = opened(site)
    answered(site, one, Name.DECLINE, reason=Reason.FULL, note="Try us in spring")
    text = moves(hands, "withdraw", 409, **GONE)
    assert "It has changed while you were here" in text
    assert "Try us in spring" in text
    assert "They moved away" in text
    assert referrals(site)[0].status is Status.DECLINED


def test_a_double_click_moves_once(site: Staffed) -> None:
    hands, _ = opened(site)
    form = next(form for form in hands.seen.forms if form.value("move") == "withdraw")
    fields: dict[str, Any] = dict(form.fields)
    hands.posts(form.action, **fields)
    hands.posts(form.action, **fields)
    assert referrals(site)[0].version == 2


def test_by_http_too_nobody_makes_a_move_that_is_not_theirs(site: Staffed) -> None:
    _, one = opened(site)
    for name in Name:
        if name in (Name.WITHDRAW, Name.CORRECT):
            continue
        fields = {"move": name, "version": str(one.version), "reason": "full", f"{name}-note": "x"}
        assert site.post(f"/referrals/{one.id}/move", site.token("nora"), fields).status_code in (409, 422)
    wrong = {"move": "explode", "version": "1"}
    assert site.post(f"/referrals/{one.id}/move", site.token("nora"), wrong).status_code == 400
    away = {"move": "withdraw", "version": str(one.version)}
    assert site.post(f"/referrals/{one.id}/move", site.token("neil"), away).status_code == 404
    assert referrals(site)[0] == one


def test_after_a_no_others_that_fit_are_one_press_away(site: Staffed) -> None:
    hands, one = opened(site)
    one = answered(site, one, Name.DECLINE, reason=Reason.FULL)
    page = hands.sees(f"/referrals/{one.id}")
    assert "Other groups that fit" in page.text
    assert "Marsh lunch club" in page.text
    form = page.form("/refer/send")  # the same group, to which they agreed: one press
    assert form.value("listing") == LUNCH
    fields: dict[str, Any] = dict(form.fields)
    hands.posts(form.action, **fields)
    assert "The referral is sent." in hands.seen.text
    assert {each.listing: each.status for each in referrals(site)} == {
        VISITORS: Status.DECLINED,
        LUNCH: Status.SENT,
    }
    page = hands.sees(f"/referrals/{one.id}")
    assert "Marsh lunch club" not in page.text  # asked now
    assert "Harbour Library" not in page.text  # does not fit


def test_a_group_that_is_full_says_so_where_one_chooses(site: Staffed) -> None:
    _, one = opened(site)
    answered(site, one, Name.DECLINE, reason=Reason.FULL)
    page = site.hands("nora").sees(f"/cases/{site.northerner.id}/refer")
    assert "Said it was full: today." in page.text
    assert "Declined (there is no room)" in page.text or "declined (there is no room)" in page.text


def test_own_referrals_by_stage_are_ones_own(site: Staffed) -> None:
    sent(site, VISITORS)
    page = site.hands("nora").sees("/referrals")
    assert "Ivy Northerner: Hillside visitors" in page.text
    assert "Not answered yet (1)" in page.text
    assert "Ivy" not in site.hands("nora").sees("/referrals?stage=declined").text
    assert "Ivy" not in site.hands("neil").sees("/referrals").text
    assert "Ivy" not in site.hands("sami").sees("/referrals?stage=unanswered&page=2").text
    assert site.get("/referrals", site.token("omar")).status_code == 404


def test_a_steward_corrects_without_seeing_whom_it_is_about(site: Staffed) -> None:
    _, one = opened(site)
    hands = site.hands("stew")
    hands.sees("/steward/referrals")
    hands.sends("/steward/referrals", 422, reference="AAAA-AAAA")
    page = hands.sends("/steward/referrals", reference=one.reference.lower())
    assert "Hillside visitors" in page.text
    assert "Ivy" not in page.html
    hands.sends("/correct", 422, why="")
    for unfit in ("x" * 1001, "a bell: \a"):
        assert "Use 1,000 characters or fewer" in hands.sends("/correct", 422, why=unfit).text
    page = hands.sends("/correct", why="this group no longer does it")
    assert "It is recorded that this was made in error." in page.text
    assert referrals(site)[0].status is Status.ERROR
    assert site.get("/steward/referrals", site.token("nora")).status_code == 404
    assert site.get(f"/referrals/{one.id}", site.token("stew")).status_code == 404


def test_a_steward_of_another_area_finds_nothing(site: Staffed) -> None:
    sent(site, LUNCH)  # in the south end
    one = referrals(site)[0]
    hands = site.hands("stew")
    hands.sees("/steward/referrals")
    page = hands.sends("/steward/referrals", 422, reference=one.reference)
    assert "No referral to a listing in your area has this reference" in page.text
    fields = {"why": "x", "version": str(one.version), "reference": one.reference}
    away = f"/steward/referrals/{one.id}/correct"
    assert site.post(away, site.token("stew"), fields).status_code == 404
