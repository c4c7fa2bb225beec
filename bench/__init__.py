"""Measures the public site beside named peers. `python -m bench` prints; nothing here is a test."""
