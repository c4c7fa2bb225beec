"""The command line: serve, import, export, build, check, match; and, from files of their own, account, audit, mail and tick."""

import json
import os
import time
from contextlib import ExitStack
from dataclasses import asdict
from datetime import datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from poai import cli_account, cli_audit, cli_feed, cli_keeping, cli_tick, server
from poai.actions import publish
from poai.actions.demo import Demo, begun_anew
from poai.actions.demo_cast import EVERYBODY, FEWEST, make_cast
from poai.actions.find import find
from poai.actions.office import Office
from poai.actions.snapshot import Snapshot
from poai.catalogue import Catalogue
from poai.cli_plain import plainly, say, stop
from poai.cli_plain import settings as read_settings
from poai.content import load_content
from poai.domain.ask import Ask
from poai.matching import runfile
from poai.matching.explaining import explanation, missing_words
from poai.matching.matcher import Matcher
from poai.place import load_place
from poai.progress import progress
from poai.settings import Settings
from poai.web.i18n import load_languages

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="A Point of Access and Information: local help, found in people's own words.",
)

app.add_typer(cli_account.account, name="account")
app.add_typer(cli_audit.audit, name="audit")
app.add_typer(cli_feed.feed, name="feed")
app.command()(cli_audit.mail)
app.command()(cli_tick.tick)
app.add_typer(cli_keeping.keys, name="keys")
app.add_typer(cli_keeping.person, name="person")
app.command()(cli_keeping.retention)
app.command()(cli_keeping.backup)
app.command()(cli_keeping.restore)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="Processes that share the work.", min=1, max=64)] = 1,
    public: Annotated[
        bool, typer.Option("--public", help="Only what anyone may read, from the catalogue that there is.")
    ] = False,
    demo: Annotated[
        bool, typer.Option("--demo", help="A throw-away place with invented staff, whom anybody may be.")
    ] = False,
    demo_anywhere: Annotated[
        bool, typer.Option("--demo-anywhere", help="Let a demo listen to more than this machine.")
    ] = False,
    demo_people: Annotated[
        int, typer.Option(help="How many invented people a demo helps.", min=FEWEST, max=EVERYBODY)
    ] = EVERYBODY,
) -> None:
    """Load what has changed, build the catalogue and serve the site; letters go out while it runs."""
    started = time.perf_counter()
    if public and demo:
        stop("Give --public or --demo: on a public site there is nobody to be")
    if demo and not demo_anywhere and not _is_here(host):
        stop(f"Anybody who reaches {host} could be anybody in a demo. Give --demo-anywhere if that is meant")
    # Links that leave the page (canonical, site map) must lead back here unless somebody says otherwise.
    os.environ.setdefault("POAI_URL", _address("127.0.0.1" if host in ("0.0.0.0", "::") else host, port))  # noqa: S104
    os.environ["POAI_DEMO"] = "1" if demo else ""  # for the processes that serve
    settings = read_settings()
    with ExitStack() as running:
        with plainly():
            if public:
                _say_ready(_public(settings), "ready", started)
            else:
                if demo:
                    running.enter_context(begun_anew(settings))
                ready = publish.prepare(settings, progress)
                if ready.doubt:
                    say(
                        f"Warning: nothing can be written, so the listings of before are served. {ready.doubt}"
                    )
                _say_ready(ready, "loaded" if ready.imported else "ready", started)
            if demo:
                _fill(settings, demo_people)
            elif not (public or settings.secure or _is_here(host)):
                say(
                    "Warning: POAI_URL is not an https address, so what staff type and read may be seen on its"
                    " way. Serve this behind https, and give the address that people use"
                )
        where = _address(host, port)
        serving = f"Serving {f'a demo on {where}/demo' if demo else f'on {where}'} (Ctrl-C stops it)"
        application = "poai.app:serving_public" if public else "poai.app:serving"
        server.run(host, port, workers, lambda: say(serving), application)


