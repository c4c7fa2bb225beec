"""A worker refers somebody in a few presses, with consent and exactly what is told in sight; nobody else does."""

from dataclasses import replace
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import select

from poai.domain.access import Permission
from poai.domain.account import Account, Grant, Role
from poai.domain.person import Person
from poai.domain.referral import Referral, Status
from poai.store import Accounts, Keys, Referrals
from poai.store.person_details import packed
from poai.store.person_tables import consent as consent_table
from poai.store.person_tables import person as person_table
from tests.actions.cast import PASSWORD
from tests.web.staff import Hands
from tests.web.staffed import Staffed

FRIENDS = "friends-of-exampleton"
VISITORS, LUNCH, LIBRARY = "hillside-visitors", "marsh-lunch-club", "harbour-library"
AGREED: dict[str, Any] = {"way": "spoken", "giver": "person"}


@pytest.fixture
def site(staffed: Staffed) -> Staffed:
    """Fred answers for the friends, as Omar does for the council; Ivy needs company and has a birthday."""
    staffed.site.account("fred", Grant(Role.ORGANISATION_MEMBER, FRIENDS))
    details = replace(
        staffed.northerner.details, needs=("company",), phone="01632 960123", matters="my garden"
    )
    with staffed.cast.store.work() as connection:
        keys = Keys.load(connection, staffed.site.settings.secret)
        sealed = keys.seal(packed(details), "person.details", staffed.northerner.id)
        where = person_table.c.id == staffed.northerner.id
        connection.execute(person_table.update().where(where).values(details=sealed))
    return staffed


def referrals(site: Staffed, of: Person | None = None) -> list[Referral]:
    with site.cast.store.read() as connection:
        keys = Keys.load(connection, site.site.settings.secret)
        found = Referrals(connection, site.actor("lena"), keys)
        return found.of_person((of or site.northerner).id, Permission.REFERRAL_READ, site.cast.now)


def asking(words: str) -> dict[str, Any]:
    return {f"{VISITORS}.ask": words}


def choosing(site: Staffed, *slugs: str, name: str = "nora", **fields: Any) -> Hands:
    """Somebody who has come to the page on which it is checked."""
    hands = site.hands(name)
    hands.sees(f"/cases/{site.northerner.id}/refer")
    hands.sends("/refer/check", listing=list(slugs), **fields)
    return hands


def sent(site: Staffed, *slugs: str) -> Hands:
    hands = choosing(site, *slugs)
    hands.sends("/refer/send", **AGREED)
    return hands


def test_from_what_is_needed_to_sent_in_three_presses_and_two_once_there_is_consent(site: Staffed) -> None:
    hands = site.hands("nora")
    page = hands.sees(f"/cases/{site.northerner.id}/refer")
    assert "For: company" in page.text
    page = hands.sends("/refer/check", listing=VISITORS)
    assert "We would like to tell Friends of Exampleton about you." in page.text
    assert "01632 960123" in page.text
    assert "my garden" not in page.text  # only what is ticked
    page = hands.sends("/refer/send", **AGREED, **asking("Please ring first"))
    assert "The referral is sent." in page.text
    assert "Please ring first" in page.text
    (one,) = referrals(site)
    assert one.status is Status.SENT
    choosing(site, LUNCH).sends("/refer/send")
    assert {one.listing for one in referrals(site)} == {VISITORS, LUNCH}


def test_s44_without_consent_nothing_is_sent(site: Staffed) -> None:
    hands = choosing(site, VISITORS)
    page = hands.sends("/refer/send", 422)
    assert "Choose how they agreed" in page.text
    assert page.title.startswith("Error: ")
    hands.sends("/refer/send", 422, way="telepathy", giver="person")
    hands.sends("/refer/send", 422, way="spoken", giver="attorney")
    hands.sends("/refer/send", 422, **AGREED, until_year="2020")
    assert referrals(site) == []
    assert site.cast.letters() == []


def test_what_was_typed_stays_where_something_is_wrong(site: Staffed) -> None:
    hands = choosing(site, VISITORS)
    hands.sends("/refer/send", 422, giver="attorney", who="Kay", **asking("Please ring first"))
    form = hands.seen.form("/refer/send")
    assert form.value("who") == "Kay"
    assert form.value(f"{VISITORS}.ask") == "Please ring first"
    assert form.value("giver") == "attorney"


def test_what_was_typed_is_given_back_to_who_was_signed_out_meanwhile(site: Staffed) -> None:
    hands = choosing(site, VISITORS)
    site.cast.later(minutes=30)
    hands.sends("/refer/send", 403, **AGREED, **asking("Please ring first"))
    assert referrals(site) == []
    hands.sends("/sign-in", email=site["nora"].email, password=PASSWORD)
    hands.sends("/sign-in/code", code=site.cast.code())
    page = hands.sends("/session/resume")
    assert "Please ring first" in page.html
    assert hands.heading() == "Check and send"
    hands.sends("/refer/send")
    assert len(referrals(site)) == 1
    hands.sees(f"/cases/{site.northerner.id}/refer/check")
    assert hands.heading() == "Refer"


