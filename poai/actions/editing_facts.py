"""The other facts of a listing as a volunteer types them: each function gives the listing with what its form says,
and beside it stands what the form shows of a listing."""

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Final, get_args

from babel import Locale

from poai.actions.editing import Fields, Sent
from poai.actions.telephones import telephone_of
from poai.actions.texts import email_of
from poai.domain.listing import BOROUGH_WIDE, Contact, CostOption, Joining, Listing, Phone
from poai.matching.languages import LANGUAGES as NAMED
from poai.place import Place

JOINING: Final[tuple[Joining, ...]] = get_args(Joining)
FREE, PAID, UNKNOWN = "free", "paid", "unknown"
MOST = 8  # rows of a form: prices, telephones
_OLDEST = 120
_WEB = re.compile(r"https?://[^\s<>\"'/]+\.[^\s<>\"'/]+(/[^\s<>\"']*)?")
_POUNDS = re.compile(r"£?\s*(\d{1,5})(?:\.(\d{1,2}))?")
_PENCE = re.compile(r"(\d{1,2})\s*p")


def name_of(sent: Sent, listing: Listing, place: Place) -> Listing:
    """Its name, and in which area it is."""
    name = sent.line("name", needed=True)
    area = sent.chosen("area", (*place.localities, BOROUGH_WIDE))
    sent.right()
    return replace(listing, name=name or "", locality=area)


def name_fields(listing: Listing) -> Fields:
    return {"name": (listing.name,), "area": (listing.locality,)}


def about_of(sent: Sent, listing: Listing) -> Listing:
    """What it is, its web address, and what has to be known first."""
    description, alert = sent.words("description", needed=True), sent.line("alert", longest=300)
    url = web_address(sent, "url")
    sent.right()
    return replace(listing, description=description or "", url=url, alert=alert)


def about_fields(listing: Listing) -> Fields:
    return {
        "description": (listing.description,),
        "url": (listing.url or "",),
        "alert": (listing.alert or "",),
    }


def web_address(sent: Sent, name: str) -> str | None:
    """A web address, as people type it: "www.example.org" as well."""
    typed = sent.raw(name)
    if not typed:
        return None
    whole = typed if re.match(r"[a-z]+:", typed, re.IGNORECASE) else f"https://{typed}"
    if len(whole) > 500 or not _WEB.fullmatch(whole):
        sent.blame(name, "wrong")
        return None
    return whole


def cost_of(sent: Sent, listing: Listing) -> Listing:
    """What it costs: nothing, some prices in pounds, or words."""
    kind, words = sent.chosen("cost", (FREE, PAID, UNKNOWN)), sent.words("words", longest=500)
    prices = [_price(sent, number) for number in range(1, MOST + 1)] if kind == PAID else []
    as_told = {(price.amount, _label(price)): price for price in listing.cost_options}
    known = tuple(as_told.get((price.amount, _label(price)), price) for price in prices if price)
    known += listing.cost_options[MOST:] if known else ()
    if kind == PAID and not known and not words:
        sent.blame("amount_1", "missing")
    sent.right()
    if kind == FREE:
        known = listing.cost_options if listing.free else (CostOption(amount=0),)
    return replace(listing, cost_options=known, fees_description=words)


def cost_fields(listing: Listing) -> Fields:
    prices = () if listing.free else listing.cost_options
    paid = bool(prices or listing.fees_description)
    rows: dict[str, tuple[str, ...]] = {}
    for number, price in enumerate(prices, 1):
        rows[f"amount_{number}"] = (f"{price.amount:.2f}" if price.amount is not None else "",)
        rows[f"option_{number}"] = (_label(price),)
    kind = FREE if listing.free else PAID if paid else UNKNOWN
    return {"cost": (kind,), "words": (listing.fees_description or "",), **rows}


def who_of(sent: Sent, listing: Listing) -> Listing:
    """Whom it is for, in words and ages."""
    words = sent.words("who", longest=1000)
    least, most = sent.number("youngest", 0, _OLDEST), sent.number("oldest", 0, _OLDEST)
    if least is not None and most is not None and most < least:
        sent.blame("oldest", "before")
    sent.right()
    return replace(listing, eligibility_description=words, minimum_age=least, maximum_age=most)


def who_fields(listing: Listing) -> Fields:
    ages = (listing.minimum_age, listing.maximum_age)
    least, most = ("" if age is None else str(age) for age in ages)
    return {"who": (listing.eligibility_description or "",), "youngest": (least,), "oldest": (most,)}


def joining_of(sent: Sent, listing: Listing) -> Listing:
    """How people join."""
    how, words = sent.chosen("joining", JOINING), sent.words("how", longest=1000)
    sent.right()
    joining = next(each for each in JOINING if each == how)
    return replace(listing, joining=joining, application_process=words)


