"""Change the engine in one small place at a time, and see whether a test notices; no part of the gate."""
