"""A server in a process of its own, spoken to over its socket."""

import http.client
import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from attrs import frozen

from tests.support.documents import ROOT

JSON = {"Content-Type": "application/json"}
_START = "from cchc_rules.cli.start import main; main()"
_WITHIN = """
import sys
from cchc_rules.serve.server import run
from cchc_rules.serve.workers import Limits
told = lambda port: print(f"http://127.0.0.1:{port}", file=sys.stderr, flush=True)
run("127.0.0.1", 0, Limits(**{name: int(value) for name, value in (word.split("=") for word in sys.argv[1:])}), told)
"""
_ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)")


@frozen
class Said:
    """A reply: its status, headers and text."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def data(self) -> Any:
        """The JSON in it."""
        return json.loads(self.text)


@frozen
class Server:
    """Where a server listens, and its process."""

    port: int
    process: "subprocess.Popen[str]"

    def ask(self, name: str, **question: Any) -> Said:
        """What it says to a question; `with_` is `with`."""
        return self.post(name, json.dumps({key.rstrip("_"): value for key, value in question.items()}))

    def post(self, name: str, body: str | bytes, headers: dict[str, str] = JSON) -> Said:
        """What it says to a body."""
        return self.call("POST", f"/v1/{name}", body.encode() if isinstance(body, str) else body, headers)

    def call(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Said:
        """What it says to a request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            return Said(response.status, dict(response.getheaders()), response.read().decode())
        finally:
            connection.close()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Tell it to stop; its exit status and what it printed."""
        self.process.send_signal(how)
        _, printed = self.process.communicate(timeout=30)
        return self.process.returncode, printed


def running(*options: str) -> AbstractContextManager[Server]:
    """A server as the command starts it, with these options."""
    return _started("-c", _START, "serve", "--port", "0", *options)


def within(**limits: int) -> AbstractContextManager[Server]:
    """A server with other limits than people can ask for."""
    return _started("-c", _WITHIN, *(f"{name}={value}" for name, value in limits.items()))


@contextmanager
def _started(*words: str) -> Iterator[Server]:
    command = [sys.executable, *words]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8", cwd=ROOT)
    assert process.stderr is not None
    try:
        line = process.stderr.readline()
        found = _ADDRESS.search(line)
        assert found is not None, line + process.stderr.read()
        yield Server(int(found[1]), process)
    finally:
        process.kill()
        process.wait()
