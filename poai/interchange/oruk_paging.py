"""Pages of a list, in the envelope that Open Referral UK 3.0 wants."""

from collections.abc import Sequence
from dataclasses import dataclass

from poai.domain.document import Document


class NoSuchPageError(Exception):
    """The list has fewer pages. `pages` says how many."""

    def __init__(self, pages: int) -> None:
        super().__init__(f"there are {pages} pages")
        self.pages = pages


@dataclass(frozen=True, slots=True)
class Span:
    """Which part of a list of `total` items is page `number`, of `per_page` items each. Pages count from 1.

    A list of nothing has one page, which is the first, the last and empty: every check of the standard holds.
    """

    total: int
    number: int
    per_page: int

    def __post_init__(self) -> None:
        if self.number > self.pages:
            raise NoSuchPageError(self.pages)

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.per_page))

    @property
    def slice(self) -> slice:
        return slice((self.number - 1) * self.per_page, self.number * self.per_page)

    def envelope(self, size: int) -> Document:
        """All that goes around `size` items but the items."""
        return {
            "total_items": self.total,
            "total_pages": self.pages,
            "page_number": self.number,
            "size": size,
            "first_page": self.number == 1,
            "last_page": self.number == self.pages,
            "empty": size == 0,
        }


def written(envelope: str, contents: Sequence[str]) -> str:
    """The page as JSON; `envelope` is an object and `contents` are items, written out already."""
    return f'{envelope[:-1]}, "contents": [{", ".join(contents)}]}}'
