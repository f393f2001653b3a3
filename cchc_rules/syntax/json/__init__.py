"""Sheets as JSON, read strictly and written."""
