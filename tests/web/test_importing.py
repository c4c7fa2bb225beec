"""Taking listings in by the pages: tried first, taken when told, by stewards of the whole place only, whatever is sent."""

import asyncio
import csv
import io
import json
import zipfile

from starlette.types import ASGIApp, Message

from poai.store import Listings
from tests.actions.taking import envelope, service
from tests.web.staff import Hands
from tests.web.staffed import Staffed
from tests.web.visiting import SAME_SITE, Seen

FIELDS = {"feed": "new", "name": "Village News", "url": "https://news.example.org"}


def whole(staffed: Staffed) -> Hands:
    return staffed.hands("wilma")


def upload(hands: Hands, body: bytes, **fields: str | list[str]) -> Seen:
    """Sends the form with a file, and follows where it leads."""
    csrf = hands.sees("/steward/import").form("/steward/import").value("csrf") or ""
    data = {"csrf": csrf, **FIELDS, **fields}
    answer = hands.browser.post(
        "/steward/import", data=data, files={"file": ("file", body)}, headers=SAME_SITE
    )
    hands.answer = answer
    return (
        hands.sees(answer.headers["location"])
        if answer.status_code == 303
        else Seen(str(answer.url), answer.text)
    )


def slugs(staffed: Staffed) -> set[str]:
    with staffed.cast.store.read() as connection:
        return set(Listings(connection).slugs())


def test_a_file_is_tried_and_then_taken_once(staffed: Staffed) -> None:
    hands, before = whole(staffed), slugs(staffed)
    seen = upload(hands, envelope(service("s1"), service("s2", "")), how=["show"])
    assert hands.heading() == "What would change"
    assert "It has no name" in seen.text
    assert slugs(staffed) == before
    take = next(form.action for form in seen.forms if form.action.endswith("/take"))
    hands.sends("/take")
    assert "It is taken in" in hands.seen.text
    assert hands.heading() == "What was taken in"
    assert slugs(staffed) == before | {"tea"}
    csrf = hands.sees("/steward/import").form("/steward/import").value("csrf") or ""
    hands.posts(take, csrf=csrf)
    assert slugs(staffed) == before | {"tea"}