@app.command("import")
def import_(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change and change nothing.")
    ] = False,
) -> None:
    """Take the files of directory/ into the store: all of them, or with any mistake none."""
    with plainly(), progress("Importing the directory"):
        report = publish.import_directory(read_settings(), dry_run=dry_run)
    say(f"{'Would be: ' if dry_run else ''}{report}")
    if not dry_run:
        say("The site shows it: one that runs takes it up within seconds")


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Where to write, in the layout of directory/.")],
    remove_others: Annotated[
        bool, typer.Option("--remove-others", help="Remove listing files that are no longer published.")
    ] = False,
) -> None:
    """Write the published listings as files: the same bytes for the same listings."""
    with plainly(), progress("Exporting"):
        written = publish.export_directory(read_settings(), folder, remove_others=remove_others)
    say(f"{len(written.changed)} files written, {written.unchanged} were right already")


@app.command()
def build() -> None:
    """Build the catalogue, the file that the public pages read, from what is published."""
    settings = read_settings()
    with plainly(), progress("Building the catalogue"):
        made = publish.build_catalogue(settings)
    say(f"{len(made.listings)} listings in {settings.catalogue}")


@app.command()
def check() -> None:
    """Check every file of directory/ and content/ and name everything that is wrong."""
    settings = read_settings()
    with plainly(), progress("Checking"):
        place, content, seed = publish.read_files(settings)
        languages = load_languages(settings.content / "translations", content.pages)
    for warning in content.warnings:
        say(f"Warning: {warning}")
    say(
        f"Nothing wrong: {len(seed.listings)} listings, {len(seed.organisations)} organisations, "
        f"{len(place.localities)} areas, {len(content.needs)} needs, {len(content.pages)} pages, "
        f"in {', '.join(language.name for language in languages.values())}"
    )


@app.command()
def match(
    text: Annotated[str, typer.Argument(help="What somebody says, in their own words.")] = "",
    area: Annotated[str, typer.Option(help="Key of the area that they are in.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say what was heard, corrected and scored, for content editors.")
    ] = False,
    listings: Annotated[Path | None, typer.Option(help="A file of listings, one JSON record a line.")] = None,
    queries: Annotated[Path | None, typer.Option(help="A file of queries, one JSON record a line.")] = None,
    run: Annotated[Path | None, typer.Option(help="Where to write the TREC run file.")] = None,
    heard: Annotated[
        Path | None, typer.Option(help="Where to write what was heard, one line a query.")
    ] = None,
) -> None:
    """Match words against the directory, or a file of queries against a file of listings."""
    settings = read_settings()
    if queries:
        if not listings or not run:
            stop("With --queries give --listings and --run too")
        with plainly():
            _match_files(settings, listings, queries, run, heard)
        return
    if not text.strip():
        stop('Say what to match, as in: poai match "dad lost his wife and wont go out"')
    with plainly():
        publish.prepare(settings, progress)
        place, content, _ = publish.read_files(settings)
        if area and area not in place.localities:
            stop(f"There is no area {area!r}. The areas are: {', '.join(place.localities)}")
        now = datetime.now(ZoneInfo(place.timezone))
        snapshot = Snapshot.make(place, content, Catalogue.open(settings.catalogue), now.date())
        if explain:
            heard_in = snapshot.matcher.hear(text)
            matches = snapshot.matcher.rank(heard_in, locality=area or None)
            print(explanation(snapshot.matcher, heard_in, matches))
            return
        answer = find(snapshot, Ask(text=text, area=area), now)
    print(_as_json(answer) if as_json else _as_text(answer, content.needs))


@app.command()
def needs(
    missing: Annotated[Path, typer.Option(help="A file of what people typed, one text a line.")],
    most: Annotated[int, typer.Option(help="How many words to list.", min=1)] = 50,
) -> None:
    """List the frequent words of a file that no need claims: phrases that may be missing."""
    with plainly():
        content = load_content(read_settings().content)
        texts = missing.read_text(encoding="utf-8").splitlines()
    for word, count in missing_words(texts, content.needs.values())[:most]:
        say(f"{count:6}  {word}")


def _public(settings: Settings) -> publish.Ready:
    """What a public site shows, without opening the store. Raises ValueError where there is nothing."""
    if not settings.catalogue.exists():
        raise ValueError(f"There is no {settings.catalogue}. Copy one here, or make it with: poai build")
    shown = Catalogue.open(settings.catalogue)
    return publish.Ready(len(shown.listings), len(shown.organisations), None, built=False)


