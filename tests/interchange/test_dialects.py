"""Each dialect that feeds are written in is read, with its oddities: all samples are invented."""

import io
import json
import tracemalloc
import zipfile
from random import Random
from typing import Any

import pytest

from poai.domain.listing import CostOption, Location, Phone, Schedule
from poai.interchange import dialects_tabular
from poai.interchange.dialects import Read, UnreadableError, read_file
from poai.interchange.dialects_shape import Skipped
from poai.interchange.oruk_in import Row, row_of


def read(found: Any) -> Read:
    return read_file(json.dumps(found).encode())


def rows(found: Any) -> list[Row]:
    made = [row_of(item) for item in (found if isinstance(found, Read) else read(found)).items]
    assert all(isinstance(row, Row) for row in made), made
    return [row for row in made if isinstance(row, Row)]


def test_placecube_has_html_placeholders_and_stray_keys() -> None:
    (row,) = rows(
        {
            "total_items": 1,
            "contents": [
                {
                    "id": "2a3483ea-0000-4f50-9dc3-7bafa1e5c623",
                    "name": "Tea &amp; talk",
                    "description": "<h1>About</h1><p>We meet.</p>",
                    "url": "http://www.example.com",
                    "minimum_age": -1,
                    "maximum_age": -1,
                    "pc_targetAudience": [{"id": "1"}],
                    "service_areas": [
                        {"name": "Exampleton", "serviceId": "x", "uri": "http://www.example.com"}
                    ],
                    "contacts": [
                        {"phones": [{"number": "Front desk: 01632 960001"}, {"number": "01632 960002"}]}
                    ],
                    "organization": {"id": "g", "name": "Tea club", "description": "Tea club"},
                    "last_modified": "2025-09-02T12:06:15.654",
                }
            ],
        }
    )
    assert (row.name, row.fields["description"]) == ("Tea & talk", "About\n\nWe meet.")
    assert [row.fields[name] for name in ("url", "minimum_age", "maximum_age")] == [None] * 3
    assert row.fields["phones"] == (
        Phone(number="01632 960001", description="Front desk"),
        Phone(number="01632 960002"),
    )
    assert [area.name for area in row.fields["service_areas"]] == ["Exampleton"]
    assert row.group.description is None


def test_version_one_has_days_of_the_week_and_eligibility_in_tables() -> None:
    (row,) = rows(
        {
            "totalElements": 1,
            "content": [
                {
                    "id": "s1",
                    "name": "Tea",
                    "fees": "Free",
                    "eligibilitys": [{"eligibility": "Older people", "minimum_age": 60}],
                    "regular_schedules": [
                        {"weekday": "Monday", "opens_at": "09:00", "closes_at": "12:00"},
                        {"weekday": "Wednesday", "opens_at": "09:00", "closes_at": "12:00"},
                    ],
                    "languages": [{"language": "Urdu"}],
                    "cost_options": [{"option": "Members", "amount": "£2.50"}],
                    "service_at_locations": [
                        {
                            "location": {
                                "name": "Hall",
                                "physical_addresses": [{"address_1": "1 Quay", "postal_code": "ZE10 1AA"}],
                            }
                        }
                    ],
                    "service_taxonomys": [{"taxonomy": {"name": "Lunch clubs"}}],
                    "organization": {
                        "id": "g",
                        "name": "Tea club",
                        "description": "",
                        "url": "www.club.example.org",
                    },
                }
            ],
        }
    )
    assert row.fields["schedules"] == (
        Schedule(freq="WEEKLY", byday="MO,WE", opens_at="09:00", closes_at="12:00"),
    )
    assert (row.fields["eligibility_description"], row.fields["minimum_age"]) == ("Older people", 60)
    assert row.fields["cost_options"] == (CostOption(option="Members", amount=2.5),)
    assert row.fields["locations"] == (Location(name="Hall", address_1="1 Quay", postal_code="ZE10 1AA"),)
    assert (row.fields["languages"], row.fields["tags"]) == (("ur",), ("Lunch clubs",))
    assert (row.fields["description"], row.group.url) == ("Tea", "http://www.club.example.org")


