"""What people change: organisations and listings, in SQLite or PostgreSQL, every change a revision."""

from poai.store.documents import Listings, Organisations, Outcome, Revision, SlugTakenError
from poai.store.importing import ImportReport, export, import_seed, last_change, last_import
from poai.store.migrating import migrate
from poai.store.opening import Store, StoreError, open_store

__all__ = [
    "ImportReport",
    "Listings",
    "Organisations",
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
