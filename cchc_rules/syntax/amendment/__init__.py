"""Amendments read from their text."""
