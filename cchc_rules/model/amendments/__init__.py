"""What amending instruments say: their operations, and the places of a rubric that these can change."""
