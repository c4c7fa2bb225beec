import json
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from poai.domain.document import listing_from, organisation_from, to_document, to_json
from poai.domain.listing import CostOption, Listing, Location, Organisation, Phone, Schedule, Source
from poai.interchange.directory import read_directory
from tests.exampleton.files import DIRECTORY

LISTING = Listing(
    id="00000000-0000-4000-8000-000000000000",
    slug="a",
    locality="x",
    name="N",
    organization="o",
    description="d",
    source=Source(name="s", url="https://example.org", seen=date(2026, 11, 1)),
)


def test_every_listing_and_organisation_comes_back_from_json_as_it_was() -> None:
    seed = read_directory(DIRECTORY)
    for listing in seed.listings:
        assert listing_from(json.loads(to_json(listing))) == listing
    for organisation in seed.organisations:
        assert organisation_from(json.loads(to_json(organisation))) == organisation


def test_what_is_not_known_is_left_out_but_no_and_nought_are_kept() -> None:
    listing = replace(
        LISTING,
        cost_options=(CostOption(amount=0.0),),
        locations=(Location(name="Hall", wheelchair=False),),
    )
    document = to_document(listing)
    assert "alert" not in document
    assert "needs" not in document
    assert document["cost_options"] == [{"amount": 0}]
    assert document["locations"] == [{"name": "Hall", "wheelchair": False}]


@given(
    st.builds(
        Schedule,
        freq=st.just("WEEKLY"),
        byday=st.sampled_from(["MO", "TU,SU"]),
        interval=st.integers(1, 52),
        valid_from=st.none() | st.dates(),
        description=st.none() | st.text(min_size=1),
    ),
    st.builds(CostOption, amount=st.floats(0, 99_999), option=st.none() | st.text(min_size=1)),
)
def test_dates_amounts_and_any_text_survive(schedule: Schedule, cost: CostOption) -> None:
    listing = replace(
        LISTING,
        schedules=(schedule,),
        cost_options=(cost,),
    )
    again = listing_from(json.loads(to_json(listing)))
    assert again == listing
    assert to_json(again) == to_json(listing)


def test_equal_records_have_equal_json_whatever_number_type_they_hold() -> None:
    one = Organisation(id=LISTING.id, slug="a", name="N", phones=(Phone(number="1"),))
    assert (
        to_json(one)
        == '{"id":"00000000-0000-4000-8000-000000000000","slug":"a","name":"N","phones":[{"number":"1"}]}'
    )
    assert to_json(CostOption(amount=3)) == to_json(CostOption(amount=3.0)) == '{"amount":3}'
