"""Checks of a sheet or a case against its rubric."""
