"""How a scoring rule came to its points, in words and figures."""
