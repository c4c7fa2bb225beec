"""What is said of a group as somebody types it, and what its form shows of a group."""

from dataclasses import replace

from poai.actions.editing import Fields, Sent
from poai.actions.editing_facts import MOST, email_in, telephone_in, web_address
from poai.domain.listing import Organisation, Phone


def group_of(sent: Sent, group: Organisation, *, own: bool) -> Organisation:
    """The group with what a form says: with `own` how to reach it, else all of it. Raises WrongError."""
    kept = {text for field in group_fields(group).values() for text in field}  # what was good enough before
    phones = tuple(
        Phone(number=number, description=sent.line(f"whose_{row}"))
        for row in range(1, MOST + 1)
        if (number := telephone_in(sent, f"phone_{row}", kept))
    )
    reached = replace(group, phones=phones + group.phones[MOST:], email=email_in(sent, "email", kept))
    if own:
        sent.right()
        return reached
    name, description = sent.line("name", needed=True), sent.words("description")
    url = web_address(sent, "url")
    sent.right()
    return replace(reached, name=name or "", description=description, url=url)


def group_fields(group: Organisation) -> Fields:
    """What the form shows of it."""
    rows: dict[str, tuple[str, ...]] = {}
    for number, phone in enumerate(group.phones, 1):
        rows[f"phone_{number}"] = (phone.number,)
        rows[f"whose_{number}"] = (phone.description or "",)
    return {
        "name": (group.name,),
        "description": (group.description or "",),
        "url": (group.url or "",),
        "email": (group.email or "",),
        **rows,
    }
