"""poai: a Point of Access and Information for a place."""

__version__ = "0.1.0"
