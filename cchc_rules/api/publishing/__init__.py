"""A year published: what is published, and every form of it."""
