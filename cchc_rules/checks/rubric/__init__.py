"""What can be said against a rubric without any sheet."""
