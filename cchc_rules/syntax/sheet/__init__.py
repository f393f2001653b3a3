"""Sheets and cases read from their lines."""
