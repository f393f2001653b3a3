"""A rubric as the printed table of a decree, and back: adapters give `PrintedTable`, the rest is pure."""