def test_outpost_has_numbers_for_ids_geometry_and_hidden_addresses() -> None:
    place = {"name": "Hall", "geometry": {"type": "Point", "coordinates": [1.05, 55.15]}}
    (row,) = rows(
        {
            "content": [
                {
                    "id": 17,
                    "name": "Tea",
                    "description": "Tea.",
                    "organisation": {"id": 3, "name": "Tea club"},
                    "locations": [
                        place,
                        {**place, "name": "Home", "postal_code": "ZE10 1AB", "mask_exact_address": True},
                    ],
                    "min_age": 5,
                    "max_age": None,
                    "free": True,
                    "suitabilities": [{"label": "Autism"}],
                    "contacts": [
                        {"name": "Somebody Private", "title": "The warden", "phone": "01632 960003"}
                    ],
                }
            ],
            "totalElements": 1,
        }
    )
    assert (row.id, row.group.id, row.fields["minimum_age"]) == ("17", "3", 5)
    assert (row.fields["locations"][0].latitude, row.fields["locations"][0].longitude) == (55.15, 1.05)
    assert row.hidden == {1}
    assert row.fields["cost_options"] == (CostOption(amount=0),)
    assert [(each.title, each.phone) for each in row.fields["contacts"]] == [("The warden", "01632 960003")]
    assert "Somebody Private" not in repr(row)


def test_keys_all_in_small_letters_are_the_same_keys() -> None:
    found = {
        "totalelements": 1,
        "content": [{"id": "s1", "name": "Tea", "minimumage": 60, "organization": {"name": "Club"}}],
    }
    (row,) = rows(found)
    assert row.fields["minimum_age"] == 60


def test_a_name_alone_is_enough_and_what_stands_in_is_said() -> None:
    (row,) = rows(
        {
            "content": [
                {"id": "s1", "name": "10 High Street", "organization": {"name": "Care", "description": ""}}
            ]
        }
    )
    assert row.fields["description"] == "10 High Street"
    assert [name for name, _ in row.notes] == ["description"]


@pytest.mark.parametrize(
    ("found", "where"),
    [
        ([{"id": "s1", "name": "Tea"}], "[0]"),
        ({"id": "s1", "name": "Tea", "description": "x"}, "the service"),
        ({"id": "g", "name": "Club", "services": [{"id": "s1", "name": "Tea"}]}, "services[0]"),
        (
            {
                "items": [
                    {"state": "deleted", "id": "x"},
                    {"state": "updated", "data": {"id": "s1", "name": "Tea"}},
                ]
            },
            "items[0]",
        ),
    ],
)
def test_services_are_found_however_they_are_wrapped(found: Any, where: str) -> None:
    (row,) = rows(found)
    assert (row.where, row.name) == (where, "Tea")


def test_values_that_cannot_be_are_left_out_and_said() -> None:
    (row,) = rows(
        {
            "contents": [
                {
                    "id": "s1",
                    "name": "Tea",
                    "description": "Tea.",
                    "email": "nobody",
                    "url": "javascript:alert(1)",
                    "minimum_age": "many",
                    "status": "maybe",
                    "schedules": [
                        {"freq": "WEEKLY", "byday": "XX", "opens_at": "9", "description": "Mornings"}
                    ],
                    "cost_options": [{"amount": -3}, {"amount": "3", "currency": "USD"}],
                    "service_at_locations": [{"location": {"name": "Hall", "latitude": 1, "longitude": 500}}],
                    "languages": [{"name": "Klingonish"}],
                }
            ]
        }
    )
    assert {name for name, _ in row.notes} == {
        "email", "url", "minimum_age", "status", "schedule", "cost_options", "latitude", "languages"
    }  # fmt: skip
    assert row.fields["schedules"] == (Schedule(description="Mornings"),)
    assert row.fields["cost_options"] == (CostOption(amount_description="3 USD"),)


