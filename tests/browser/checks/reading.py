"""How hard the English of a page is to read."""

import re
import warnings
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page

with warnings.catch_warnings():
    # The pinned textstat still loads its word lists through pkg_resources, which warns.
    warnings.simplefilter("ignore")
    import textstat

LONGEST_SENTENCE = 25  # words: the GOV.UK limit
HARDEST_GRADE = 7.0  # Flesch-Kincaid: a reading age of 11 to 12
# Names of places and groups ("Thornton Heath Community Centre") count as hard words and cannot be changed.
TOLERANCE = 0.5
FEWEST_WORDS = 100  # below this one long name decides the grade

# Blocks that hold words of their own. What a group says of itself is left out where it is marked data-theirs.
_BLOCKS = """() => {
  const blocks = 'h1, h2, h3, h4, p, li, dd, dt, legend, label, summary, th, td, figcaption';
  return [...document.querySelectorAll('main :is(' + blocks + ')')]
    .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.closest('[data-theirs], [lang]:not(html), svg')
      && !e.querySelector(blocks))
    .map(e => [e.tagName, e.innerText.trim().replace(/\\s+/g, ' ')]).filter(([, words]) => words);
}"""

_END = re.compile(r"(?<=[.?!:])[\"'”’)]*\s+")
_NO_WORD = re.compile(r"https?://\S+|\S+@\S+|[\d£][\d\s.,:/%-]*")


def reading_problems(page: Page, *, graded: bool = True) -> list[str]:
    """Sentences that are too long, and the page's grade if it is too hard and `graded`."""
    blocks: list[tuple[str, str]] = page.evaluate(_BLOCKS)
    typed = " ".join(parse_qs(urlsplit(page.url).query).get("q", []))[:50].strip()
    if typed:  # what somebody typed is shown again, however long it is
        blocks = [(tag, words) for tag, words in blocks if typed not in words]
    sentences = [sentence for _, words in blocks for sentence in _END.split(words) if sentence]
    problems = [
        f"{len(sentence.split())} words in one sentence: {sentence}"
        for sentence in sentences
        if len(sentence.split()) > LONGEST_SENTENCE
    ]
    # Headings, labels and facts are no sentences: only running text is graded.
    if not graded:
        return problems
    prose = " ".join(
        words for tag, words in blocks if tag in ("P", "LI", "DD") and words.endswith((".", "?"))
    )
    return problems + grade_problems(prose)


def grade_problems(prose: str) -> list[str]:
    """The Flesch-Kincaid grade of running text, if it is above what we aim for."""
    plain = _NO_WORD.sub(" ", prose)
    if len(plain.split()) < FEWEST_WORDS:
        return []
    grade = textstat.flesch_kincaid_grade(plain)
    return (
        []
        if grade <= HARDEST_GRADE + TOLERANCE
        else [f"grade {grade}, {HARDEST_GRADE} at most: {plain[:300]}"]
    )
