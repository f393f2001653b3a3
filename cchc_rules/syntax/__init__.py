"""Texts read into values; the only place that knows grammars."""
