"""Results put into words and laid out: nothing here decides anything."""
