from pathlib import Path

import pytest

from poai.content import BadContent, load_content
from poai.domain.need import spelled_out
from tests.exampleton.files import CONTENT, SHIPPED_CONTENT, copied, edit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(CONTENT, tmp_path)


def said(folder: Path) -> list[str]:
    """Everything that loading `folder` finds wrong."""
    with pytest.raises(BadContent) as caught:
        load_content(folder)
    return str(caught.value).splitlines()


def test_every_kind_of_words_is_loaded_by_key() -> None:
    content = load_content(CONTENT)
    assert content.site.name == "Help in Exampleton"
    assert content.site.results_per_page == 10
    assert list(content.needs) == ["company", "food", "getting-online"]
    assert content.needs["getting-online"].codes == {"open-eligibility": ("1234",)}
    assert list(content.statements) == ["active"]
    assert content.helplines["emergency"].number == "999"
    assert content.urgent["danger"].unlike == ("in danger now of winning",)
    assert content.pages["privacy"].title == "Privacy"


def test_urgent_rules_come_worst_first_whatever_their_files_are_called() -> None:
    assert list(load_content(CONTENT).urgent) == ["danger", "a-worry"]


def test_the_shipped_content_is_right() -> None:
    content = load_content(SHIPPED_CONTENT)
    assert content.needs
    assert content.urgent
    assert content.pages


def test_a_page_may_have_a_colon_in_its_description_and_headings_start_at_h2() -> None:
    page = load_content(CONTENT).pages["privacy"]
    assert page.description == "What we keep: nothing."
    assert "<h2>In short</h2>" in page.html


def test_no_html_or_script_of_a_page_reaches_the_reader() -> None:
    html = load_content(CONTENT).pages["privacy"].html
    assert "<script" not in html
    assert 'href="javascript' not in html
    assert '<a href="/list">' in html
    assert "<strong>nothing</strong>" in html


def test_a_page_with_a_first_level_heading_is_refused_with_its_line(folder: Path) -> None:
    edit(folder / "pages/privacy.md", "## In short", "# In short")
    assert said(folder) == [
        "content/pages/privacy.md: line 6: headings start at ##: the title is the page's #"
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "---\ntitle: Privacy\n",
            "title: Privacy\n",
            "line 1: must begin with ---, title:, description: and ---",
        ),
        ("title: Privacy\n", "", "title (line 1): is missing"),
        ("title: Privacy", "titel: Privacy", "line 2: must be title: or description: and words"),
    ],
)
def test_a_page_without_its_front_lines_is_refused(folder: Path, old: str, new: str, message: str) -> None:
    edit(folder / "pages/privacy.md", old, new)
    assert said(folder) == [f"content/pages/privacy.md: {message}"]


def test_a_phrase_given_twice_is_refused_whatever_its_case_and_spaces(folder: Path) -> None:
    edit(folder / "needs/food.toml", '"hungry"', '"No  food"')
    assert said(folder) == ["content/needs/food.toml: phrases[1] (line 5): phrase 'No  food' given twice"]


def test_a_phrase_of_two_needs_is_refused(folder: Path) -> None:
    edit(folder / "needs/food.toml", '"hungry"', '"lonely"')
    assert said(folder) == [
        "content/needs/food.toml: phrases[1] (line 5): phrase 'lonely' is also in content/needs/company.toml"
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "needs/company.toml",
            'near = ["food"]',
            'near = ["fodo"]',
            "near[0] (line 6): 'fodo' is not a need",
        ),
        (
            "needs/food.toml",
            '["active"]',
            '["actve"]',
            "statements[0] (line 3): 'actve' is not a statement in statements.toml",
        ),
        (
            "urgent/danger.toml",
            '["emergency"]',
            '["nobody"]',
            "helplines[0] (line 4): 'nobody' is not a helpline in helplines.toml",
        ),
        ("needs/food.toml", "sentence", "sentense", "sentence: is missing"),
        ("site.toml", 'hint = "Say it your way."', "hint = 3", "hint (line 5): must be words in quotes"),
        ("helplines.toml", "[[helplines]]", "[[helpline]]", "helpline (line 1): is not a field that we know"),
    ],
)
def test_a_mistake_is_named_with_file_field_and_line(
    folder: Path, file: str, old: str, new: str, message: str
) -> None:
    edit(folder / file, old, new)
    assert f"content/{file}: {message}" in said(folder)


def test_groups_of_words_belong_to_every_urgent_rule(folder: Path) -> None:
    (folder / "word-groups.toml").write_text('family = "wife son"\n')
    assert {rule.groups["family"] for rule in load_content(folder).urgent.values()} == {("wife", "son")}


def test_a_group_that_nobody_made_is_named_with_its_phrase(folder: Path) -> None:
    (folder / "word-groups.toml").write_text('family = "wife son"\nempty = ""\n')
    edit(folder / "urgent/danger.toml", "phrases = [", 'phrases = ["my <famly>/boss hits me", ')
    problems = said(folder)
    assert any("'<famly>' is not a group in word-groups.toml" in problem for problem in problems)
    assert any("empty (line 2): must be words in quotes" in problem for problem in problems)
    assert len(problems) == 2


def test_too_few_phrases_is_a_warning_and_stops_nothing() -> None:
    assert [str(warning) for warning in load_content(CONTENT).warnings] == [
        "content/needs/food.toml: phrases (line 5): has only 2 phrases: 8 or more are heard better"
    ]


def test_everything_wrong_in_any_file_is_reported_at_once(folder: Path) -> None:
    edit(folder / "needs/food.toml", '"hungry"', '"lonely"')
    edit(folder / "pages/privacy.md", "## In short", "# In short")
    (folder / "site.toml").unlink()
    assert len(said(folder)) == 3


def test_a_stroke_stands_for_each_of_its_words() -> None:
    assert list(spelled_out("hits/slaps mum/nan")) == ["hits mum", "hits nan", "slaps mum", "slaps nan"]
    assert list(spelled_out("no food today")) == ["no food today"]
