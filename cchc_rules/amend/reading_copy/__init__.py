"""The rubric after its amendments as people read it: consolidated text, notes, history of a row."""