def test_the_report_is_narrowed_and_kept_as_a_table(staffed: Staffed) -> None:
    hands = whole(staffed)
    upload(hands, envelope(service("s1", "=Tea"), service("s2", "")))
    here = hands.seen.address
    assert "It has no name" not in hands.sees(f"{here}?show=added").text
    assert "=Tea" in hands.seen.text
    answer = hands.browser.get(f"{here}/report.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert [row["name"] for row in rows] == ["'=Tea", "s2"]
    hands.sees(f"{here}?show=nonsense&page=99999")


def test_what_is_missing_is_said_and_what_was_typed_stays(staffed: Staffed) -> None:
    hands = whole(staffed)
    seen = upload(hands, b"", name="Village News")
    assert hands.answer.status_code == 422
    assert "Choose a file" in seen.text
    assert ("name", "Village News") in seen.form("/steward/import").fields
    assert "Say what the source is called" in upload(hands, b"{}", name=" ").text
    assert "not a web address" in upload(hands, b"{}", url="ftp://x").text
    assert "The file holds no list of services" in upload(hands, b"{}").text


def test_an_address_that_is_not_public_is_not_fetched(staffed: Staffed) -> None:
    hands = whole(staffed)
    hands.sees("/steward/import")
    hands.sends("/steward/import", 422, **FIELDS, address="http://127.0.0.1:8000/feed.json")
    assert "it does not lead to a public site" in hands.seen.text


def test_a_source_is_chosen_again_by_name(staffed: Staffed) -> None:
    hands = whole(staffed)
    upload(hands, envelope(service("s1")))
    assert "There is a source of this name" in upload(hands, envelope(service("s1"))).text
    upload(hands, envelope(service("s1"), service("s2", "Cake")), feed="village-news", name="", url="")
    assert hands.heading() == "What would change"


def test_whoever_does_not_look_after_the_whole_place_finds_nothing(staffed: Staffed) -> None:
    hands = whole(staffed)
    upload(hands, envelope(service("s1")))
    run = hands.seen.address
    stew = staffed.hands("stew")
    assert "Take listings in" not in stew.sees("/staff").text
    csrf = stew.seen.forms[0].value("csrf") or ""
    for path in ("/steward/import", run, f"{run}/report.csv", "/steward/import/template.csv"):
        stew.sees(path, 404)
    for path in ("/steward/import", f"{run}/take"):
        stew.posts(path, 404, csrf=csrf, **FIELDS)


def test_the_template_can_be_filled_in_and_taken(staffed: Staffed) -> None:
    hands = whole(staffed)
    text = hands.browser.get("/steward/import/template.csv").text
    header = next(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    given = {
        "name": "Tea",
        "description": "Tea and talk.",
        "organization_name": "Village club",
        "postal_code": "ZE10 1AA",
        "schedule": "Mondays 10am-12noon",
    }
    row = ",".join(given.get(name, "") for name in header)
    seen = upload(hands, f"{text}{row}\r\n".encode())
    assert "Not taken" in seen.text
    assert "row 3" in seen.text
    bad = upload(hands, f"{text}{row.replace('Village club', '')}\r\n".encode(), feed="village-news")
    assert "row 3, organization_name" in bad.text


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("services.csv", b"id,name\n" + b"0" * 30_000_000)
    return packed.getvalue()


def test_s36_whatever_is_sent_is_answered_in_words(staffed: Staffed) -> None:
    hands, before = whole(staffed), slugs(staffed)
    for name, body in {
        "zeros": b"\0" * 5000,
        "no zip": b"PK\x03\x04" + b"x" * 500,
        "bomb": bomb(),
        "deep": b"[" * 200_000,
        "surrogates": b'{"contents":[{"id":"\\ud800","name":"\\u0000\\ud800"}]}',
        "columns": b"name,organization_name" + b",x" * 1_000_000,
        "utf-16": b"\xff\xfe" + b"name" * 101,
        "kinds": json.dumps({"contents": [None, 1, "x", [], {}, {"name": {}}]}).encode(),
    }.items():
        seen = upload(hands, body, name=f"Source {name}")
        assert hands.answer.status_code in (200, 422), name
        assert "Something went wrong" not in seen.text
    assert slugs(staffed) == before


def test_a_form_that_is_no_form_is_refused(staffed: Staffed) -> None:
    hands = whole(staffed)
    hands.sees("/steward/import")
    for kind, body in (
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
        ("text/plain", b"x"),
    ):
        answer = hands.browser.post(
            "/steward/import", content=body, headers={**SAME_SITE, "content-type": kind}
        )
        assert answer.status_code in (400, 403), kind


async def _sent_by_nobody(app: ASGIApp) -> tuple[list[Message], int]:
    """What is answered to a file from somebody who is not signed in, and how much of it was read."""
    read, answers = 0, []

    async def receive() -> Message:
        nonlocal read
        read += 64 * 1024
        return {"type": "http.request", "body": b"x" * 64 * 1024, "more_body": read < 5_000_000}

    async def send(message: Message) -> None:
        answers.append(message)

    headers = {**SAME_SITE, "host": "help.example.org", "content-type": "multipart/form-data; boundary=b"}
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/steward/import",
        "raw_path": b"/steward/import",
        "root_path": "",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "scheme": "https",
        "http_version": "1.1",
        "server": ("help.example.org", 443),
        "client": ("192.0.2.9", 5000),
    }
    await app(scope, receive, send)
    return answers, read


def test_a_file_from_somebody_who_is_not_signed_in_is_not_read(staffed: Staffed) -> None:
    answers, read = asyncio.run(_sent_by_nobody(staffed.site.app))
    assert answers[0]["status"] == 303
    assert read <= 64 * 1024
