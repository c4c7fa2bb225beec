"""On which line of a TOML file each value stands; the standard library's reader does not say."""

import re
from bisect import bisect_right

Path = tuple[str | int, ...]

_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"""[ \t]*([A-Za-z0-9_-]+|"(?:\\.|[^"\\])*"|'[^']*')[ \t]*""")
_SCALAR = re.compile(
    r'''"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|[^,\]}\n#]+''', re.DOTALL
)


def line_numbers(text: str) -> dict[Path, int]:
    """Line (from 1) of every key and list item, by its path: ("schedules", 0, "opens_at") -> 14.

    `text` must be valid TOML: read it with tomllib first.
    """
    scanner = _Scanner(text)
    scanner.document()
    return scanner.lines


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}
        self.newlines = [match.start() for match in re.finditer("\n", text)]

    def document(self) -> None:
        base: Path = ()
        self.space()
        while self.at < len(self.text):
            if self.text.startswith("[", self.at):
                base = self.header()
            else:
                self.pair(base)
            self.space()

    def header(self) -> Path:
        width = 2 if self.text.startswith("[[", self.at) else 1
        start = self.at
        self.at += width
        names = self.key()
        self.at += width
        path: Path = ()
        for name in names[:-1]:
            path = (*path, name)
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
        path = (*path, names[-1])
        self.note(path, start)
        if width == 2:
            number = self.counts.get(path, 0)
            self.counts[path] = number + 1
            path = (*path, number)
            self.note(path, start)
        return path

    def pair(self, base: Path) -> None:
        start = self.at
        path = (*base, *self.key())
        self.note(path, start)
        self.at += 1  # the equals sign
        self.value(path)

    def value(self, path: Path) -> None:
        self.space()
        opening = self.text[self.at : self.at + 1]
        if opening not in ("[", "{"):
            match = _SCALAR.match(self.text, self.at)
            self.at = match.end() if match else len(self.text)
            return
        closing = "]" if opening == "[" else "}"
        self.at += 1
        number = 0
        self.space()
        while self.at < len(self.text) and self.text[self.at] != closing:
            if opening == "{":
                self.pair(path)
            else:
                self.note((*path, number), self.at)
                self.value((*path, number))
            number += 1
            self.space()
            if self.text.startswith(",", self.at):
                self.at += 1
                self.space()
        self.at += 1

    def key(self) -> list[str]:
        names = []
        while match := _KEY.match(self.text, self.at):
            names.append(match[1].strip("\"'"))
            self.at = match.end()
            if not self.text.startswith(".", self.at):
                break
            self.at += 1
        return names

    def space(self) -> None:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def note(self, path: Path, at: int) -> None:
        self.lines.setdefault(path, bisect_right(self.newlines, at - 1) + 1)
