"""What a rubric, its sheets and an amendment mean, as text to keep in git: a row a line, so that a diff is short."""
