"""How Hypothesis runs here: no deadline on a busy machine, and in the gate the same examples at every run.

Away from the gate the examples are new each time, so that the laws go on being searched.
"""

import os

from hypothesis import settings

settings.register_profile("gate", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile("gate" if os.environ.get("CI") else "search")
