"""The place: its localities, wards and postcodes, and what people mean when they say where they are."""

from poai.place.finding import Found, Option
from poai.place.loading import BadPlace, load_place
from poai.place.place import Place

__all__ = ["BadPlace", "Found", "Option", "Place", "load_place"]
