"""What is wrong with a file, said so that the person who edits it can put it right."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: in which file, which record, which field ("schedules[0].opens_at") and line."""

    file: str
    record: str
    field: str
    line: int | None
    message: str

    def __str__(self) -> str:
        where = self.field or self.record
        line = "" if self.line is None else f"line {self.line}"
        place = f"{where} ({line})" if where and line else where or line
        return f"{self.file}: {place}: {self.message}" if place else f"{self.file}: {self.message}"


class BadFiles(Exception):
    """Files that cannot be used, with every problem that was found in them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
