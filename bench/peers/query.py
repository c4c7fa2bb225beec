"""What both peers ask FTS5 for: the words that somebody typed, any of them, the best first."""

import re

STOP = frozenset(
    "a about and are as at be but by can dont for from has have he her him his how i if in is it me my not of on or"
    " our she so that the their them there they this to was we what when where who will with wont would you your".split()
)


def match(text: str) -> str:
    """The expression for MATCH; empty where nothing is left to look for."""
    words = [word for word in re.findall(r"[a-z0-9]+", text.lower()) if word not in STOP]
    return " OR ".join(f'"{word}"' for word in dict.fromkeys(words))
