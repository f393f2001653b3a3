"""Two rubrics side by side: what turns one into the other, as values, as lines for people, as files."""
