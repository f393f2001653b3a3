"""Use cases about rubric files: check, format, show, try their cases."""
