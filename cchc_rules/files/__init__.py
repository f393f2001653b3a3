"""The disk: texts read, rubrics linked, amendments beside them found, trees remembered."""
