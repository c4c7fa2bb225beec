"""The tables by which listings are kept true: what is proposed and drafted, said by the public, asked of groups, taken
from elsewhere, and no longer to be listed."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from poai.store.tables import Sealed, UtcTime, identity, metadata, one_of

_OPEN = text("state = 'open'")


# A revision that waits for a steward. `base` is the number of the revision that it was made from, 0 for a new listing.
proposal = Table(
    "proposal",
    metadata,
    identity(),
    Column("listing_id", ForeignKey("listing.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("base", Integer, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("locality", String(80), nullable=False),
    Column("organisation", String(80), nullable=False, index=True),
    Column("made_at", UtcTime, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("state", String(10), nullable=False),
    Column("decided_at", UtcTime),
    Column("decided_by", Text),
    Column("message", Text),
    UniqueConstraint("listing_id", "number"),
    one_of("kind", ("change", "new", "conflict")),
    one_of("state", ("open", "accepted", "returned", "withdrawn")),
    Index("ix_proposal_open", "locality", "made_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
)

# What somebody has begun and not sent. `fields` is JSON: what stands in the forms, which need not make sense yet.
listing_draft = Table(
    "listing_draft",
    metadata,
    identity(),
    Column("account_id", ForeignKey("account.id"), nullable=False, index=True),
    Column("listing_id", ForeignKey("listing.id"), index=True),
    Column("organisation", String(80), nullable=False),
    Column("base", Integer, nullable=False),
    Column("fields", Text, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
    UniqueConstraint("account_id", "listing_id"),
)

# What somebody says on a public page. Who they are is theirs to tell, and sealed. `mark` is a keyed hash of all that they
# wrote; what looks like an advertisement is kept `apart`.
suggestion = Table(
    "suggestion",
    metadata,
    identity(),
    Column("kind", String(10), nullable=False),
    Column("listing_id", ForeignKey("listing.id"), index=True),
    Column("organisation", String(80)),
    Column("locality", String(80), nullable=False),
    Column("words", Sealed, nullable=False),
    Column("name", Sealed, nullable=False),
    Column("reach", Sealed, nullable=False),
    Column("made_at", UtcTime, nullable=False, index=True),
    Column("verified_at", UtcTime),
    Column("state", String(10), nullable=False),
    Column("decided_at", UtcTime),
    Column("decided_by", ForeignKey("account.id")),
    Column("apart", Boolean, nullable=False, server_default=false()),
    Column("mark", String(64), index=True),
    Column("note", Sealed),
    one_of("kind", ("change", "claim", "new")),
    one_of("state", ("open", "done", "refused")),
    Index("ix_suggestion_open", "locality", "made_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
)

# A letter that asks a group something about a listing, by the hash of its link. `round` counts those without answer.
prompt = Table(
    "prompt",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("listing_id", ForeignKey("listing.id"), index=True),
    Column("suggestion_id", ForeignKey("suggestion.id"), index=True),
    Column("email", String(254), nullable=False),
    Column("round", Integer, nullable=False),
    Column("sent_at", UtcTime, nullable=False),
    Column("until", UtcTime, nullable=False),
    Column("answered_at", UtcTime),
    Column("answer", String(20)),
    one_of("kind", ("check", "claim", "room")),
)

# How a listing stands with the clock: since when nobody answers, when the steward was warned, and whether it is hidden.
listing_clock = Table(
    "listing_clock",
    metadata,
    Column("listing_id", ForeignKey("listing.id"), primary_key=True),
    Column("asked_on", Date),
    Column("unanswered", Date),
    Column("warned_on", Date),
    Column("hidden_on", Date),
    Column("changed", Integer, nullable=False),
)

# Where an address leads since two listings became one, or one was renamed.
redirect = Table(
    "redirect",
    metadata,
    Column("slug", String(80), primary_key=True),
    Column("listing_id", ForeignKey("listing.id"), nullable=False, index=True),
    Column("made_at", UtcTime, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("why", Text, nullable=False),
)

# What is not to be listed, whoever sends it: by what an import knows it by, and by its name and postcode.
do_not_list = Table(
    "do_not_list",
    metadata,
    identity(),
    Column("listing_id", ForeignKey("listing.id"), index=True),
    Column("feed", String(80)),
    Column("external_id", String(400)),
    Column("name", String(400), nullable=False),
    Column("postcode", String(10)),
    Column("reason", Text, nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("made_by", ForeignKey("account.id"), nullable=False),
    Column("lifted_at", UtcTime),
    Column("lifted_by", ForeignKey("account.id")),
)

# Where listings are taken from, beside the directory's own files.
feed = Table(
    "feed",
    metadata,
    Column("key", String(80), primary_key=True),
    Column("name", Text, nullable=False),
    Column("url", Text),
    Column("attribution", String(80)),
    Column("added_at", UtcTime, nullable=False),
    Column("added_by", Text, nullable=False),
)

# One listing of a feed. `document` is what was last taken from it: what differs here since is somebody else's word.
feed_row = Table(
    "feed_row",
    metadata,
    Column("feed", ForeignKey("feed.key"), primary_key=True),
    Column("external_id", String(400), primary_key=True),
    Column("listing_id", ForeignKey("listing.id"), nullable=False, index=True),
    Column("document", Text, nullable=False),
    Column("seen_at", UtcTime, nullable=False),
)

# What taking in a feed did. `report` is JSON, with every row that was not taken and why.
feed_run = Table(
    "feed_run",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("feed", ForeignKey("feed.key"), nullable=False, index=True),
    Column("made_at", UtcTime, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("report", Text, nullable=False),
)

# Two listings that somebody looked at and found to be two.
not_same = Table(
    "not_same",
    metadata,
    Column("one", String(36), primary_key=True),
    Column("other", String(36), primary_key=True),
    Column("made_at", UtcTime, nullable=False),
    Column("made_by", ForeignKey("account.id"), nullable=False),
)

# Whether a web address answered when somebody last had it looked at, and since which look it has not.
link_check = Table(
    "link_check",
    metadata,
    Column("url", Text, primary_key=True),
    Column("checked_at", UtcTime, nullable=False),
    Column("works", Boolean, nullable=False),
    Column("problem", Text),
    Column("broken_since", UtcTime),
)

# The day on which a steward was last told that something waits, and up to which moment what came in was counted.
steward_letter = Table(
    "steward_letter",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("on", Date, nullable=False),
    Column("told", UtcTime, nullable=False),
)
