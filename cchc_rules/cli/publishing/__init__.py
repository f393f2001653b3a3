"""The command that publishes a year."""
