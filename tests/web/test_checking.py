"""A steward reads what is proposed side by side and decides; a group sees what became of it; what was can come back."""

import pytest

from poai.domain.account import Account
from poai.domain.account import State as AccountState
from poai.domain.listing import Listing
from poai.store import Listings
from poai.store.proposals import State
from tests.actions.proposing import LUNCH, Proposing
from tests.web.staff import Hands, StaffSite


class Checked(Proposing):
    """Exampleton's listings on a site, with browsers in which its people are signed in."""

    def hands(self, site: StaffSite, name: str) -> Hands:
        hands = Hands(site.app)
        actor = self[name]
        account = Account(actor.id, "", actor.name, AccountState.ACTIVE)
        hands.browser.cookies.set("__Host-session", self.cast.signed_in(account), domain="help.example.org")
        return hands


@pytest.fixture
def here(site: StaffSite) -> Checked:
    return Checked(site.cast)


def seen_by_all(here: Checked, slug: str = LUNCH) -> Listing:
    shown = here.shown(slug)
    assert shown
    return shown


def test_from_the_queue_to_accepted_in_two_clicks(here: Checked, site: StaffSite) -> None:
    here.changes("fay", LUNCH, name="Marsh supper club")
    sol = here.hands(site, "sol")
    sol.sees("/staff")
    sol.sees(sol.seen.link("Check what groups propose"))
    assert "Changes: Name" in sol.seen.text
    sol.sees(sol.seen.link_beginning("Marsh lunch club"))
    for words in ("Fay", "as we do it now", "taken out: lunch (end)", "added: supper (end)"):
        assert words in sol.seen.text
    sol.sends("/accept")
    assert "Accepted. Residents see it now." in sol.seen.text
    assert "Nothing waits for you" in sol.seen.text
    assert seen_by_all(here).name == "Marsh supper club"


def test_it_is_worded_otherwise_and_nothing_typed_is_lost(here: Checked, site: StaffSite) -> None:
    one = here.changes(
        "fay", LUNCH, name="BEST LUNCH", minimum_age=50, needs=("company",), tags=("lunch", "soup")
    )
    sol = here.hands(site, "sol")
    sol.sees(f"/steward/proposals/{one}/edit")
    sol.sends("/edit", 422, name="A good lunch", minimum_age="fifty")
    assert "Enter an age from 0 to 120" in sol.seen.text
    assert sol.seen.form("/edit").value("name") == "A good lunch"
    sol.sends("/edit", name="A good lunch", minimum_age="55", tags="lunch\nwarm")
    shown = seen_by_all(here)
    assert (shown.name, shown.minimum_age, shown.tags) == ("A good lunch", 55, ("lunch", "warm"))
    assert shown.needs == ("company",)


def test_it_is_returned_with_a_message_read_and_sent_again(here: Checked, site: StaffSite) -> None:
    one = here.changes("fay", LUNCH, name="Best lunch")
    sol, fay = here.hands(site, "sol"), here.hands(site, "fay")
    sol.sees(f"/steward/proposals/{one}")
    sol.sends("/return", 422)
    assert "Say what has to change" in sol.seen.text
    sol.sends("/return", message="Please keep to the name on your door.")
    fay.sees(f"/my-listings/proposals/{one}")
    assert "Please keep to the name on your door." in fay.seen.text
    fay.sees(fay.seen.link("Change it and send it again"))
    fay.sends("/again", name="Marsh lunch", why="as on the door")
    assert "Sent. You get a letter" in fay.seen.text
    sol.sees("/steward/queue")
    sol.sees(sol.seen.link_beginning("Marsh lunch club"))
    sol.sends("/accept")
    assert seen_by_all(here).name == "Marsh lunch"


