"""From what somebody typed to the listings that fit. No files but its own vectors, no database, no clock."""

import os

# Before numpy is imported: its threads wait for each other by spinning, which for products as small as ours
# costs more processor time than the work itself (9.3 ms against 3.8 ms a page, measured).
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
