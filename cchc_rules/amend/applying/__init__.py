"""Apply an amending instrument to a rubric: its operations in order, the instrument as a whole or not at all."""
