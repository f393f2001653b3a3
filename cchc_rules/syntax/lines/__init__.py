"""A text cut into lines, and each line's tree."""
