"""The explanation of one scorecard, part by part."""
