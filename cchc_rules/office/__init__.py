"""Texts, sheets and results as files of office programs, and back."""
