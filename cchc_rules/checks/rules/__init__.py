"""Checks of scoring rules and of the facts they read."""
