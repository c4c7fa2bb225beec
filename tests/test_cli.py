"""The commands, as somebody types them: what they say, where they say it, and what they leave behind."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from poai.catalogue import Catalogue
from poai.cli import app
from poai.content import load_content
from tests.exampleton.files import CONTENT, DIRECTORY, SHIPPED_DIRECTORY, edit

LIBRARY = "north-end/harbour-library.toml"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of Exampleton to work on; the variables point at it."""
    shutil.copytree(DIRECTORY, tmp_path / "directory")
    shutil.copytree(CONTENT, tmp_path / "content")
    monkeypatch.setenv("POAI_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("POAI_DIRECTORY", str(tmp_path / "directory"))
    monkeypatch.setenv("POAI_CONTENT", str(tmp_path / "content"))
    for name in ("POAI_URL", "POAI_SECRET", "POAI_STORE", "POAI_TEMPLATES"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder for the shipped directory, loaded once."""
    with pytest.MonkeyPatch.context() as patch:
        data = tmp_path_factory.mktemp("shipped")
        patch.setenv("POAI_DATA", str(data))
        yield data


def poai(*words: str, code: int = 0, env: dict[str, str] | None = None) -> Result:
    """Runs a command; it must end with `code` and never with a traceback."""
    result = CliRunner().invoke(app, words, env=env)
    assert isinstance(result.exception, SystemExit | None), repr(result.exception)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result


def listings(data: Path) -> dict[str, str]:
    opened = Catalogue.open(data / "catalogue.db")
    return {slug: listing.description for slug, listing in opened.listings.items()}


def test_help_names_every_command() -> None:
    said = poai("--help").stdout
    assert all(
        name in said
        for name in ("serve", "import", "export", "build", "check", "match", "account", "audit", "mail")
    )


@pytest.mark.usefixtures("shipped")
def test_check_finds_nothing_wrong_with_what_is_shipped() -> None:
    said = poai("check").stdout
    assert "Nothing wrong: 211 listings" in said
    assert "6 areas" in said


def test_check_names_the_file_the_field_and_the_line_of_every_mistake(place: Path) -> None:
    edit(place / "directory" / LIBRARY, "latitude = 55.15", "latitude = 5.15")
    edit(place / "directory/south-end/marsh-repairs.toml", 'status = "temporarily closed"', 'status = "shut"')
    edit(place / "content/needs/food.toml", '"hungry"', '"hungry", "hungry"')
    result = poai("check", code=1)
    assert result.stdout == ""
    for words in ("content/needs/food.toml: ", "phrases"):
        assert words in result.stderr
    edit(place / "content/needs/food.toml", '"hungry", "hungry"', '"hungry"')
    lines = poai("check", code=1).stderr.splitlines()
    assert any(line.startswith(f"directory/{LIBRARY}: locations[0]") and "line 4" in line for line in lines)
    assert any(line.startswith("directory/south-end/marsh-repairs.toml: status (line ") for line in lines)
    assert "2 problems. Nothing was changed." in lines


def test_check_of_a_broken_copy_of_what_is_shipped_names_it(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = Path(shutil.copytree(SHIPPED_DIRECTORY, place / "copy"))
    (copy / "purley/purley-library.toml").write_text("name = ")
    monkeypatch.setenv("POAI_DIRECTORY", str(copy))
    monkeypatch.delenv("POAI_CONTENT")
    assert "copy/purley/purley-library.toml: " in poai("check", code=1).stderr


def test_check_needs_no_data_and_leaves_none(place: Path) -> None:
    poai("check")
    assert not (place / "data/store.db").exists()
    assert not (place / "data/catalogue.db").exists()


@pytest.mark.parametrize("command", ["check", "import", "build"])
def test_a_bad_setting_is_said_plainly(place: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setenv("POAI_URL", "help.example.org")
    assert poai(command, code=1).stderr.startswith("POAI_URL is 'help.example.org'.")


def test_import_and_build_make_the_catalogue(place: Path) -> None:
    said = poai("import").stdout
    assert "6" in said
    assert "ImportReport" not in said
    assert "5 listings in " in poai("build").stdout
    assert len(listings(place / "data")) == 5


def test_import_of_a_mistake_changes_nothing(place: Path) -> None:
    poai("import")
    poai("build")
    edit(place / "directory" / LIBRARY, "Books, computers and somebody to ask.", "Books and tea.")
    edit(place / "directory/south-end/marsh-repairs.toml", 'status = "temporarily closed"', 'status = "shut"')
    assert "1 problem. Nothing was changed." in poai("import", code=1).stderr
    edit(place / "directory/south-end/marsh-repairs.toml", 'status = "shut"', 'status = "temporarily closed"')
    edit(place / "directory" / LIBRARY, "Books and tea.", "Books, computers and somebody to ask.")
    poai("build")
    assert listings(place / "data")["harbour-library"].startswith("Books, computers")


def test_a_dry_run_says_what_would_change_and_changes_nothing(place: Path) -> None:
    poai("import")
    poai("build")
    edit(place / "directory" / LIBRARY, "Books, computers and somebody to ask.", "Books and tea.")
    first = poai("import", "--dry-run").stdout
    assert first.startswith("Would be: ")
    assert poai("import", "--dry-run").stdout == first
    poai("build")
    assert listings(place / "data")["harbour-library"].startswith("Books, computers")
    poai("import")
    poai("build")
    assert listings(place / "data")["harbour-library"] == "Books and tea."


@pytest.mark.usefixtures("shipped")
def test_export_into_an_empty_folder_gives_the_files_of_the_directory_byte_for_byte(tmp_path: Path) -> None:
    poai("import")
    poai("export", str(tmp_path / "out"))
    ours = {path.relative_to(SHIPPED_DIRECTORY) for path in SHIPPED_DIRECTORY.glob("*/*.toml")}
    theirs = {path.relative_to(tmp_path / "out") for path in (tmp_path / "out").rglob("*.*")}
    assert theirs == ours
    assert [
        str(path)
        for path in ours
        if (tmp_path / "out" / path).read_bytes() != (SHIPPED_DIRECTORY / path).read_bytes()
    ] == []
    assert "0 files written" in poai("export", str(tmp_path / "out")).stdout


def test_export_beside_other_files_is_refused_and_names_them(place: Path) -> None:
    poai("import")
    other = place / "out/north-end/somebody-elses.toml"
    other.parent.mkdir(parents=True)
    other.write_text("mine")
    assert "somebody-elses.toml" in poai("export", str(place / "out"), code=1).stderr
    assert [path.name for path in (place / "out").rglob("*.toml")] == ["somebody-elses.toml"]
    poai("export", str(place / "out"), "--remove-others")
    assert not other.exists()


@pytest.mark.usefixtures("place")
def test_match_says_what_was_heard_and_why_each_listing_is_there() -> None:
    said = poai("match", "nobody visits me").stdout
    assert "It sounds like: Company" in said
    assert "1. " in said
    assert "company" in said
    assert said.rstrip().endswith("in all")


@pytest.mark.usefixtures("place")
def test_match_prints_json_that_a_program_can_read() -> None:
    answer = json.loads(poai("match", "nobody visits me", "--json").stdout)
    assert [need["key"] for need in answer["needs"]] == ["company"]
    assert answer["total"] == len(answer["results"]) > 0
    assert set(answer["results"][0]) == {"listing", "name", "locality", "reasons"}
    assert answer["urgent"] == []


@pytest.mark.usefixtures("place")
def test_match_puts_the_area_first_that_it_is_given() -> None:
    north = json.loads(poai("match", "lonely", "--json", "--area", "north-end").stdout)
    south = json.loads(poai("match", "lonely", "--json", "--area", "south-end").stdout)
    assert north["results"][0]["locality"] == "north-end"
    assert south["results"][0]["locality"] == "south-end"


@pytest.mark.usefixtures("place")
def test_match_says_urgent_words_first() -> None:
    for rule in load_content(CONTENT).urgent.values():
        assert poai("match", rule.phrases[0]).stdout.startswith(f"URGENT: {rule.key}")


@pytest.mark.usefixtures("place")
def test_match_with_an_area_that_does_not_exist_names_those_that_do() -> None:
    said = poai("match", "company", "--area", "atlantis", code=1).stderr
    assert said.strip() == "There is no area 'atlantis'. The areas are: north-end, south-end"


@pytest.mark.parametrize("words", [(), ("",), ("   ",)])
@pytest.mark.usefixtures("place")
def test_match_without_words_says_how(words: tuple[str, ...]) -> None:
    assert poai("match", *words, code=1).stderr.startswith("Say what to match, as in: poai match ")


def lines(path: Path, *rows: object) -> str:
    path.write_text("".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows))
    return str(path)


@pytest.fixture
def files(place: Path) -> list[str]:
    """Two listings and three queries as files, as words of a command."""
    shelf = lines(
        place / "listings.jsonl",
        {
            "id": "l1",
            "name": "Lunch club",
            "description": "A meal with other people",
            "tags": "food, company",
        },
        {
            "id": "l2",
            "name": "Computer help",
            "description": "Learn to use a tablet",
            "tags": ["digital skills"],
        },
    )
    queries = lines(
        place / "queries.jsonl",
        {"qid": "q1", "text": "nobody visits me and I am hungry"},
        {"qid": "q2", "variant": "clean", "text": "learn to use a tablet"},
        "",
        {"qid": "q3", "text": "zzxxqv"},
    )
    return ["match", "--listings", shelf, "--queries", queries, "--run", str(place / "run.txt")]


def test_a_file_of_queries_gives_a_run_file(place: Path, files: list[str]) -> None:
    said = poai(*files).stdout
    assert "2 listings indexed in" in said
    assert "3 queries: p50" in said
    rows = [line.split() for line in (place / "run.txt").read_text().splitlines()]
    assert {(row[0], row[1], row[5]) for row in rows} <= {("q1", "Q0", "poai"), ("q2.clean", "Q0", "poai")}
    assert next(row[2] for row in rows if row[0] == "q2.clean") == "l2"
    assert [int(row[3]) for row in rows if row[0] == "q1"] == list(
        range(1, 1 + sum(r[0] == "q1" for r in rows))
    )


def test_what_was_heard_is_written_one_line_a_query(place: Path, files: list[str]) -> None:
    poai(*files, "--heard", str(place / "heard.tsv"))
    rows = [line.split("\t") for line in (place / "heard.tsv").read_text().splitlines()]
    assert [row[0] for row in rows] == ["q1", "q2.clean", "q3"]
    assert all(len(row) == 4 and row[1] in "01" for row in rows)
    assert set(rows[0][3].split(",")) == {"company", "food"}
    assert rows[2][2:] == ["none", ""]


def test_the_run_is_the_same_each_time(place: Path, files: list[str]) -> None:
    poai(*files)
    first = (place / "run.txt").read_bytes()
    poai(*files)
    assert (place / "run.txt").read_bytes() == first


def test_queries_without_listings_or_a_run_say_what_is_missing(files: list[str]) -> None:
    assert "give --listings and --run too" in poai("match", "--queries", files[4], code=1).stderr


@pytest.mark.parametrize("row", ["not json", '{"text": "no id"}', "[]", '{"qid": "q1"}'])
def test_a_line_that_is_no_query_is_named(place: Path, files: list[str], row: str) -> None:
    lines(place / "queries.jsonl", {"qid": "q0", "text": "lunch"}, row)
    assert "queries.jsonl, line 2" in poai(*files, code=1).stderr


def test_a_file_that_is_missing_is_named(place: Path, files: list[str]) -> None:
    (place / "queries.jsonl").unlink()
    assert "queries.jsonl" in poai(*files, code=1).stderr


@pytest.mark.usefixtures("place")
def test_match_explains_what_it_heard() -> None:
    said = poai("match", "lonely on tuesdays", "--explain").stdout
    assert "Typed: lonely on tuesdays" in said
    assert "day:TU" in said


@pytest.mark.usefixtures("place")
def test_needs_lists_the_words_that_no_need_claims(tmp_path: Path) -> None:
    typed = tmp_path / "typed.txt"
    typed.write_text("zither lessons\nsomewhere to play the zither\nlonely\n")
    assert poai("needs", "--missing", str(typed)).stdout.splitlines()[0].split() == ["2", "zither"]


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What `poai serve` would serve, instead of serving it."""
    asked: list[tuple[Any, ...]] = []

    def run(*given: Any) -> None:
        asked.append((*given, os.environ.get("POAI_DEMO")))

    monkeypatch.setattr("poai.server.run", run)
    for name in ("POAI_DEMO", "POAI_URL"):  # which the command sets for the processes that serve
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    return asked


def test_a_public_site_is_served_from_the_catalogue_without_the_store(
    place: Path, served: list[tuple[Any, ...]]
) -> None:
    assert "There is no" in poai("serve", "--public", code=1).stderr
    assert not served
    poai("import")
    for path in (place / "data").glob("store.db*"):
        path.unlink()
    (place / "data/store.db").mkdir()  # which nobody can open
    assert "5 listings from 2 organisations ready" in poai("serve", "--public").stdout
    assert [asked[4] for asked in served] == ["poai.app:serving_public"]


DEMO = ("serve", "--demo", "--demo-people", "4")


def test_a_demo_is_served_over_a_folder_of_its_own(place: Path, served: list[tuple[Any, ...]]) -> None:
    poai(*DEMO)
    assert served[0][4:] == ("poai.app:serving", "1")
    assert (place / "data/DEMO.txt").exists()
    assert "is the folder of a demo" in poai("serve", code=1).stderr
    assert "wren@example.org" in poai("account", "list", env={"POAI_DEMO": "1"}).stdout
    poai(*DEMO)  # begins anew
    assert poai("account", "list", env={"POAI_DEMO": "1"}).stdout.count("wren@example.org") == 1


def test_a_demo_is_not_made_where_something_is_kept(place: Path, served: list[tuple[Any, ...]]) -> None:
    poai("import")
    before = {path.name: path.read_bytes() for path in (place / "data").iterdir()}
    assert "holds something that no demo made" in poai("serve", "--demo", code=1).stderr
    assert {path.name: path.read_bytes() for path in (place / "data").iterdir()} == before
    assert not served


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "demo.example.org", ""])
@pytest.mark.usefixtures("place")
def test_a_demo_listens_to_this_machine_only_unless_told(host: str, served: list[tuple[Any, ...]]) -> None:
    assert "--demo-anywhere" in poai("serve", "--demo", "--host", host, code=1).stderr
    assert not served


