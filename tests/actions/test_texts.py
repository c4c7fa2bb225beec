import pytest
from hypothesis import given
from hypothesis import strategies as st

from poai.actions.texts import email_of, folded, line_of, words_of
from poai.domain.errors import InvalidError
from poai.domain.letters import check_address


@pytest.mark.parametrize("typed", [" Ann.Example@Example.ORG ", "ann.example@example.org"])
def test_an_address_is_kept_one_way(typed: str) -> None:
    assert email_of(typed) == "ann.example@example.org"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ann",
        "ann@",
        "@example.org",
        "ann@example.org, bob@example.org",
        "ann@exa mple.org",
        "ann@example.org\nBcc: bob@example.org",
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(InvalidError, match="email: wrong"):
        email_of(typed)


@given(st.emails() | st.text(max_size=30))
def test_an_address_that_is_taken_can_be_written_to(typed: str) -> None:
    try:
        email = email_of(typed)
    except InvalidError:
        return
    check_address(email)
    assert email_of(email) == email


def test_a_line_is_one_line() -> None:
    assert line_of("  Ann \r\n  Example ", "name") == "Ann Example"
    for typed, reason in (("", "missing"), (" \n", "missing"), ("x" * 201, "too-long"), ("a\x07b", "wrong")):
        with pytest.raises(InvalidError, match=f"name: {reason}"):
            line_of(typed, "name")


@pytest.mark.parametrize("turn", "\u202a\u202d\u202e\u2066\u2068")
def test_no_text_turns_round_what_is_read_beside_it(turn: str) -> None:
    with pytest.raises(InvalidError, match="wrong"):
        line_of(f"Ann {turn}nna", "name")
    with pytest.raises(InvalidError, match="wrong"):
        email_of(f"a{turn}b@example.org")
    with pytest.raises(InvalidError, match="wrong"):
        words_of(f"because {turn}esuaceb", "reason", shortest=1, longest=50)


@pytest.mark.parametrize("name", ["می\u200cخواهم", "নাম\u200d", "محمد", "דוד", "O\u2019Brien"])
def test_names_in_every_script_are_taken(name: str) -> None:
    assert line_of(name, "name") == name


def test_words_keep_their_lines() -> None:
    assert words_of(" one \r\n two\n", "reason", shortest=3, longest=20) == "one\ntwo"
    for typed, reason in (("", "missing"), ("no", "too-short"), ("x" * 21, "too-long"), ("abc\x00", "wrong")):
        with pytest.raises(InvalidError, match=f"reason: {reason}"):
            words_of(typed, "reason", shortest=3, longest=20)


@pytest.mark.parametrize("typed", ["Siân O’Brien-Lee", "SIAN O'BRIEN LEE", " sian  o_brien, lee."])
def test_names_are_compared_without_accents_capitals_or_punctuation(typed: str) -> None:
    assert folded(typed) == "sian o brien lee"
