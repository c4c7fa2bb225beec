"""Two people changed the same listing: what both mean, field by field, and where they cannot both be right."""

from dataclasses import dataclass, fields, replace

from poai.domain.listing import Listing

KEPT = frozenset({"id", "slug", "source", "confirmed", "checked", "unanswered"})
"""What nobody edits: it follows from what is done."""

EDITABLE = tuple(field.name for field in fields(Listing) if field.name not in KEPT)


@dataclass(frozen=True, slots=True)
class Merged:
    """`listing` is theirs with what we changed; `conflicts` are the fields that both changed, each to something else,
    and which are as they have them."""

    listing: Listing
    conflicts: tuple[str, ...] = ()


def changed_between(before: Listing, after: Listing) -> tuple[str, ...]:
    """The fields that somebody edited, in the order of the record."""
    return tuple(name for name in EDITABLE if getattr(before, name) != getattr(after, name))


def merge(base: Listing, ours: Listing, theirs: Listing) -> Merged:
    """What `ours` changed since `base`, on top of `theirs`, which is what stands now."""
    wanted = changed_between(base, ours)
    conflicts = tuple(
        name for name in wanted if getattr(theirs, name) not in (getattr(base, name), getattr(ours, name))
    )
    taken = {name: getattr(ours, name) for name in wanted if name not in conflicts}
    return Merged(replace(theirs, **taken), conflicts)
