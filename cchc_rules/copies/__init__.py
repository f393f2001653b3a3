"""Copies of one sheet, each filled in by whoever has the role it was made for, and the one sheet that they make."""