def test_what_is_ticked_after_the_page_was_shown_is_shown_before_it_is_sent(site: Staffed) -> None:
    hands = choosing(site, VISITORS)
    ticks: dict[str, Any] = {f"{FRIENDS}.fields": ["needs", "matters"]}
    page = hands.sends("/refer/send", **AGREED, **ticks)
    assert "What they will see has changed" in page.text
    assert "my garden" in page.text
    assert referrals(site) == []
    hands.sends("/refer/send", **ticks)
    assert len(referrals(site)) == 1


def test_several_groups_go_in_one_press_with_consent_for_each(site: Staffed) -> None:
    chosen: list[str] = [VISITORS, LUNCH, LIBRARY]
    hands = choosing(site, *chosen)
    groups = [FRIENDS, "exampleton-council"]
    names = [words for tag, words in hands.seen.headings if tag == "h2"]
    assert {"Friends of Exampleton", "Exampleton Council"} <= set(names)
    page = hands.sends("/refer/send", listing=chosen, group=groups, **AGREED)
    assert hands.heading() == "Your referrals"
    assert {one.listing for one in referrals(site)} >= {VISITORS, LUNCH, LIBRARY}
    page = hands.sees(f"/cases/{site.northerner.id}/consents")
    assert "Friends of Exampleton" in page.text
    assert "Exampleton Council" in page.text


def test_a_group_that_nobody_can_reach_is_named_and_can_be_told_of(staffed: Staffed) -> None:
    hands = staffed.hands("nora")
    hands.sees(f"/cases/{staffed.northerner.id}/refer")
    page = hands.sends("/refer", q="lonely")
    assert "You cannot ask this group here" in page.text
    page = hands.sends("/refer/check", listing=VISITORS)
    assert "They are left out. Ring them instead." in page.text
    hands.sees(f"/cases/{staffed.northerner.id}/refer")
    hands.sends("/refer", q="lonely")
    fields: dict[str, Any] = dict(hands.seen.form("/refer/check").fields) | {"signpost": VISITORS}
    for _ in range(2):  # a double click
        page = hands.posts(f"/cases/{staffed.northerner.id}/signposts", **fields)
        assert "It is recorded that you told them about Hillside visitors." in page.text
    assert len(staffed.site.rows("signpost")) == 1
    assert referrals(staffed) == []


def test_words_and_postcodes_are_never_in_an_address(site: Staffed) -> None:
    hands = site.hands("nora")
    page = hands.sees(f"/cases/{site.northerner.id}/refer")
    hands.sends("/refer", q="secret sorrow", where="ZE10 1AA")
    for link in (page, hands.seen):
        assert not [url for _, url in link.links if "secret" in url or "ZE10" in url]
    assert all(form.method == "post" for form in hands.seen.forms if "/cases/" in form.action)


def test_s54_a_double_click_sends_once_and_another_form_of_the_same_key_is_refused(site: Staffed) -> None:
    hands = choosing(site, VISITORS)
    form = hands.seen.form("/refer/send")
    fields: dict[str, Any] = dict(form.fields) | AGREED
    hands.posts(form.action, **fields)
    first = hands.seen.address
    hands.posts(form.action, **fields)
    assert hands.seen.address == first
    page = hands.posts(form.action, 409, **fields | {f"{VISITORS}.ask": "Something else"})
    assert "This form was sent before" in page.text
    assert len(referrals(site)) == 1


