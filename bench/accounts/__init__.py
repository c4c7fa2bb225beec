"""Measures signing in, checking a session and writing the trail beside named peers. `python -m bench.accounts` prints."""
