"""What an evaluation gives: points by what became of them, scorecards, rankings, impact; data, no prose."""
