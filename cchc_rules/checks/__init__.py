"""What can be said against a rubric (`rubric`), or a sheet held against one (`sheet`), without a result."""
