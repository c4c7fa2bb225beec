"""What is said of a group itself, who says it, and what two people mean who change it at once."""

from dataclasses import dataclass, replace
from typing import Final

from poai.domain.errors import StaleError
from poai.domain.listing import Organisation

FACTS: Final = ("name", "description", "url", "email", "phones")
"""What a steward changes, in the order in which it is shown."""
OWN: Final = ("email", "phones")
"""What a group changes by itself."""


class GroupConflictError(StaleError):
    """Somebody else changed the same `fields`. `yours` is the group as it was sent, `theirs` as it stands now, which is
    revision `number`."""

    def __init__(
        self, fields: tuple[str, ...], yours: Organisation, theirs: Organisation, number: int
    ) -> None:
        super().__init__("somebody else changed the same facts of this group")
        self.fields = fields
        self.yours = yours
        self.theirs = theirs
        self.number = number


@dataclass(frozen=True, slots=True)
class Changed:
    """`group` as it stands now with what somebody changed, the `fields`; `conflicts` are those that others changed too, each
    to something else."""

    group: Organisation
    fields: tuple[str, ...]
    conflicts: tuple[str, ...]


def changed(base: Organisation, yours: Organisation, theirs: Organisation) -> Changed:
    """What `yours` changed since `base`, on top of `theirs`, which is what stands now."""
    wanted = [name for name in FACTS if getattr(base, name) != getattr(yours, name)]
    conflicts = tuple(
        name for name in wanted if getattr(theirs, name) not in (getattr(base, name), getattr(yours, name))
    )
    taken = {name: getattr(yours, name) for name in wanted if name not in conflicts}
    fields = tuple(name for name in taken if taken[name] != getattr(theirs, name))
    return Changed(replace(theirs, **taken), fields, conflicts)