def joining_fields(listing: Listing) -> Fields:
    return {"joining": (listing.joining or "",), "how": (listing.application_process or "",)}


def contact_of(sent: Sent, listing: Listing) -> Listing:
    """Telephones, e-mail, and the role to ask for."""
    kept = {
        text for field in contact_fields(listing).values() for text in field
    }  # what was good enough before
    phones = tuple(
        Phone(number=number, description=sent.line(f"whose_{row}"))
        for row in range(1, MOST + 1)
        if (number := telephone_in(sent, f"phone_{row}", kept))
    )
    phones += listing.phones[MOST:]
    email = email_in(sent, "email", kept)
    title = sent.line("title")
    role_phone, role_email = telephone_in(sent, "role_phone", kept), email_in(sent, "role_email", kept)
    if (role_phone or role_email) and not title:
        sent.blame("title", "missing")
    sent.right()
    first = (Contact(title=title, email=role_email, phone=role_phone or None),) if title else ()
    return replace(listing, phones=phones, email=email, contacts=(*first, *listing.contacts[1:]))


def contact_fields(listing: Listing) -> Fields:
    rows: dict[str, tuple[str, ...]] = {}
    for number, phone in enumerate(listing.phones, 1):
        rows[f"phone_{number}"] = (phone.number,)
        rows[f"whose_{number}"] = (phone.description or "",)
    role = listing.contacts[0] if listing.contacts else None
    return {
        **rows,
        "email": (listing.email or "",),
        "title": (role.title if role else "",),
        "role_phone": ((role.phone or "") if role else "",),
        "role_email": ((role.email or "") if role else "",),
    }


def languages_of(sent: Sent, listing: Listing, offered: Collection[str]) -> Listing:
    """The languages that are spoken there: those that were ticked, and those that were typed by name."""
    ticked = sent.ticked("language", offered)
    codes = [code for code in listing.languages if code in ticked]
    codes += [code for code in ticked if code not in codes]
    for name in filter(None, (part.strip() for part in re.split(r"[,;\n]", sent.raw("others")))):
        code = language_code(name)
        if code is None:
            sent.blame("others", "unknown", name[:60])
        elif code not in codes:
            codes.append(code)
    sent.right()
    return replace(listing, languages=tuple(codes))


def language_code(name: str) -> str | None:
    """The code of a language by its English name, or by itself; None if nobody knows it."""
    folded = name.casefold().strip()
    return NAMED.get(folded) or _NAMES.get(folded) or (folded if folded in _CALLED else None)


def language_called(code: str) -> str:
    """What to call a language in a field, so that it is read again as the same."""
    return _CALLED.get(code, code)


def needs_of(sent: Sent, listing: Listing, known: Collection[str]) -> Listing:
    """What it helps with, of the needs that are known."""
    ticked = {*sent.ticked("need", known), *sent.ticked("other_need", known)}
    sent.right()
    kept = tuple(
        key for key in listing.needs if key in ticked
    )  # as they were, so that no change is no change
    return replace(listing, needs=(*kept, *(key for key in known if key in ticked - set(kept))))


_NAMES: dict[str, str] = {
    name.casefold(): code for code, name in Locale("en").languages.items() if len(code) <= 3
}
_CALLED: dict[str, str] = {code: name.title() for name, code in reversed((_NAMES | NAMED).items())}


def _price(sent: Sent, row: int) -> CostOption | None:
    typed, option = sent.raw(f"amount_{row}").replace(",", ""), sent.line(f"option_{row}")
    if not typed:
        return CostOption(option=option) if option else None
    if pounds := _POUNDS.fullmatch(typed):
        return CostOption(amount=float(f"{pounds[1]}.{pounds[2] or 0}"), option=option)
    if pence := _PENCE.fullmatch(typed):
        return CostOption(amount=int(pence[1]) / 100, option=option)
    sent.blame(f"amount_{row}", "wrong")
    return None


def _label(price: CostOption) -> str:
    return price.option or price.amount_description or ""


def telephone_in(sent: Sent, name: str, kept: Collection[str]) -> str:
    """A telephone number, or "". What was `kept` before is good enough as it is."""
    typed = sent.raw(name)
    if typed in kept or re.fullmatch(r"1\d{2}|116 ?\d{3}", typed):
        return typed  # 111 and 116 123 are numbers that are rung, though no subscriber has them
    return sent.taken(name, lambda: telephone_of(typed, name), "")


def email_in(sent: Sent, name: str, kept: Collection[str]) -> str | None:
    """An e-mail address. What was `kept` before is good enough as it is."""
    typed = sent.raw(name)
    if not typed or typed in kept:
        return typed or None
    return sent.taken(name, lambda: email_of(typed), None)
