"""How somebody's details are kept: packed to be sealed, and by fingerprints with which the same are found again."""

import json
from dataclasses import asdict
from datetime import date

from poai.domain.person import Details
from poai.store.sealed import Keys


def packed(details: Details) -> str:
    """What is known, as JSON; what is not known is left out."""
    known = {name: value for name, value in asdict(details).items() if value}
    return json.dumps(known, default=date.isoformat, ensure_ascii=False)


def unpacked(text: str) -> Details:
    """What `packed` was given."""
    known = json.loads(text)
    if "birth_date" in known:
        known["birth_date"] = date.fromisoformat(known["birth_date"])
    return Details(**known | {"needs": tuple(known.get("needs", ()))})


def fingerprints(keys: Keys, details: Details) -> dict[str, str | None]:
    """The columns of `person` by which the same NHS number or day of birth is found; None for what is not known."""
    born = details.birth_date.isoformat() if details.birth_date else ""
    return {
        "nhs": keys.blind("nhs", details.nhs_number) if details.nhs_number else None,
        "born": keys.blind("born", born) if born else None,
    }


def numbers(keys: Keys, details: Details) -> list[str]:
    """The fingerprints of the telephone numbers, whose spaces and signs do not count."""
    typed = {"".join(filter(str.isalnum, each)) for each in (details.phone, details.other_phone)}
    return [keys.blind("phone", number) for number in sorted(typed) if number]