def _say_ready(ready: publish.Ready, how: str, started: float) -> None:
    loaded = f"{ready.listings} listings from {ready.organisations} organisations"
    say(f"{loaded} {how} in {time.perf_counter() - started:.1f} seconds")


def _fill(settings: Settings, many: int) -> None:
    """Lets the cast of a demo in."""
    place, content = load_place(settings.directory), load_content(settings.content)
    office = Office.open(settings, title=content.site.name, names=(place.name,))
    with progress("Letting the invented staff in"):
        make_cast(Demo.of(office), place, content, datetime.now(ZoneInfo(place.timezone)), many=many)
        publish.refresh_catalogue(settings, office.store, place, content)  # with the invented groups
    office.store.close()


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _is_here(host: str) -> bool:
    """Whether only this machine can reach it."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _match_files(settings: Settings, listings: Path, queries: Path, run: Path, heard: Path | None) -> None:
    _, content, _ = publish.read_files(settings)
    rows = _json_lines(listings, "id", "name")
    started = time.perf_counter()
    matcher = Matcher.build(runfile.searchables(rows), content.needs.values(), content.urgent.values())
    say(f"{len(rows)} listings indexed in {time.perf_counter() - started:.2f} seconds")
    lines: list[str] = []
    heard_lines: list[str] = []
    took: list[float] = []
    for query in _json_lines(queries, "qid", "text"):
        before = time.perf_counter()
        understood = matcher.hear(query["text"])
        matches = matcher.rank(understood, limit=runfile.LONGEST_RUN)
        took.append((time.perf_counter() - before) * 1000)
        lines += runfile.run_lines(query["qid"], query.get("variant"), matches)
        heard_lines.append(runfile.heard_line(runfile.query_key(query), understood))
    run.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    if heard:
        heard.write_text("".join(line + "\n" for line in heard_lines), encoding="utf-8")
    took.sort()
    if took:
        say(
            f"{len(took)} queries: p50 {took[len(took) // 2]:.2f} ms, p95 {took[int(len(took) * 0.95)]:.2f} ms"
        )


def _json_lines(path: Path, *needed: str) -> list[dict[str, Any]]:
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError:
                stop(f"{path}, line {number}: this is not a JSON record")
            missing = [name for name in needed if not isinstance(row, dict) or name not in row]
            if missing:
                stop(f"{path}, line {number}: the record has no {' and no '.join(missing)}")
            rows.append(row)
    return rows


def _as_json(answer: Any) -> str:
    return json.dumps(
        {
            "text": answer.heard.text,
            "corrected": answer.heard.corrected,
            "confidence": answer.heard.confidence,
            "urgent": list(answer.heard.urgent),
            "needs": [asdict(need) for need in answer.heard.needs],
            "total": answer.total,
            "results": [
                {
                    "listing": result.listing.slug,
                    "name": result.listing.name,
                    "locality": result.listing.locality,
                    "reasons": [asdict(reason) for reason in result.reasons],
                }
                for result in answer.results
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def _as_text(answer: Any, needs: Any) -> str:
    lines = []
    if answer.heard.urgent:
        lines.append(f"URGENT: {', '.join(answer.heard.urgent)}")
    if answer.heard.corrected:
        lines.append(f"Read as: {answer.heard.corrected}")
    labels = [
        f"{needs[n.key].label} ({n.strength:.2f}, “{n.phrase}”)" for n in answer.heard.needs if n.key in needs
    ]
    lines.append(f"It sounds like: {', '.join(labels) or 'nothing that we know'} [{answer.heard.confidence}]")
    for number, result in enumerate(answer.results, 1):
        why = ", ".join(reason.key_or_text for reason in result.reasons)
        lines.append(f"{number:2}. {result.listing.name} ({result.listing.locality}): {why}")
    lines.append(f"{answer.total} in all")
    return "\n".join(lines)


def main() -> None:
    """The `poai` command."""
    app()


if __name__ == "__main__":
    main()
