"""What people change, in SQLite or PostgreSQL: every change of a listing a revision, every act a row of the trail."""

import poai.store.listing_tables  # noqa: F401 -- every table is known once the store is
from poai.store.accounts import Accounts, EmailTakenError
from poai.store.audit import Audit
from poai.store.consents import Consents
from poai.store.contacts import Contacts
from poai.store.conversations import Conversations
from poai.store.documents import Listings, Organisations, Outcome, Revision, SlugTakenError
from poai.store.factors import Factors
from poai.store.goals import Goals
from poai.store.importing import (
    ImportReport,
    export,
    import_seed,
    last_change,
    last_import,
    last_published,
)
from poai.store.measures import Measures
from poai.store.messages import Messages
from poai.store.migrating import migrate
from poai.store.notes import Notes
from poai.store.opening import Store, StoreError, UnwritableError, open_store
from poai.store.outbox import Outbox
from poai.store.people import People
from poai.store.redirects import Redirects
from poai.store.referrals import Referrals
from poai.store.reply_links import ReplyLinks
from poai.store.sealed import Keys, make_keys
from poai.store.sessions import Present, Sessions
from poai.store.teams import TeamNameTakenError, Teams
from poai.store.throttles import Throttles
from poai.store.tokens import LinkKind, Tokens

__all__ = [
    "Accounts",
    "Audit",
    "Consents",
    "Contacts",
    "Conversations",
    "EmailTakenError",
    "Factors",
    "Goals",
    "ImportReport",
    "Keys",
    "LinkKind",
    "Listings",
    "Measures",
    "Messages",
    "Notes",
    "Organisations",
    "Outbox",
    "Outcome",
    "People",
    "Present",
    "Redirects",
    "Referrals",
    "ReplyLinks",
    "Revision",
    "Sessions",
    "SlugTakenError",
    "Store",
    "StoreError",
    "TeamNameTakenError",
    "Teams",
    "Throttles",
    "Tokens",
    "UnwritableError",
    "export",
    "import_seed",
    "last_change",
    "last_import",
    "last_published",
    "make_keys",
    "migrate",
    "open_store",
]
