"""The texts as an editor has them, and places in them: UTF-16 units outside, the normalised text inside."""
