"""One server for all tests that only ask, and a way to start others."""

from collections.abc import Iterator

import pytest

from tests.serve.running import Server, running


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server as people start it, which answers in little time."""
    with running("--seconds", "30") as found:
        yield found
