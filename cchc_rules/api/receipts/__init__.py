"""Results sealed with what they were made from, and worked out again from it."""
