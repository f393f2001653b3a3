"""One report of everything that a change to a repository of rubrics does."""
