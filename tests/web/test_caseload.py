"""A caseload in the browser: what needs doing in words, narrowed by keys alone, searched without a trace in any address."""

import re
from uuid import uuid4

import pytest
from sqlalchemy import insert, update

from poai.store.person_tables import person
from poai.store.referral_tables import concern
from tests.web.staff import Hands
from tests.web.staffed import Staffed


@pytest.fixture
def nora(staffed: Staffed) -> Hands:
    return staffed.hands("nora")


def people_on(hands: Hands) -> list[str]:
    """Their names; a link tells the reference too."""
    return [
        words.partition(",")[0] for words, url in hands.seen.links if re.search(r"/cases/[0-9a-f]{8}-", url)
    ]


def due(staffed: Staffed) -> None:
    """Ivy has said that something is not right, and is to be followed up; Hazel nothing."""
    with staffed.cast.store.work() as connection:
        ivy = staffed.northerner.id
        values = {"id": str(uuid4()), "person_id": ivy, "words": b"", "at": staffed.cast.now}
        connection.execute(insert(concern).values(**values))
        day = staffed.cast.now.date()
        connection.execute(
            update(person).values(follow_up_on=day, practice="Harbour Surgery").where(person.c.id == ivy)
        )


def test_what_needs_doing_is_told_in_words_with_its_day(staffed: Staffed, nora: Hands) -> None:
    due(staffed)
    nora.sees("/cases")
    for said in (
        "Somebody said that something is not right",
        "They said that something is not right: today",
        "Follow-up due: today",
        "No referral under way",
        "To do today (1)",
        "Everybody (1)",
        "Unanswered (0)",
    ):
        assert said in nora.seen.text, said


def test_s27_a_caseload_is_narrowed_by_keys_and_whatever_else_is_in_the_address_is_not_repeated(
    staffed: Staffed, nora: Hands
) -> None:
    nora.sees("/cases")
    nora.sees(nora.seen.link("Waiting (0)"))
    assert people_on(nora) == []
    assert "Nobody is here: Waiting" in nora.seen.text
    nora.sees("/cases?show=%3Cb%3EIvy&team=Ivy&closed=maybe&page=99999999999999999999&worker=Ivy")
    assert people_on(nora) == ["Ivy Northerner"]
    addresses = [
        url for _, url in nora.seen.links if "?" in url and "Ivy" in url and not url.endswith("#main")
    ]
    assert addresses == []
    nora.sees("/cases?page=7")
    assert people_on(nora) == []
    nora.sees("/cases")
    nora.sees(nora.seen.link("Show closed records"))
    assert "No record is closed" in nora.seen.text


def test_s20_s27_somebody_is_searched_for_by_post_alone_and_only_among_those_one_may_see(
    staffed: Staffed, nora: Hands
) -> None:
    nora.sees("/cases")
    nora.sends("/cases/search", q="  <Northernr> ")
    assert people_on(nora) == ["Ivy Northerner"]
    assert "1 person like “<Northernr>”" in nora.seen.text
    assert nora.seen.address.endswith("/cases/search")
    assert not [url for _, url in nora.seen.links if "orthern" in url]
    nora.sends("/cases/search", q="Ash Southern")
    assert people_on(nora) == []
    assert "Nobody you may see" in nora.seen.text
    nora.sends("/cases/search", 422, q=" ")
    assert nora.seen.text.count("Enter a name, a reference or a GP practice") == 2
    nora.sees("/cases/search?q=Northerner")
    assert people_on(nora) == []


def test_s20_a_team_is_shown_to_its_own_and_figures_to_its_lead(staffed: Staffed, nora: Hands) -> None:
    due(staffed)
    page = f"/cases/team/{staffed.north.id}"
    nora.sees(page)
    assert people_on(nora) == ["Hazel Unassigned", "Ivy Northerner"]
    assert "Who has how many" not in nora.seen.text
    assert "Hand people over" not in nora.seen.text
    nora.sees(nora.seen.link("No worker yet"))
    assert people_on(nora) == ["Hazel Unassigned"]
    lena = staffed.hands("lena")
    lena.sees(page)
    assert "Nora 1 1" in re.sub(r"\s+", " ", lena.seen.text)
    for name in ("sami", "olga", "stew", "ada", "gus"):
        staffed.hands(name).sees(page, 404)


def test_a_lead_hands_a_worker_s_people_over(staffed: Staffed) -> None:
    lena = staffed.hands("lena")
    lena.sees(f"/cases/team/{staffed.north.id}")
    lena.sees(lena.seen.link("Hand people over"))
    lena.sees(lena.seen.link("Nora"))
    lena.sends("/cases/hand-over", 422, who="all", note="Nora is ill.")
    assert lena.seen.text.count("Choose who takes them over") == 2
    assert lena.seen.form("/cases/hand-over").value("note") == "Nora is ill."
    lena.sends("/cases/hand-over", 422, who="some", to=staffed["neil"].id, note="Nora is ill.")
    assert "Tick at least one person" in lena.seen.text
    stale = dict(lena.seen.form("/cases/hand-over").fields)
    lena.sends("/cases/hand-over", who="all", to=staffed["neil"].id, note="Nora is ill.")
    assert "They are handed over" in lena.seen.text
    neil = staffed.hands("neil")
    neil.sees("/cases")
    assert people_on(neil) == ["Ivy Northerner"]
    neil.sees(f"/cases/{staffed.northerner.id}/notes")
    assert "Nora is ill." in neil.seen.text
    again = {**stale, "once": "another", "who": "all", "to": staffed["neil"].id, "note": "Again"}
    lena.posts("/cases/hand-over", 409, **again)
    assert "nobody was handed over" in lena.seen.text
    for name in ("nora", "sami", "ada"):
        answer = staffed.post("/cases/hand-over", staffed.token(name), {**again, "csrf": ""})
        assert answer.status_code in (403, 404)
        assert (
            staffed.get("/cases/hand-over?team=" + staffed.north.id, staffed.token(name)).status_code == 404
        )


def test_s20_s27_a_huddle_names_its_practice_in_no_address(staffed: Staffed, nora: Hands) -> None:
    nora.sees("/cases/huddle")
    assert "No GP practice is written" in nora.seen.text
    due(staffed)
    nora.sees("/cases")
    nora.sees(nora.seen.link("Prepare a huddle at a GP practice"))
    nora.sends("/cases/huddle", 422)
    assert nora.seen.text.count("Choose a GP practice") == 2
    nora.sends("/cases/huddle", practice="Harbour Surgery")
    assert nora.heading() == "Huddle: Harbour Surgery"
    assert people_on(nora) == ["Ivy Northerner"]
    assert nora.seen.address.endswith("/cases/huddle")
    sami = staffed.hands("sami")
    sami.sees("/cases/huddle")
    sami.posts("/cases/huddle", 200, practice="Harbour Surgery", csrf=csrf_of(sami))
    assert people_on(sami) == []


def csrf_of(hands: Hands) -> str:
    return dict(hands.seen.form("/sign-out").fields)["csrf"]
