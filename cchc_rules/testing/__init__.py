"""For those who have tests in Python: a plugin that pytest finds by itself. Nothing else here imports pytest."""
