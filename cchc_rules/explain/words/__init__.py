"""Words and printed figures that all explanations share."""