def test_who_comes_second_is_told_and_what_they_wrote_is_there(here: Checked, site: StaffSite) -> None:
    one = here.changes("fay", LUNCH, name="Best lunch")
    sol, pam = here.hands(site, "sol"), here.hands(site, "pam")
    for hands in (sol, pam):
        hands.sees(f"/steward/proposals/{one}")
    sol.sends("/accept")
    pam.sends("/return", 409, message="No.")
    assert "Somebody decided this" in pam.seen.text
    assert "Sol" in pam.seen.text
    assert "You wrote: No." in " ".join(pam.seen.text.split())
    pam.posts(
        f"/steward/proposals/{one}/accept", 409, csrf=pam.seen.form("/sign-out").value("csrf"), version="2"
    )
    assert here.proposal(one).state is State.ACCEPTED


def test_what_a_member_takes_back_waits_no_longer(here: Checked, site: StaffSite) -> None:
    one = here.changes("fay", LUNCH, name="Best lunch")
    finn, fay = here.hands(site, "finn"), here.hands(site, "fay")
    finn.sees(f"/my-listings/proposals/{one}")
    assert "Take it back" not in finn.seen.text
    fay.sees(f"/my-listings/proposals/{one}")
    fay.sends("/take-back")
    assert "Taken back" in fay.seen.text
    assert here.proposal(one).state is State.WITHDRAWN


def test_two_who_send_again_see_both_versions_and_choose(here: Checked, site: StaffSite) -> None:
    one = here.changes("fay", LUNCH, name="Best lunch")
    sol, fay = here.hands(site, "sol"), here.hands(site, "fay")
    sol.sees(f"/steward/proposals/{one}")
    sol.sends("/return", message="No.")
    fay.sees(f"/my-listings/proposals/{one}/again")
    here.changes("pam", LUNCH, name="Lunch at the marsh")
    fay.sends("/again", 409, name="Marsh lunch", why="as on the door")
    for words in ("You wrote", "Marsh lunch", "It says now", "Lunch at the marsh", "Pam"):
        assert words in fay.seen.text
    fay.sends("/again", name="Marsh lunch")
    assert "Sent. You get a letter" in fay.seen.text


def test_nobody_elses_proposals_and_history_are_there(here: Checked, site: StaffSite) -> None:
    one = here.changes("fay", LUNCH, name="Best lunch")
    nell, cora = here.hands(site, "nell"), here.hands(site, "cora")
    for hands, path in (
        (nell, f"/steward/proposals/{one}"),
        (nell, f"/steward/proposals/{one}/edit"),
        (nell, f"/steward/listings/{LUNCH}/history"),
        (nell, f"/steward/listings/{LUNCH}/history/1"),
        (cora, f"/my-listings/proposals/{one}"),
        (cora, f"/my-listings/{LUNCH}/history"),
        (cora, "/steward/queue"),
        (nell, "/steward/proposals/none"),
    ):
        hands.sees(path, 404)


def test_an_earlier_version_is_put_back_by_a_further_one(here: Checked, site: StaffSite) -> None:
    before = seen_by_all(here)
    here.changes("sol", LUNCH, name="Something else")
    sol = here.hands(site, "sol")
    sol.sees(f"/steward/listings/{LUNCH}/history")
    assert "Sol: as we do it now" in " ".join(sol.seen.text.split())
    sol.sees(f"/steward/listings/{LUNCH}/history/1")
    sol.sends("/history/1", 422)
    assert "Say why" in sol.seen.text
    sol.sends("/history/1", why="that was a mistake")
    assert "Put back. Residents see it now." in sol.seen.text
    after = seen_by_all(here)
    assert (after.name, after.id, after.slug) == (before.name, before.id, before.slug)
    with here.cast.store.read() as connection:
        assert [each.number for each in Listings(connection).revisions(LUNCH)] == [1, 2, 3]


def test_of_what_a_member_puts_back_the_steward_reads_what_is_checked_first(
    here: Checked, site: StaffSite
) -> None:
    here.changes("sol", LUNCH, name="Something else", email="new@example.org")
    fay = here.hands(site, "fay")
    fay.sees(f"/my-listings/{LUNCH}/history/1")
    fay.sends("/history/1", why="it was right")
    assert "The rest waits for the steward" in fay.seen.text
    shown = seen_by_all(here)
    assert shown.name == "Something else"
    assert shown.email != "new@example.org"
