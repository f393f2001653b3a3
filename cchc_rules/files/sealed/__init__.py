"""Results sealed with all that was read for them: recorded, packed into one file, and read again from it alone."""
