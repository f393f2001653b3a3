"""What is wrong with a rubric (`rubric`, `rules`) or with a sheet of it (`sheet`), before any evaluation."""
