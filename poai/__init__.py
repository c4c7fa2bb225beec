"""poai: a Point of Access and Information for a place."""

import os

__version__ = "0.1.0"

# Before anything imports numpy (sqlite-utils does, and matching): its threads wait for each other by spinning,
# which for products as small as ours costs more processor time than the work itself.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
