from datetime import UTC, datetime

import pytest

from poai.actions.totp import STEP, new_recovery_codes, new_secret, plain, step_of

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

# RFC 6238, appendix B, the SHA-1 rows: the secret "12345678901234567890", eight digits of which we use the last six.
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
    ],
)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    assert step_of(SECRET, code, datetime.fromtimestamp(seconds, UTC)) == seconds // STEP


@pytest.mark.parametrize("code", ["", "28708", "2870822", "２８７０８２", "abcdef", "\x00"])
def test_what_is_no_code_is_wrong(code: str) -> None:
    assert step_of(SECRET, code, datetime.fromtimestamp(59, UTC)) is None


def test_secrets_and_codes_are_new_each_time() -> None:
    assert len({new_secret() for _ in range(10)}) == 10
    assert len({code for _ in range(3) for code in new_recovery_codes()}) == 30


def test_a_code_is_read_however_it_is_typed() -> None:
    assert plain(" 123 456 ") == "123456"
    assert plain("abcd-EFGH ijkl") == "ABCDEFGHIJKL"
