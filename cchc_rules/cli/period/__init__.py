"""The command over a year: what has come in, and the draw."""
