"""Languages: which are offered, and the words of each.

A language is offered only when every message has a translation: half a page in a language that
somebody can read and half in one that they cannot is worse than either. Its pages live under its code
("/ta/find"), so that a link, a cache and a search engine all agree about which language a page is in.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from poai.content import Page, load_pages
from poai.web.words import Words

SOURCE = "en-GB"
_KEPT = re.compile(r"(%\(\w+\)[sd]|<[^>]*>)")
_PSEUDO_LETTERS = str.maketrans("AEIOUaeioucnsy", "ÀÉÎÖÛàéîöûçñšý")


@dataclass(frozen=True, slots=True)
class Language:
    """`code` is a BCP 47 tag, `prefix` what its addresses begin with ("" for the source language).

    `pages` are the content's pages in this language, by key; empty for the source language.
    """

    code: str
    name: str
    dir: str
    prefix: str
    translations: NullTranslations
    words: Words
    pages: Mapping[str, Page]


def load_languages(folder: Path, pages: Collection[str] = (), *, pseudo: bool = False) -> dict[str, Language]:
    """Languages by prefix: the source, then every complete one under `folder` (content/translations).

    Complete is a messages.po that translates all of messages.pot, and every page of `pages` under pages/.
    """
    template = folder / "messages.pot"
    wanted = messages(template) if template.exists() else set()
    languages = {"": _language(SOURCE, NullTranslations(), prefix="")}
    for file in sorted(folder.glob("*/messages.po")):
        with file.open("rb") as source:
            catalog = read_po(source, locale=file.parent.name)
        own = load_pages(file.parent / "pages")
        if wanted and not missing(catalog, wanted) and own.keys() >= set(pages):
            code = file.parent.name.replace("_", "-")
            languages[code.lower()] = _language(code, _translations(catalog), prefix=code.lower(), pages=own)
    if pseudo:
        accents = _Pseudo()
        languages["en-xa"] = _language("en-XA", accents, prefix="en-xa", name="Pseudo")
        languages["ar-xb"] = _language("ar-XB", accents, prefix="ar-xb", name="Mirrored")
    return languages


def messages(file: Path) -> set[str]:
    """Every message of a template or translation, by its (singular) source text."""
    with file.open("rb") as source:
        return {_key(message.id) for message in read_po(source) if message.id}


def missing(catalog: Catalog, wanted: Iterable[str]) -> set[str]:
    """The messages in `wanted` that `catalog` does not translate. One that is fuzzy, or whose %(places)s are not
    those of the source, counts as missing: on a page it would be wrong, or a fault."""
    done = set()
    for message in catalog:
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and not message.fuzzy and all(strings) and not list(message.check(catalog)):
            done.add(_key(message.id))
    return set(wanted) - done


def _key(identity: str | tuple[str, ...] | list[str]) -> str:
    return identity if isinstance(identity, str) else identity[0]


def pseudo(text: str) -> str:
    """`text` with accents and a third longer, its %(places)s and mark-up kept: what is not like this was missed."""
    parts = _KEPT.split(text)
    said = "".join(part if at % 2 else part.translate(_PSEUDO_LETTERS) for at, part in enumerate(parts))
    return f"[{said}{' ····' * (len(text) // 15 + 1)}]"


def _language(
    code: str,
    translations: NullTranslations,
    *,
    prefix: str,
    name: str = "",
    pages: Mapping[str, Page] | None = None,
) -> Language:
    base = "en_GB" if code == "en-XA" else "ar" if code == "ar-XB" else code.replace("-", "_")
    locale = Locale.parse(base)
    speaking = Locale.parse("en_GB") if code == "ar-XB" else locale
    title = name or (locale.language_name or code)
    words = Words(translations, speaking)
    return Language(code, title, locale.text_direction, prefix, translations, words, pages or {})


def _translations(catalog: Catalog) -> NullTranslations:
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled)


class _Pseudo(NullTranslations):
    """Translates everything into accented English, to show what was forgotten and what does not fit."""

    def gettext(self, message: str) -> str:
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)


def negotiate(path: str, languages: Mapping[str, Language]) -> tuple[Language, str]:
    """The language that a path begins with, and the path without it."""
    first, slash, rest = path.lstrip("/").partition("/")
    if first and first in languages:
        return languages[first], "/" + rest if slash else "/"
    return languages[""], path
