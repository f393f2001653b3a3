"""Commands about rubric files."""
