"""An amendment in the words of the decision that is signed."""
