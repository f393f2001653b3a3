"""What an author waits for: a change sent to the language server over stdio, until the findings of the file come."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from time import perf_counter
from typing import IO, Any

from attrs import define, field

from benchmarks.report import Result, milliseconds

ROOT = Path(__file__).resolve().parents[1]
MOST = 0.1
"""Seconds within which 95 of 100 changes are answered, on a quiet machine."""
_LARGE = 100
"""Lines from which a sheet is looked at: smaller ones take less."""


@define
class _Server:
    """A server at the other end of two pipes."""

    given: IO[bytes]
    told: IO[bytes]
    _number: int = field(default=0)

    def ask(self, method: str, params: dict[str, Any]) -> None:
        """Send a request, and wait for its answer."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while self._read().get("id") != self._number:
            pass

    def tell(self, method: str, params: dict[str, Any]) -> None:
        """Send a message that has no answer."""
        self._send({"method": method, "params": params})

    def wait_for_findings(self, uri: str) -> None:
        """Read until the findings of a file come."""
        while True:
            message = self._read()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                return

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.given.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.given.flush()

    def _read(self) -> dict[str, Any]:
        length = 0
        while line := self.told.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(self.told.read(length))
        return message


@contextmanager
def _served() -> Iterator[_Server]:
    command = [sys.executable, "-m", "cchc_rules.cli.main", "lsp"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdin is not None and process.stdout is not None
    server = _Server(process.stdin, process.stdout)
    try:
        folder = {"uri": (ROOT / "examples").as_uri(), "name": "examples"}
        root = {"rootUri": folder["uri"], "workspaceFolders": [folder]}
        server.ask("initialize", {"processId": None, "capabilities": {}, **root})
        server.tell("initialized", {})
        yield server
        server.ask("shutdown", {})
        server.tell("exit", {})
        process.wait(timeout=10)
    finally:
        process.kill()


def measure(edits: int, most_files: int | None = None) -> Iterator[Result]:
    """Each shipped rubric, guidance and amendment, and the first large sheet of each folder, `edits` changes each."""
    with _served() as server:
        for path in _files()[:most_files]:
            seconds = sorted(_seconds(server, path, edits))
            middle, late = seconds[len(seconds) // 2], seconds[len(seconds) * 95 // 100]
            figure = f"giữa {milliseconds(middle)}, p95 {milliseconds(late)}"
            name = path.relative_to(ROOT).as_posix()
            yield Result(f"LSP, gõ đến lỗi: {name}", figure, f"p95 không quá {milliseconds(MOST)}", late <= MOST)


def _files() -> list[Path]:
    texts = sorted(p for folder in ("rubrics", "examples") for p in (ROOT / folder).rglob("*.cchc"))
    sheets = sorted((ROOT / "examples").rglob("*.phieu"))
    large = [p for p in sheets if p.read_text("utf-8").count("\n") >= _LARGE]
    first = {p.parent: p for p in reversed(large)}
    return [*texts, *sorted(first.values())]


def _seconds(server: _Server, path: Path, edits: int) -> Iterator[float]:
    """Seconds that each change of one digit takes by the clock; opening does not count."""
    uri, text = path.as_uri(), path.read_text("utf-8")
    document = {"uri": uri, "languageId": "cchc", "version": 0, "text": text}
    server.tell("textDocument/didOpen", {"textDocument": document})
    server.wait_for_findings(uri)
    lines, chance = text.split("\n"), Random(path.name)
    places = [(n, c) for n, line in enumerate(lines) for c, sign in enumerate(line) if sign.isdecimal()]
    for version in range(1, edits + 1):
        line, character = chance.choice(places)
        before = lines[line][character]
        for digit in (str(chance.randrange(10)), before):
            start = perf_counter()
            server.tell("textDocument/didChange", _change(uri, version, line, character, digit))
            server.wait_for_findings(uri)
            yield perf_counter() - start
    server.tell("textDocument/didClose", {"textDocument": {"uri": uri}})


def _change(uri: str, version: int, line: int, character: int, digit: str) -> dict[str, Any]:
    places = {"start": {"line": line, "character": character}, "end": {"line": line, "character": character + 1}}
    return {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"range": places, "text": digit}]}
