"""Use cases, one function each; the command line and other front ends call nothing below them."""
