"""A sentence that somebody has yet to accept, or to write: while its mark stands before it, there is no result."""

WAITS = "?"
UNKNOWN = "…"
"""Stands in such a sentence where a word or a number is yet to be written."""
