"""Results sealed and verified."""
