"""Use cases about a change of a rubric: apply it, compare, measure what it does to units."""
