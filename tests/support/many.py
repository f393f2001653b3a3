"""How many examples a costly law tries: few in the gate, and as many times more as `CCHC_MANY` says."""

import os


def many(examples: int) -> int:
    """So many examples, times CCHC_MANY."""
    return examples * int(os.environ.get("CCHC_MANY", "1"))
