"""Programs that some tests meet from outside, such as a browser. Where one is missing those tests are skipped with
the reason, so that a newcomer's run passes; `.ci/run` installs all of them, and there a skipped test is a failure.
"""

import shutil

import pytest


def needs(*programs: str) -> pytest.MarkDecorator:
    """Marks a test or module that calls these programs, by the names they have on the path."""
    missing = [program for program in programs if shutil.which(program) is None]
    return pytest.mark.skipif(bool(missing), reason=f"not on this machine: {', '.join(missing)}")
