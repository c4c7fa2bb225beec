"""Listings from elsewhere: what only the feed changed is taken, what somebody changed here is kept, and people decide the rest."""

from dataclasses import replace
from pathlib import Path

import pytest

from poai.actions import changing, checking
from poai.actions.open_data_files import Files
from poai.actions.taking_in import feed_of
from poai.domain.access import Actor
from poai.domain.account import Grant, Role
from poai.domain.audit import Event
from poai.domain.errors import InvalidError
from poai.domain.listing import Phone
from poai.domain.listing_now import By
from poai.interchange.dialects import UnreadableError
from poai.store import Listings, Organisations
from poai.store.do_not_list import DoNotList
from poai.store.feeds import Feed
from poai.store.proposals import Kind, Proposal, Proposals, State
from tests.actions.cast import Cast
from tests.actions.taking import (
    ELSEWHERE,
    FEED,
    envelope,
    exampleton,
    named,
    open_data_here,
    outcomes,
    service,
    shown,
    taken,
)

UUID = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"


def steward(cast: Cast) -> Actor:
    return cast.actor("stella", Grant(Role.STEWARD))


def waiting(cast: Cast, actor: Actor) -> list[Proposal]:
    with cast.store.read() as connection:
        return Proposals(connection).open_to(actor)


def edit(cast: Cast, actor: Actor, slug: str, base: int = 1, **fields: object) -> None:
    with cast.office.work(cast.now, actor.id) as work:
        listing = Listings(work.connection).get(slug)
        assert listing
        after = replace(listing, **fields)  # type: ignore[arg-type]
        changing.change(work, actor, slug, after, base=base, why="a test")


def test_a_new_listing_waits_for_a_steward_and_is_shown_when_told(cast: Cast) -> None:
    report = taken(cast, envelope(service("s1")))
    assert report.counts["added"] == 1
    assert shown(cast) == []
    (proposal,) = waiting(cast, steward(cast))
    assert (proposal.kind, proposal.base, proposal.made_by) == (Kind.NEW, 0, "feed:village-news")
    taken(cast, envelope(service("s1")), show=True)
    (listing,) = shown(cast)
    assert (listing.name, listing.slug) == ("Tea", "tea")
    with cast.store.read() as connection:
        assert [each.state for each in Proposals(connection).of_listing(listing.id)] == [State.WITHDRAWN]


def test_a_listing_has_the_places_own_facts_and_says_where_it_is_from(cast: Cast) -> None:
    taken(
        cast,
        envelope(service(UUID, last_modified="2026-10-02T12:00:00Z", assured_date="2026-10-01")),
        show=True,
    )
    (listing,) = shown(cast)
    place, _ = exampleton()
    (location,) = listing.locations
    assert listing.id == UUID
    assert listing.locality in place.localities
    assert location.ward in {ward.name for ward in place.wards.values()}
    assert (location.latitude, location.longitude) == tuple(place.postcodes.point("ZE101AA"))
    assert (listing.source.name, listing.source.url) == (FEED.name, FEED.url)
    assert (listing.source.date, listing.source.seen) == ("2026-10-02", cast.now.date())
    assert {each.by for each in listing.checked} == {By.SOURCE}
    with cast.store.read() as connection:
        (group,) = Organisations(connection).published()
    assert (group.name, group.slug) == ("Village club", "village-club")


def test_what_moves_while_it_waits_goes_to_the_steward_of_where_it_is_now(cast: Cast) -> None:
    nell = cast.actor("nell", Grant(Role.STEWARD, "north-end"))
    sol = cast.actor("sol", Grant(Role.STEWARD, "south-end"))
    taken(cast, envelope(service("s1"), service("s2", "Cake")))
    assert len(waiting(cast, nell)) == 2
    cast.later(days=1)
    taken(cast, envelope(service("s1", postcode="ZE11 3DE"), service("s2", "Cake")))
    assert len(waiting(cast, nell)) == 1
    (moved,) = waiting(cast, sol)
    assert checking.accept(cast.office, sol, moved.id, seen=0, now=cast.now).locality == "south-end"


