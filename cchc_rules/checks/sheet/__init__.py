"""What can be said against a sheet or a case, held against its rubric."""
