"""Every field that somebody edits has a name, and so has each kind of facts."""

from gettext import NullTranslations

import pytest
from babel import Locale

from poai.domain.facts import FIELDS, Facts
from poai.domain.listing import CostOption
from poai.domain.merging import EDITABLE
from poai.web import listing_words
from poai.web.words import Words

WORDS = Words(NullTranslations(), Locale("en", "GB"))


@pytest.mark.parametrize("field", EDITABLE)
def test_every_field_that_is_edited_belongs_to_some_facts_and_has_a_name(field: str) -> None:
    assert listing_words.facts_called(WORDS, FIELDS[field])
    assert listing_words.called(WORDS, field)


def test_a_field_that_nobody_edits_has_no_name() -> None:
    with pytest.raises(KeyError):
        listing_words.called(WORDS, "checked")


def test_no_two_kinds_of_facts_are_called_the_same() -> None:
    assert len({listing_words.facts_called(WORDS, each) for each in Facts}) == len(Facts)


def test_a_price_of_nothing_is_free() -> None:
    assert listing_words.cost(WORDS, CostOption(option="Each time", amount=0.0)) == "Each time: Free"
    assert listing_words.cost(WORDS, CostOption(amount=2.5)) == "£2.50"