def test_places_on_a_map_are_services_of_their_own() -> None:
    place = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [1.05, 55.15]},
        "properties": {
            "title": "Warm hall",
            "address": "1 Quay Street, Exampleton ZE10 1AA",
            "hours": {"_text": "Monday: 10:00 - 13:00"},
            "contact": "Some Body; Tel: 01632 960001; Email: hall@example.org",
            "url": "N/A",
        },
    }
    found = read({"type": "FeatureCollection", "features": [place, place, {"type": "Feature"}]})
    (row,) = rows(found)
    assert row.fields["locations"] == (
        Location(
            name="Warm hall",
            address_1="1 Quay Street, Exampleton",
            postal_code="ZE10 1AA",
            latitude=55.15,
            longitude=1.05,
        ),
    )
    assert row.fields["schedules"] == (
        Schedule(freq="WEEKLY", byday="MO", opens_at="10:00", closes_at="13:00"),
    )
    assert (row.fields["email"], row.fields["url"]) == ("hall@example.org", None)
    assert "Some Body" not in repr(row)
    assert [(each.where, each.reason) for each in found.skipped] == [
        ("features[1]", "It is the same as features[0]"),
        ("features[2]", "It is not a place with properties"),
    ]


def packed(**tables: str) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in tables.items():
            file.writestr(f"data/{name}.csv", text)
    return body.getvalue()


def test_a_zipped_data_package_is_joined_again() -> None:
    found = read_file(
        packed(
            services="id,organization_id,name,description\n7,3,Tea,Tea and talk.\\n\\nCome.\n",
            organizations="id,name\n3,Tea club\n",
            regular_schedules="service_id,weekday,opens_at,closes_at\n7,Monday,9:00am,5:00pm\n7,Friday,9:00am,5:00pm\n",
            services_at_location="service_id,location_id\n7,9\n",
            locations="id,name\n9,Hall\n",
            physical_addresses="location_id,address_1,postal_code\n9,1 Quay,ZE10 1AA\n",
            phones="service_id,number\n7,01632 960001\n",
            languages="service_id,language\n7,Spanish\n",
            services_taxonomy="service_id,taxonomy_id\n7,A-1\n",
            taxonomy="id,name\nA-1,Lunch clubs\n",
        )
    )
    (row,) = rows(found)
    assert (row.where, row.id, row.group.name) == ("services.csv, row 2", "7", "Tea club")
    assert row.fields["description"] == "Tea and talk.\n\nCome."
    assert row.fields["schedules"] == (
        Schedule(freq="WEEKLY", byday="MO,FR", opens_at="09:00", closes_at="17:00"),
    )
    assert row.fields["locations"] == (Location(name="Hall", address_1="1 Quay", postal_code="ZE10 1AA"),)
    assert (row.fields["languages"], row.fields["tags"]) == (("es",), ("Lunch clubs",))


def test_a_service_without_a_name_is_not_taken() -> None:
    (item,) = read({"contents": [{"id": "s1"}]}).items
    assert row_of(item) == [Skipped("contents[0]", "s1", "It has no name", "name")]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "empty"),
        (b"{", "line 1"),
        (b'{"contents": NaN}', "NaN"),
        (b'{"a": 1}', "no list of services"),
        (b'{"type": "FeatureCollection"}', "no list of features"),
        (b'{"contents": [' + b"[" * 100 + b"]" * 100 + b"]}", "deeper"),
        (b"[" * 500_000, "deeper"),
        (b'{"contents": ' + b"1" * 10_000 + b"}", "a number"),
        (b"PK\x03\x04broken", "damaged"),
        (packed(other="a\n1\n"), "no services.csv"),
        (packed(services="id,name\n" + "1,x\n" * 20_100), "more than 20,000"),
        (json.dumps([{}] * 20_001).encode(), "more than 20,000"),
        (b"[" + b"{}," * 2_000_001 + b"{}]", "more records"),
        (b'{"contents": [' + b"1," * 5_000_001 + b"1]}", "more records"),
        (b'{"contents": []}\xff', "not text"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(body: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        read_file(body)


def test_a_zip_that_unpacks_without_end_is_not_unpacked() -> None:
    with pytest.raises(UnreadableError, match="far more"):
        read_file(packed(services="id,name\n" + "0" * 30_000_000))


def test_of_endless_short_rows_in_a_zip_no_more_are_kept_than_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialects_tabular, "MOST_LINES", 1_000)
    noise = "".join(Random(1).choices("abcdefgh", k=20_000))  # so that it is not packed like a bomb
    body = packed(services=f"id,name\n1,{noise}\n" + "a\n" * 400_000)
    tracemalloc.start()
    with pytest.raises(UnreadableError, match="1,000 rows"):
        read_file(body)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 10_000_000
