"""References and codes that can be said on the telephone, such as "7KQ2-M9XD"."""

import secrets

# Crockford's: no I, L, O or U, which are misheard, misread or make words.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 8


def new_reference() -> str:
    """One of 32 to the eighth: nobody guesses another's, and two alike are refused by the table."""
    return code_of(secrets.token_bytes(_LENGTH))


def code_of(source: bytes) -> str:
    """The same for what is as good as drawn by lot: 8 bytes or more, of which the first count."""
    code = "".join(_LETTERS[byte % len(_LETTERS)] for byte in source[:_LENGTH])
    return f"{code[:4]}-{code[4:]}"