def test_s54_twenty_parallel_posts_make_one_referral(site: Staffed) -> None:
    hands = choosing(site, VISITORS)
    form = hands.seen.form("/refer/send")
    fields: dict[str, Any] = dict(form.fields) | AGREED
    token, answers = hands.token, list[int]()
    fields.pop("csrf")

    def send() -> None:
        answers.append(site.post(form.action, token, fields).status_code)

    threads = [Thread(target=send) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [303] * 20
    assert len(referrals(site)) == 1
    assert sum("referral-sent" in row for row in site.site.rows("outbox")) == 1


def test_nobody_is_sent_twice_to_the_same_and_the_page_leads_to_the_first(site: Staffed) -> None:
    first = sent(site, VISITORS).seen.address.partition("?")[0]
    hands = choosing(site, VISITORS)
    page = hands.sends("/refer/send", 409)
    assert page.link("See that referral") == first
    assert len(referrals(site)) == 1
    page = hands.sees(f"/cases/{site.northerner.id}/refer")
    assert page.link("They have an open referral to this") == first


def test_other_teams_and_groups_find_nothing_here(site: Staffed) -> None:
    sent(site, VISITORS)
    (one,) = referrals(site)
    (consent,) = consent_ids(site)
    person = site.northerner.id
    paths = [f"/cases/{person}/refer", f"/cases/{person}/consents", f"/cases/{person}/consents/new"]
    paths += [f"/cases/{person}/consents/{consent}", f"/referrals/{one.id}"]
    for name in ("sami", "omar", "olga", "stew", "ada", "gus"):
        token = site.token(name)
        assert {site.get(path, token).status_code for path in paths} == {404}
        for path in ("refer", "refer/check", "refer/send", "refer/draft", "signposts", "pack"):
            fields = {"listing": LIBRARY, "signpost": LIBRARY, "once": "k"}
            assert site.post(f"/cases/{person}/{path}", token, fields).status_code == 404
        move = {"move": "withdraw", "version": "1"}
        assert site.post(f"/referrals/{one.id}/move", token, move).status_code == 404
        away = f"/cases/{person}/consents/{consent}/withdraw"
        assert site.post(away, token, {"why": "no"}).status_code == 404
    assert [each.id for each in referrals(site)] == [one.id]
    assert "Ivy" in site.get(f"/referrals/{one.id}", site.token("neil")).text  # of the same team


def test_s44_withdrawn_on_the_page_the_group_finds_nothing_any_more(site: Staffed) -> None:
    hands = sent(site, VISITORS)
    (one,) = referrals(site)
    token = site.cast.signed_in(account(site, "fred"))
    assert site.get(f"/inbox/{one.id}", token).status_code == 200
    page = hands.sees(f"/cases/{site.northerner.id}/consents")
    hands.sees(page.link_beginning("Friends of Exampleton"))
    page = hands.sends("/withdraw", 422, why="")
    assert "Write down what the person said" in page.text
    page = hands.sends("/withdraw", why="I would rather not")
    assert "Sharing has stopped." in page.text
    assert site.get(f"/inbox/{one.id}", token).status_code == 404
    letters = [letter.letter for letter in site.cast.letters()]
    assert letters == ["referral-stopped"]  # the first one was not sent yet, and never will be
    page = hands.sees(page.link_beginning("Friends of Exampleton"))
    assert "I would rather not" in page.text
    assert "We would like to tell Friends of Exampleton about you." in page.text
    page = hands.sees(f"/referrals/{one.id}")
    assert "Withdrawn" in page.text


def test_a_draft_waits_until_it_is_sent(site: Staffed) -> None:
    hands = choosing(site, VISITORS)
    fields: dict[str, Any] = dict(hands.seen.form("/refer/send").fields) | AGREED
    page = hands.posts(f"/cases/{site.northerner.id}/refer/draft", **fields)
    assert "The group does not see it until you send it." in page.text
    (one,) = referrals(site)
    assert one.status is Status.DRAFT
    hands.sends("/move")
    assert referrals(site)[0].status is Status.SENT


def test_consent_is_recorded_without_a_referral_and_used_by_the_next(site: Staffed) -> None:
    hands = site.hands("nora")
    hands.sees(f"/cases/{site.northerner.id}/consents/new")
    hands.sends("/consents/new", 422, group="")
    page = hands.sends("/consents/new", group="exampleton-council", fields=["matters"], **AGREED)
    assert "What they agreed to is recorded." in page.text
    hands.sees(f"/cases/{site.northerner.id}/refer")
    page = hands.sends("/refer/check", listing=LIBRARY)
    assert "They agreed to this before" in page.text
    assert "my garden" in page.text
    hands.sends("/refer/send")
    assert [one.listing for one in referrals(site)] == [LIBRARY]


def test_a_pack_has_no_name_on_it_until_it_is_wanted(site: Staffed) -> None:
    hands = site.hands("nora")
    hands.sees(f"/cases/{site.northerner.id}/refer")
    fields: dict[str, Any] = dict(hands.seen.form("/refer/check").fields) | {"listing": [VISITORS, LUNCH]}
    page = hands.posts(f"/cases/{site.northerner.id}/pack", **fields)
    assert "Hillside visitors" in page.text
    assert "Ivy" not in page.html
    page = hands.sends("/pack", listing=[VISITORS, LUNCH])
    assert "Ivy Northerner" in page.text
    assert "Marsh lunch club" in page.text
    hands.posts(f"/cases/{site.northerner.id}/pack", 422, **fields | {"listing": []})


def account(site: Staffed, name: str) -> Account:
    with site.cast.store.read() as connection:
        members = Accounts(connection).holding(Role.ORGANISATION_MEMBER)
    return next(each for each in members if each.name == name.title())


def consent_ids(site: Staffed) -> list[str]:
    with site.cast.store.read() as connection:
        return list(connection.scalars(select(consent_table.c.id)))
