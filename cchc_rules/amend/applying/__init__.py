"""An amending instrument at work on a rubric: its operations in order, each as a whole or not at all."""
