"""A repository of rubrics: its settings, its snapshots, and the one that `init` makes."""
