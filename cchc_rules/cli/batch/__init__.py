"""`cchc-rules batch`."""
