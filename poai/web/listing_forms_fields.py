"""The fields of a form about a listing, with what stands in them, as templates/my-listings/fields.html shows them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from poai.actions.editing import Fields
from poai.web.staffing import GuestVisit
from poai.web.words import Words

Asked = dict[str, Any]
"""`kind` of field, the `heading` above it, the words behind which it is `folded`, and `how` its macro is called."""

_LABELLED = frozenset({"text", "textarea", "select"})


@dataclass(frozen=True, slots=True)
class Asking:
    """Makes fields in the reader's language. `shown` is what stands in them, `errors` what is wrong with it."""

    visit: GuestVisit
    shown: Fields
    errors: Mapping[str, str]

    @property
    def words(self) -> Words:
        return self.visit.language.words

    def text(self, name: str, label: str, hint: str = "", **how: Any) -> Asked:
        """One line. `how` are arguments of text_input; with `number`, the label is told from that of other rows; `heading`
        stands above it."""
        return self._asked("text", name, label, hint, value=self._value(name), **how)

    def area(self, name: str, label: str, hint: str = "", rows: int = 4) -> Asked:
        """Several lines."""
        return self._asked("textarea", name, label, hint, value=self._value(name), rows=rows)

    def radios(self, name: str, label: str, options: Iterable[tuple[str, str]], hint: str = "") -> Asked:
        """One of several."""
        given = [{"value": value, "text": text} for value, text in options]
        return self._asked("radios", name, label, hint, value=self._value(name), options=given)

    def select(self, name: str, label: str, options: Iterable[tuple[str, str]]) -> Asked:
        """One of many."""
        given = [{"value": "", "text": self.words.gettext("Choose one")}]
        given += [{"value": value, "text": text} for value, text in options]
        return self._asked("select", name, label, "", value=self._value(name), options=given)

    def boxes(
        self,
        name: str,
        label: str,
        options: Iterable[tuple[str, str]],
        hint: str = "",
        *,
        small: bool = False,
        heading: str = "",
        folded: str = "",
    ) -> Asked:
        """Any of several; with `folded`, behind those words until somebody opens them."""
        given = [{"value": value, "text": text} for value, text in options]
        values = tuple(self.shown.get(name, ()))
        return self._asked(
            "checkboxes", name, label, hint, values=values, options=given, small=small, heading=heading
        ) | {"folded": self.words.gettext(folded) if folded else "", "open": bool(values)}

    def day(self, name: str, label: str, hint: str = "") -> Asked:
        """A day in three fields; its error is that of the first."""
        parts = {part: self._value(f"{name}_{part}") for part in ("day", "month", "year")}
        return self._asked("date", name, label, hint, values=parts)

    def _asked(self, kind: str, name: str, label: str, hint: str, **how: Any) -> Asked:
        said = self.words.gettext(label)
        if how.pop("number", 1) > 1:
            number = int(name.rpartition("_")[2])
            said = f"{number}. {said}"
        heading = how.pop("heading", "")
        how |= {
            "name": name,
            "label" if kind in _LABELLED else "legend": said,
            "hint": self.words.gettext(hint) if hint else "",
            "error": self.errors.get(f"{name}_day" if kind == "date" else name, ""),
        }
        return {
            "kind": kind,
            "heading": self.words.gettext(heading) if heading else "",
            "folded": "",
            "how": how,
        }

    def _value(self, name: str) -> str:
        values = self.shown.get(name, ())
        return values[-1] if values else ""