def test_a_dry_run_changes_nothing(cast: Cast) -> None:
    report = taken(cast, envelope(service("s1")), dry=True, show=True)
    assert (report.tried, report.counts["added"]) == (True, 1)
    assert shown(cast) == []
    assert cast.count(Event.FEED_TAKEN) == 0


def test_what_only_the_feed_changed_is_taken_and_what_was_changed_here_is_kept(cast: Cast) -> None:
    taken(cast, envelope(service("s1")), show=True)
    edit(cast, steward(cast), "tea", phones=(Phone(number="01632 960001"),))
    report = taken(cast, envelope(service("s1", fees="Two pounds")))
    (line,) = outcomes(report, "changed")
    (listing,) = shown(cast)
    assert line.field == "fees_description"
    assert (listing.fees_description, listing.phones) == ("Two pounds", (Phone(number="01632 960001"),))


def test_the_same_file_again_changes_nothing(cast: Cast) -> None:
    taken(cast, envelope(service("s1"), service("s2", "Cake")), show=True)
    cast.later(days=3)
    report = taken(cast, envelope(service("s1"), service("s2", "Cake")), whole=True)
    assert (report.counts["unchanged"], report.lines) == (2, ())
    with cast.store.read() as connection:
        assert len(Listings(connection).revisions("tea")) == 1


def test_what_both_changed_waits_for_the_steward_once(cast: Cast) -> None:
    taken(cast, envelope(service("s1")), show=True)
    actor = steward(cast)
    edit(cast, actor, "tea", description="Tea, cake and talk.")
    for _ in range(2):
        report = taken(cast, envelope(service("s1", description="Tea only.", fees="Free")))
    assert report.counts["unchanged"] == 1
    (proposal,) = waiting(cast, actor)
    (listing,) = shown(cast)
    assert (proposal.kind, proposal.base) == (Kind.CONFLICT, 3)
    assert (listing.description, listing.fees_description) == ("Tea, cake and talk.", "Free")
    with cast.store.read() as connection:
        wanted = Listings(connection).revision("tea", proposal.number)
    assert wanted
    assert wanted.record.description == "Tea only."


def test_what_is_gone_from_a_whole_feed_is_proposed_to_be_taken_down_once(cast: Cast) -> None:
    taken(cast, envelope(service("s1"), service("s2", "Cake")), show=True)
    assert taken(cast, envelope(service("s1"))).counts["gone"] == 0
    assert taken(cast, envelope(service("s1")), whole=True).counts["gone"] == 1
    assert taken(cast, envelope(service("s1")), whole=True).counts["gone"] == 0
    assert named(shown(cast)) == ["Cake", "Tea"]
    (proposal,) = waiting(cast, steward(cast))
    assert (proposal.kind, proposal.slug) == (Kind.CHANGE, "cake")


def test_what_has_come_back_is_not_taken_down(cast: Cast) -> None:
    both = envelope(service("s1"), service("s2", "Cake"))
    taken(cast, both, show=True)
    taken(cast, envelope(service("s1")), whole=True)
    assert taken(cast, both, whole=True).counts["unchanged"] == 2
    assert waiting(cast, steward(cast)) == []


def test_a_steward_who_keeps_what_is_gone_is_not_asked_again(cast: Cast) -> None:
    actor = steward(cast)
    taken(cast, envelope(service("s1"), service("s2", "Cake")), show=True)
    taken(cast, envelope(service("s1")), whole=True)
    (proposal,) = waiting(cast, actor)
    with cast.store.work() as connection:
        Proposals(connection).decide(
            proposal.id, State.RETURNED, by=actor.id, now=cast.now, message="It runs"
        )
    assert taken(cast, envelope(service("s1")), whole=True).counts["gone"] == 0
    assert waiting(cast, actor) == []


def test_another_file_by_mistake_takes_nothing_down(cast: Cast) -> None:
    many = [service(f"s{number}", f"Tea {number}") for number in range(12)]
    taken(cast, envelope(*many), show=True)
    report = taken(cast, envelope(service("other", "Cake")), whole=True)
    assert report.counts["gone"] == 0
    assert "looks like another file" in " ".join(report.notes)


