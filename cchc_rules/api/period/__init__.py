"""An assessment period and its folder: what is wrong with it, who has handed in what, the draw, what is complete."""
