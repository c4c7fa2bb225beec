"""The words of the place, from its content folder: needs, urgent help, helplines, statements, pages."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from markdown_it import MarkdownIt

from poai.content.consent import ConsentWords, load_consent
from poai.content.conversation import load_conversation
from poai.content.measures import load_measures
from poai.domain.conversation import Step
from poai.domain.measure import Measure
from poai.domain.need import Helpline, Need, Statement, UrgentRule, spelled_out
from poai.reading.problem import BadFiles, Problem
from poai.reading.records import Reader, TomlFile, Where

FEW_PHRASES = 8  # with fewer, a need is often not heard: half the phrases lose a fifth of what is found

T = TypeVar("T", Statement, Helpline)

_FRONT = re.compile(r"---\n(.*?)\n---\n(.*)", re.DOTALL)
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


class BadContent(BadFiles):
    """The content's files cannot be used; `problems` says everything that is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Words that more than one page shows."""

    name: str
    place_name: str
    strapline: str
    question: str
    hint: str
    examples: tuple[str, ...]
    contact_email: str = ""
    results_per_page: int = 10

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012

    def __post_init__(self) -> None:
        if not 1 <= self.results_per_page <= 100:
            raise ValueError("results_per_page is 1 to 100")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of plain words. `html` is safe to show: no HTML of the file's own gets into it."""

    key: str
    title: str
    description: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All the words, each kind by key in the order of the files; `warnings` stop nothing."""

    site: Site
    statements: Mapping[str, Statement]
    needs: Mapping[str, Need]
    urgent: Mapping[str, UrgentRule]
    helplines: Mapping[str, Helpline]
    pages: Mapping[str, Page]
    warnings: tuple[Problem, ...] = ()
    consent: ConsentWords = field(default_factory=ConsentWords)
    conversation: Mapping[str, Step] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)


def load_content(folder: Path) -> Content:
    """The content in `folder`. Raises BadContent with every problem found."""
    reader = Reader(folder)
    site_file = reader.toml(folder / "site.toml")
    site = reader.record(Site, site_file) if site_file else None
    statements = _list(reader, Statement, "statements")
    helplines = _list(reader, Helpline, "helplines")
    needs: dict[str, Need] = {}
    urgent: dict[str, UrgentRule] = {}
    warnings: list[Problem] = []
    owners: dict[str, str] = {}
    need_files = sorted((folder / "needs").glob("*.toml"))
    known = {path.stem for path in need_files}
    for path in need_files:
        file = reader.toml(path)
        need = reader.record(Need, file, given={"key": path.stem}, record=path.stem) if file else None
        if file and need:
            needs[need.key] = need
            _unknown(
                reader, file, "statements", need.statements, statements, "a statement in statements.toml"
            )
            _unknown(reader, file, "near", need.near, known, "a need")
            _repeated_phrases(reader, file, need.phrases, owners)
            if len(need.phrases) < FEW_PHRASES:
                message = f"has only {len(need.phrases)} phrases: {FEW_PHRASES} or more are heard better"
                line = file.line(("phrases",))
                warnings.append(Problem(file.name, need.key, "phrases", line, message))
    groups = _word_groups(reader)
    for path in sorted((folder / "urgent").glob("*.toml")):
        file = reader.toml(path)
        given = {"key": path.stem, "groups": groups}
        rule = reader.record(UrgentRule, file, given=given, record=path.stem) if file else None
        if file and rule:
            _unknown_groups(reader, file, rule)
            urgent[rule.key] = replace(
                rule,
                phrases=tuple(said for phrase in rule.phrases for said in spelled_out(phrase)),
                unlike=tuple(said for phrase in rule.unlike for said in spelled_out(phrase)),
            )
            _unknown(reader, file, "helplines", rule.helplines, helplines, "a helpline in helplines.toml")
            _repeated_phrases(reader, file, rule.phrases, {})
    pages = _pages(reader, folder / "pages")
    consent = load_consent(reader)
    conversation = load_conversation(reader, statements)
    measures = load_measures(reader)
    if reader.problems or site is None:
        raise BadContent(sorted(reader.problems, key=lambda problem: (problem.file, problem.line or 0)))
    urgent = dict(sorted(urgent.items(), key=lambda item: item[1].severity))
    return Content(
        site=site,
        statements=statements,
        needs=needs,
        urgent=urgent,
        helplines=helplines,
        pages=pages,
        warnings=tuple(warnings),
        consent=consent,
        conversation=conversation,
        measures=measures,
    )


def load_pages(folder: Path) -> dict[str, Page]:
    """The pages in `folder`, by key: those of another language. Raises BadContent with every problem found."""
    reader = Reader(folder)
    pages = _pages(reader, folder)
    if reader.problems:
        raise BadContent(reader.problems)
    return pages


def _pages(reader: Reader, folder: Path) -> dict[str, Page]:
    return {page.key: page for path in sorted(folder.glob("*.md")) if (page := _page(reader, path))}


def _list(reader: Reader, kind: type[T], table: str) -> dict[str, T]:
    file = reader.toml(reader.root / f"{table}.toml")
    if file is None:
        return {}
    reader.only(file, table)
    return {record.key: record for _, record in reader.records(kind, file, table, "key")}


def _word_groups(reader: Reader) -> dict[str, tuple[str, ...]]:
    """The groups of words that stand for one another in urgent rules, by name; a place need not have any."""
    path = reader.root / "word-groups.toml"
    file = reader.toml(path) if path.exists() else None
    groups: dict[str, tuple[str, ...]] = {}
    if file is None:
        return groups
    for name, listed in file.values.items():
        if not isinstance(listed, str) or not listed.strip():
            reader.blame_in(file, (name,), 'must be words in quotes, such as "wife husband son"')
        else:
            groups[name] = tuple(listed.split())
    return groups


def _unknown_groups(reader: Reader, file: TomlFile, rule: UrgentRule) -> None:
    for part in ("phrases", "unlike"):
        for at, phrase in enumerate(getattr(rule, part)):
            for word in phrase.replace("/", " ").split():
                if word.startswith("<") and word not in {f"<{name}>" for name in rule.groups}:
                    reader.blame_in(file, (part, at), f"{word!r} is not a group in word-groups.toml")


def _unknown(
    reader: Reader, file: TomlFile, field: str, keys: Iterable[str], known: Iterable[str], what: str
) -> None:
    for at, key in enumerate(keys):
        if key not in known:
            reader.blame_in(file, (field, at), f"{key!r} is not {what}")


def _repeated_phrases(reader: Reader, file: TomlFile, phrases: Iterable[str], owners: dict[str, str]) -> None:
    """Notes phrases given twice, here or in a file read before; `owners` is phrase -> file, and grows."""
    for at, phrase in enumerate(phrases):
        where: Where = ("phrases", at)
        folded = " ".join(phrase.casefold().split())
        if not folded:
            reader.blame_in(file, where, "phrase is empty")
        elif owners.get(folded) == file.name:
            reader.blame_in(file, where, f"phrase {phrase!r} given twice")
        elif folded in owners:
            reader.blame_in(file, where, f"phrase {phrase!r} is also in {owners[folded]}")
        owners.setdefault(folded, file.name)


def _page(reader: Reader, path: Path) -> Page | None:
    text = reader.text(path)
    if text is None:
        return None
    name = reader.name(path)
    match = _FRONT.fullmatch(text)
    if not match:
        reader.blame(name, "must begin with ---, title:, description: and ---", line=1)
        return None
    front = {}
    for number, line in enumerate(match[1].splitlines(), 2):
        key, _, value = line.partition(":")
        if key not in ("title", "description") or not value.strip():
            reader.blame(name, "must be title: or description: and words", line=number)
            return None
        front[key] = value.strip()
    for key in ("title", "description"):
        if key not in front:
            reader.blame(name, "is missing", field=key, line=1)
            return None
    tokens = _MARKDOWN.parse(match[2])
    start = match.start(2)
    for token in tokens:
        if token.type == "heading_open" and token.tag == "h1":
            line_number = text.count("\n", 0, start) + 1 + (token.map[0] if token.map else 0)
            reader.blame(name, "headings start at ##: the title is the page's #", line=line_number)
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return Page(key=path.stem, title=front["title"], description=front["description"], html=html)
