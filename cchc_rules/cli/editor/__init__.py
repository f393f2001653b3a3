"""Commands that editors run."""
