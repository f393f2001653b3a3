"""Checks of a rubric, without any sheet."""