def test_what_is_on_the_do_not_list_does_not_come_back(cast: Cast) -> None:
    actor = steward(cast)
    taken(cast, envelope(service("s1")), show=True)
    (listing,) = shown(cast)
    with cast.store.work() as connection:
        Listings(connection).withdraw(listing.slug, made_by=actor.id, why="a test", now=cast.now)
        DoNotList(connection).add(
            name="Tea",
            postcode=None,
            reason="It closed",
            made_by=actor.id,
            now=cast.now,
            listing_id=listing.id,
        )
    report = taken(cast, envelope(service("s1"), service("new", "TEA!")), show=True)
    assert [line.why for line in outcomes(report, "skipped")] == ["It is on the do-not-list: It closed"] * 2
    assert shown(cast) == []


def test_what_the_directory_names_as_ended_does_not_come_back_either(cast: Cast) -> None:
    report = taken(cast, envelope(service("s1", "The lost lunch club")), show=True)
    assert [line.why for line in outcomes(report, "skipped")] == ["It is on the do-not-list: It closed."]
    assert shown(cast) == []


def test_what_was_taken_down_here_is_not_put_back(cast: Cast) -> None:
    taken(cast, envelope(service("s1")), show=True)
    actor = steward(cast)
    with cast.store.work() as connection:
        Listings(connection).withdraw("tea", made_by=actor.id, why="a test", now=cast.now)
    report = taken(cast, envelope(service("s1", fees="Free")), show=True)
    assert [line.why for line in outcomes(report, "skipped")] == ["It was taken down here"]


def test_what_a_steward_sent_back_is_not_proposed_again(cast: Cast) -> None:
    actor = steward(cast)
    taken(cast, envelope(service("s1")))
    (proposal,) = waiting(cast, actor)
    with cast.store.work() as connection:
        Proposals(connection).decide(proposal.id, State.RETURNED, by=actor.id, now=cast.now, message="No")
    report = taken(cast, envelope(service("s1", fees="Free")), show=True)
    assert [line.why for line in outcomes(report, "skipped")] == ["A steward sent it back"]
    assert shown(cast) == []


def test_what_is_outside_is_left_out_unless_it_serves_the_place(cast: Cast) -> None:
    far = service("far", "Far", postcode=ELSEWHERE)
    near = service("near", "Near", postcode=ELSEWHERE, service_areas=[{"name": "Greater Exampleton"}])
    lost = {name: value for name, value in service("lost", "Lost").items() if name != "service_at_locations"}
    report = taken(cast, envelope(far, near, lost), show=True)
    assert [(line.name, line.why) for line in outcomes(report, "skipped")] == [
        ("Far", f"It is outside Exampleton: {ELSEWHERE}"),
        ("Lost", "It does not say where it is or whom it serves"),
    ]
    assert [listing.locality for listing in shown(cast)] == ["borough-wide"]
    taken(cast, envelope(far, near, lost), show=True, everywhere=True)
    assert named(shown(cast)) == ["Far", "Lost", "Near"]


def test_a_bad_row_stops_no_other_and_says_why(cast: Cast) -> None:
    report = taken(
        cast, envelope(service("s1", ""), service("s2", "Cake"), service("s2", "Again")), show=True
    )
    assert named(shown(cast)) == ["Cake"]
    assert [(line.where, line.field, line.why) for line in outcomes(report, "skipped")] == [
        ("contents[0]", "name", "It has no name"),
        ("contents[2]", "id", "It has the same id as contents[1]"),
    ]


def test_listings_and_groups_of_the_same_name_have_addresses_of_their_own(cast: Cast) -> None:
    other = {"id": "g2", "name": "Village club"}
    taken(cast, envelope(service("s1"), service("s2", organization=other)), show=True)
    listings = {listing.slug: listing.organization for listing in shown(cast)}
    assert listings == {"tea": "village-club", "tea-2": "village-club-2"}


