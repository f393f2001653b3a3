"""An assessment period read from its lines."""
