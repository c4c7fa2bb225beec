"""Templates trust no message, and remembered pieces are never another page's."""

from gettext import NullTranslations

from jinja2 import Environment
from markupsafe import Markup

from poai.web.memory import BACK, Memory
from poai.web.render import Speech

SPEECH = Speech(NullTranslations())


def test_what_content_editors_write_may_hold_any_sign() -> None:
    template = Environment(autoescape=True).from_string("{{ _(words) }}")
    assert template.render(_=SPEECH.gettext, words="100% of it, <b>free</b>") == (
        "100% of it, &lt;b&gt;free&lt;/b&gt;"
    )


def test_values_are_escaped_and_markup_stays() -> None:
    assert SPEECH.gettext("See %(name)s", name="<script>") == Markup("See &lt;script&gt;")
    assert SPEECH.gettext("See %(name)s", name=Markup("<bdi>a</bdi>")) == Markup("See <bdi>a</bdi>")


def test_numbers_choose_their_form() -> None:
    assert [SPEECH.ngettext("%(num)s group", "%(num)s groups", n) for n in (1, 2)] == ["1 group", "2 groups"]


def test_a_piece_is_made_once_and_names_the_page_that_it_is_on() -> None:
    memory, made = Memory(), []

    def make() -> Markup:
        made.append(1)
        return Markup("<p>%s</p>") % BACK

    assert memory.piece("card", "/find?q=a&where=b", make) == "<p>/find?q=a&amp;where=b</p>"
    assert memory.piece("card", '/"><script>', make) == "<p>/&#34;&gt;&lt;script&gt;</p>"
    assert len(made) == 1
