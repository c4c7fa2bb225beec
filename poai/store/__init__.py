"""What people change, in SQLite or PostgreSQL: every change of a listing a revision, every act a row of the trail."""

from poai.store.audit import Audit
from poai.store.documents import Listings, Organisations, Outcome, Revision, SlugTakenError
from poai.store.importing import ImportReport, export, import_seed, last_change, last_import
from poai.store.migrating import migrate
from poai.store.opening import Store, StoreError, open_store
from poai.store.outbox import Outbox

__all__ = [
    "Audit",
    "ImportReport",
    "Listings",
    "Organisations",
    "Outbox",
    "Outcome",
    "Revision",
    "SlugTakenError",
    "Store",
    "StoreError",
    "export",
    "import_seed",
    "last_change",
    "last_import",
    "migrate",
    "open_store",
]
