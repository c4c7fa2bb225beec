"""What the public reads: a read-only SQLite file of the published listings, without anything private."""

from poai.catalogue.building import build
from poai.catalogue.locking import alone
from poai.catalogue.opening import BadCatalogueError, Catalogue, without_collecting

__all__ = ["BadCatalogueError", "Catalogue", "alone", "build", "without_collecting"]
