"""Rubrics, common provisions and guidance read from their lines."""
