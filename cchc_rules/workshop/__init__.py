"""What the page in the browser asks of the engine: JSON in, JSON out, over texts in memory."""
