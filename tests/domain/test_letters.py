import pytest

from poai.domain.letters import NEEDS, Letter, check_letter

RESET = {"link": "https://help.example/reset?t=1", "minutes": "60"}


def test_each_letter_says_what_it_needs() -> None:
    assert NEEDS.keys() == set(Letter)


@pytest.mark.parametrize(
    "to", ["ann@example.org", "o'neil+x@sub.example.org", "ann@localhost", "ann@exämple.org"]
)
def test_a_letter_goes_to_one_plain_address(to: str) -> None:
    check_letter(to, Letter.RESET, RESET)


@pytest.mark.parametrize(
    "to",
    [
        "",
        "ann",
        "@example.org",
        "ann@",
        "a@b@c",
        "ann@example.org, bob@example.org",
        "ann@example.org,bob@example.org",
        "Ann <ann@example.org>",
        "ann@example.org\nBcc: bob@example.org",
        "ann@example.org\r",
        "ann example@example.org",
        '"ann"@example.org',
        "ann@example.org\u2028",
        "ünn@example.org",
        "ann@example..org",
        "ann@[192.0.2.1]",
        "a" * 250 + "@example.org",
    ],
)
def test_s56_what_is_not_one_plain_address_is_refused_and_not_repeated(to: str) -> None:
    with pytest.raises(ValueError, match="not one e-mail address") as caught:
        check_letter(to, Letter.RESET, RESET)
    assert not to or to not in str(caught.value)


@pytest.mark.parametrize("values", [{}, {"link": "x"}, {**RESET, "name": "Mrs Example"}])
def test_a_letter_is_told_exactly_what_it_needs(values: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="needs") as caught:
        check_letter("ann@example.org", Letter.RESET, values)
    assert "Mrs Example" not in str(caught.value)


@pytest.mark.parametrize("control", ["\n", "\r", "\r\n", "\x00", "\x85", "\u2028", "\x1b"])
def test_s56_a_value_is_one_line_of_text(control: str) -> None:
    with pytest.raises(ValueError, match="more than one line"):
        check_letter(
            "ann@example.org", Letter.RESET, {**RESET, "link": f"https://a{control}Bcc: b@example.org"}
        )
