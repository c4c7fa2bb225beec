"""Templates to text: one Jinja environment for each language, and what every page may use."""

from collections.abc import Callable, Mapping
from gettext import NullTranslations
from secrets import token_urlsafe
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from poai.settings import Settings
from poai.web.csrf import public_token, session_token
from poai.web.i18n import Language
from poai.web.memory import BACK, Memory
from poai.web.page import Visit
from poai.web.staffing import GuestVisit, StaffVisit


class Renderer:
    """Renders templates. `languages` by prefix, `asset` gives the address of a static file.

    `staffed` tells whether anybody can sign in here.
    """

    def __init__(
        self,
        settings: Settings,
        languages: Mapping[str, Language],
        asset: Callable[[str], str],
        *,
        staffed: bool = False,
    ) -> None:
        self._staffed = staffed
        self._languages = languages
        self._asset = asset
        self._csrf = public_token(settings.secret)
        self._demo = settings.demo
        self._environments = {
            language.code: _environment(settings, language) for language in languages.values()
        }
        self._memories = {language.code: Memory() for language in languages.values()}

    def render(self, template: str, visit: Visit, view: Mapping[str, Any]) -> str:
        """The template as HTML in the visitor's language. A name that the view does not give is an error."""
        language = visit.language
        context = {**self._frame(visit), **view}
        return self._environments[language.code].get_template(template).render(context)

    def _frame(self, visit: Visit) -> dict[str, Any]:
        """What every page may use; a page's own view comes before it."""
        language = visit.language
        staff = visit if isinstance(visit, StaffVisit) else None
        known = isinstance(
            visit, GuestVisit
        )  # its address may hold what opens an account, or say who is helped
        return {
            "site": visit.snapshot.content.site,
            "place": visit.snapshot.place,
            "languages": [
                {"code": other.code, "name": other.name, "url": self._url(other, visit), "dir": other.dir}
                for other in self._languages.values()
            ],
            "lang": language.code,
            "dir": language.dir,
            "path": visit.path,
            "here": _here(visit),
            "canonical": "" if known else visit.origin + _prefixed(language, visit.path),
            "origin": visit.origin,
            "url": lambda path: _prefixed(language, path),
            "saved": visit.saved,
            "my_list_count": len(visit.saved),
            "asset": self._asset,
            "csrf": session_token(staff.secret, staff.session) if staff else self._csrf,
            "staff": staff,
            "staffed": self._staffed,
            "demo": self._demo,
            "typed": staff.typed if staff else None,
            "once": known
            and (visit.form.get("once") or token_urlsafe(12)),  # a form's own key, to do it once
            "words": language.words,
            "now": visit.now,
            "remembered": self._memories[language.code].of(visit.snapshot).piece,
            "BACK": BACK,
            "robots": "noindex" if known else "",
            "errors": {},
            "ask": None,
        }

    def _url(self, language: Language, visit: Visit) -> str:
        return _prefixed(language, _here(visit))


class Speech:
    """Translations for templates, as `_("…", name=value)` and `ngettext("…", "…", number)`.

    Jinja's own would trust every message as HTML and as a pattern. Ours trusts neither: a message is escaped
    like any text, so that what content editors write may hold a "<" or a "%", and it is remembered.
    """

    def __init__(self, translations: NullTranslations) -> None:
        self._translations = translations
        self._known: dict[str, Markup] = {}

    def gettext(self, message: str, /, **values: object) -> Markup:
        """The message in this language, its %(places)s filled with `values`, escaped."""
        text = self._known.get(message)
        if text is None:
            text = self._known[message] = escape(self._translations.gettext(message))
        return text % values if values else text

    def ngettext(self, singular: str, plural: str, num: int, /, **values: object) -> Markup:
        """The same for a number, which is %(num)s."""
        return escape(self._translations.ngettext(singular, plural, num)) % {"num": num, **values}


def _environment(settings: Settings, language: Language) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(settings.templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.policies["json.dumps_kwargs"] = {"sort_keys": False, "ensure_ascii": False}
    speech = Speech(language.translations)
    environment.globals.update(_=speech.gettext, gettext=speech.gettext, ngettext=speech.ngettext)
    return environment


def _prefixed(language: Language, path: str) -> str:
    return f"/{language.prefix}{path}" if language.prefix else path


def _here(visit: Visit) -> str:
    """This page's own address on this site, to come back to."""
    return f"{visit.path}?{urlencode(visit.query)}" if visit.query else visit.path
