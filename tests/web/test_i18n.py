"""Languages are offered whole or not at all."""

import subprocess
from pathlib import Path

import pytest

from poai.content import load_content
from poai.web.i18n import load_languages, messages, negotiate, pseudo
from tests.source import ROOT

POT = 'msgid "Find help"\nmsgstr ""\n\nmsgid "%(num)s group"\nmsgid_plural "%(num)s groups"\nmsgstr[0] ""\nmsgstr[1] ""\n'
WHOLE = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    'msgid "Find help"\nmsgstr "Trouver de l’aide"\n\n'
    'msgid "%(num)s group"\nmsgid_plural "%(num)s groups"\nmsgstr[0] "%(num)s groupe"\nmsgstr[1] "%(num)s groupes"\n'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "messages.pot").write_text(POT)
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "messages.po").write_text(WHOLE)
    return tmp_path


def test_a_whole_translation_is_offered_and_speaks(folder: Path) -> None:
    french = load_languages(folder)["fr"]
    assert french.words.gettext("Find help") == "Trouver de l’aide"
    assert french.words.ngettext("%(num)s group", "%(num)s groups", 2) == "%(num)s groupes"
    assert french.words.clock("14:30") == "14:30"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"Trouver de l’aide"', '""'),
        ('msgid "Find help"', '#, fuzzy\nmsgid "Find help"'),
        ('msgstr[1] "%(num)s groupes"', 'msgstr[1] ""'),
    ],
)
def test_one_message_missing_or_doubtful_and_it_is_not_offered(folder: Path, old: str, new: str) -> None:
    file = folder / "fr" / "messages.po"
    file.write_text(WHOLE.replace(old, new))
    assert "fr" not in load_languages(folder)


def test_the_language_is_the_first_part_of_the_path(folder: Path) -> None:
    languages = load_languages(folder, pseudo=True)
    assert [negotiate(path, languages)[1] for path in ("/fr/find", "/fr", "/fr/", "/find", "/")] == [
        "/find", "/", "/", "/find", "/",
    ]  # fmt: skip
    assert negotiate("/fr/find", languages)[0].code == "fr"
    assert negotiate("/french-class", languages)[0].prefix == ""
    assert negotiate("/ar-xb/list", languages)[0].dir == "rtl"


def test_pseudo_words_keep_their_places_and_markup() -> None:
    said = pseudo("Call <b>%(name)s</b> now")
    assert "%(name)s" in said
    assert "<b>" in said
    assert said != "Call <b>%(name)s</b> now"
    assert len(said) > len("Call <b>%(name)s</b> now") * 1.25


def test_a_language_without_all_the_pages_is_not_offered(folder: Path) -> None:
    assert "fr" not in load_languages(folder, ["privacy"])
    (folder / "fr" / "pages").mkdir()
    (folder / "fr" / "pages" / "privacy.md").write_text(
        "---\ntitle: Vie privée\ndescription: Ce que nous gardons.\n---\n\nRien.\n"
    )
    french = load_languages(folder, ["privacy"])["fr"]
    assert french.pages["privacy"].title == "Vie privée"


def test_the_collected_messages_are_those_of_the_pages(tmp_path: Path) -> None:
    """`make messages` has been run since a message last changed."""
    fresh = tmp_path / "messages.pot"
    subprocess.run([ROOT / ".ci" / "messages.sh", fresh], check=True, cwd=ROOT)
    assert messages(fresh) == messages(ROOT / "content" / "translations" / "messages.pot")


def test_what_content_editors_write_is_collected_and_what_residents_type_is_not() -> None:
    collected = messages(ROOT / "content" / "translations" / "messages.pot")
    content = load_content(ROOT / "content")
    need = content.needs["company"]
    assert {need.label, need.sentence, content.site.strapline} <= collected
    assert not collected & set(need.phrases)
