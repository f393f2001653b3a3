"""How fast the engine is, measured beside a peer in one run; see README.md."""
