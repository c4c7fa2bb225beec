"""References that can be said on the telephone, such as "7KQ2-M9XD"."""

import secrets

# Crockford's: no I, L, O or U, which are misheard, misread or make words.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_reference() -> str:
    """One of 32 to the eighth: nobody guesses another's, and two alike are refused by the table."""
    code = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{code[:4]}-{code[4:]}"
