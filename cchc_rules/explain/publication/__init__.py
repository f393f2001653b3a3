"""The results of a year as they are published: one value, and the annexes of the decision made from it."""
