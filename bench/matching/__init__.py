"""Measures how the matching engine answers beside named peers. `python -m bench.matching` prints."""
