"""Commands that seal results and verify what was sealed."""
