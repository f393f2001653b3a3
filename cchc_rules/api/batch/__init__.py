"""Large tables of units, scored by columns."""
