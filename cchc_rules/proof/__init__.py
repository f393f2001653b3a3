"""What can be said of every possible sheet: rules as exact formulas, and a solver (z3) asked about them."""
