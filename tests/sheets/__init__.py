"""Score sheets: reading, printing, JSON, and holding them against a rubric."""
