"""How a sentence goes on over several lines: the mark that the lines below its first open with, and how long one is."""

GOES_ON = "|"
WIDTH = 120
