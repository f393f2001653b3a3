"""What a person meant by a line that does not fit, and what to write in its place."""
