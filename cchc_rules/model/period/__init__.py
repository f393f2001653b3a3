"""What the text of an assessment period says."""
