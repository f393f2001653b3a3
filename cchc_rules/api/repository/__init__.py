"""What concerns a whole repository: its snapshots, and how one is made."""