@pytest.mark.parametrize(
    "more", [["--host", "0.0.0.0", "--demo-anywhere"], ["--host", "localhost"], ["--host", "::1"]]
)
@pytest.mark.usefixtures("place")
def test_a_demo_listens_where_it_may(more: list[str], served: list[tuple[Any, ...]]) -> None:
    poai(*DEMO, *more)
    assert served[0][0] == more[1]


@pytest.mark.parametrize(
    ("url", "more", "warned"),
    [
        ("", ["--host", "0.0.0.0"], True),
        ("http://help.example.org", ["--host", "192.0.2.1"], True),
        ("https://help.example.org", ["--host", "0.0.0.0"], False),
        ("", ["--host", "127.0.0.1"], False),
        ("", ["--host", "0.0.0.0", "--public"], False),  # nobody signs in there
    ],
)
@pytest.mark.usefixtures("place", "served")
def test_whoever_lets_staff_sign_in_over_http_from_elsewhere_is_warned(
    url: str, more: list[str], warned: bool
) -> None:
    poai("import")
    poai("build")
    said = poai("serve", *more, env={"POAI_URL": url} if url else {}).stdout
    assert ("POAI_URL is not an https address" in said) == warned


@pytest.mark.usefixtures("place")
def test_a_public_demo_makes_no_sense(served: list[tuple[Any, ...]]) -> None:
    assert "Give --public or --demo" in poai("serve", "--demo", "--public", code=1).stderr
    assert not served
