import pytest

from poai.sealing import UnsealError, derive, fingerprint, seal, unseal

SECRET = "a secret of thirty-two characters"


def test_a_key_is_for_one_secret_and_one_purpose() -> None:
    keys = {derive(SECRET, "a"), derive(SECRET, "b"), derive(SECRET + "!", "a")}
    assert len(keys) == 3
    assert {len(key) for key in keys} == {32}
    assert derive(SECRET, "a") == derive(SECRET, "a")


def test_what_is_sealed_is_read_again_and_never_looks_the_same_twice() -> None:
    key = derive(SECRET, "a")
    sealed = [seal(key, b"JBSWY3DPEHPK3PXP", "account:1") for _ in range(2)]
    assert sealed[0] != sealed[1]
    assert b"JBSWY3DP" not in sealed[0]
    assert [unseal(key, each, "account:1") for each in sealed] == [b"JBSWY3DPEHPK3PXP"] * 2


def test_nothing_sealed_can_be_read_for_another_thing_with_another_key_or_when_changed() -> None:
    key = derive(SECRET, "a")
    sealed = seal(key, b"text", "account:1")
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for wrong in (
        (key, sealed, "account:2"),
        (derive(SECRET, "b"), sealed, "account:1"),
        (key, changed, "account:1"),
    ):
        with pytest.raises(UnsealError, match="account"):
            unseal(*wrong)
    with pytest.raises(UnsealError):
        unseal(key, b"", "account:1")


def test_a_fingerprint_needs_the_key() -> None:
    key = derive(SECRET, "a")
    assert fingerprint(key, "192.0.2.1") == fingerprint(key, "192.0.2.1")
    assert len({fingerprint(key, "192.0.2.1"), fingerprint(derive(SECRET, "b"), "192.0.2.1")}) == 2
    assert len(fingerprint(key, "")) == 64