def test_a_listing_does_not_take_the_address_of_a_page(cast: Cast) -> None:
    taken(cast, envelope(service("s1", "New"), service("s2", "Proposals")), show=True)
    assert sorted(each.slug for each in shown(cast)) == ["new-2", "proposals-2"]


def test_a_group_that_is_here_already_is_not_made_again(cast: Cast) -> None:
    taken(cast, envelope(service("s1")), show=True)
    other = Feed(key="other", name="Other", url="https://other.example.org")
    taken(
        cast,
        envelope(service("x1", "Cake", organization={"id": "77", "name": "VILLAGE  CLUB"})),
        feed=other,
        show=True,
    )
    assert {listing.organization for listing in shown(cast)} == {"village-club"}


def test_two_feeds_with_the_same_listing_leave_the_difference_to_a_person(cast: Cast) -> None:
    taken(cast, envelope(service(UUID)), show=True)
    other = Feed(key="other", name="Other", url="https://other.example.org")
    report = taken(cast, envelope(service(UUID, description="Something else.")), feed=other, show=True)
    assert [line.field for line in outcomes(report, "conflict")] == ["description"]
    (listing,) = shown(cast)
    assert listing.description == "Tea and talk."


def test_a_table_that_was_saved_here_and_changed_in_a_spreadsheet_changes_only_that(
    cast: Cast, tmp_path: Path
) -> None:
    taken(
        cast,
        envelope(service("s1", contacts=[{"title": "The warden", "phones": [{"number": "01632 960003"}]}])),
        show=True,
    )
    data = open_data_here(cast, tmp_path / "catalogue.db")
    saved = Files(data).table.body
    cast.later(hours=1)
    actor = steward(cast)
    edit(cast, actor, "tea", phones=(Phone(number="01632 960001"),))
    mine = Feed(key="our-table", name="Our table", url="https://help.example.org")
    assert taken(cast, saved, feed=mine).counts["unchanged"] == 1
    report = taken(cast, saved.replace(b"Tea and talk.", "Tea and cake for £1.".encode()), feed=mine)
    assert [line.field for line in outcomes(report, "changed")] == ["description"]
    (listing,) = shown(cast)
    assert listing.description == "Tea and cake for £1."
    assert [phone.number for phone in listing.phones] == ["01632 960001"]
    assert [contact.title for contact in listing.contacts] == ["The warden"]


def test_a_file_without_a_listing_is_refused(cast: Cast) -> None:
    with pytest.raises(UnreadableError):
        taken(cast, b'{"total_items": 0, "contents": []}')


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("name", " ", "missing"),
        ("name", "x" * 201, "too-long"),
        ("key", "Not A Key", "wrong"),
        ("url", "javascript:alert(1)", "wrong"),
        ("attribution", "no-such-words", "wrong"),
    ],
)
def test_a_feed_that_cannot_be_is_refused(field: str, value: str, reason: str) -> None:
    given = {"key": "a-feed", "name": "A feed", "url": "https://example.org"} | {field: value}
    with pytest.raises(InvalidError) as caught:
        feed_of(exampleton()[0], **given)
    assert (caught.value.field, caught.value.reason) == (field, reason)


def test_what_a_steward_accepts_of_a_feed_is_shown(cast: Cast) -> None:
    actor = steward(cast)
    taken(cast, envelope(service("s1")))
    (new,) = waiting(cast, actor)
    checking.accept(cast.office, actor, new.id, seen=0, now=cast.now)
    assert named(shown(cast)) == ["Tea"]
    edit(cast, actor, "tea", base=2, description="Tea, cake and talk.")
    taken(cast, envelope(service("s1", description="Tea only.")))
    (conflict,) = waiting(cast, actor)
    checking.accept(cast.office, actor, conflict.id, seen=conflict.base, now=cast.now)
    assert [listing.description for listing in shown(cast)] == ["Tea only."]
    assert taken(cast, envelope(service("s1", description="Tea only."))).counts["unchanged"] == 1
