"""Commands for a whole repository."""
