"""How Hypothesis runs here: no deadline on a busy machine, and in the gate the same examples at every run.

Away from the gate the examples are new each time, so that the laws go on being searched.
"""

import os

import pytest
from hypothesis import settings
from hypothesis.internal.conjecture import providers

settings.register_profile("gate", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile("gate" if os.environ.get("CI") else "search")
if os.environ.get("CI"):
    # Hypothesis also draws the constants of our modules, and of those alone that this worker has loaded so far: the
    # same test would see other examples from run to run. There is no setting for it.
    providers.is_local_module_file = lambda _: False


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In the gate a test that is skipped is a test that failed: nothing there may be green by being left out."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
