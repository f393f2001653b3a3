"""Many units at once: the rule tree over columns of whole numbers, equal to the digit to what `evaluate` gives."""
