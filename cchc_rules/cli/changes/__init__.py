"""Commands about a change of a rubric."""
