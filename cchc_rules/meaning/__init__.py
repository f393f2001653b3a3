"""What conditions, expressions, rules and tallies mean, in exact arithmetic, with bounds where facts are unknown."""
