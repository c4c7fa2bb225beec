"""Another process over the same store: for each line with a token and a moment it says whether the token counts."""

import sys
from datetime import datetime

from poai.actions.office import Office
from poai.actions.sign_in import current
from poai.store import open_store

office = Office(open_store(sys.argv[1]), "a secret of thirty-two characters", "https://help.example.org")
for line in sys.stdin:
    token, moment = line.split()
    print("in" if current(office, token, now=datetime.fromisoformat(moment)) else "out", flush=True)
