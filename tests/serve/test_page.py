"""The page about the server is true: its commands, run as they stand, say what it says."""

import subprocess
from pathlib import Path

import pytest

from tests.serve.running import Server
from tests.support.documents import ROOT, Session, blocks, keeps
from tests.support.outside import needs

PAGE = ROOT / "docs" / "may-chu-http.md"


@needs("curl")
def test_commands_of_the_page_get_what_it_shows(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    printed: list[str] = []
    told = 0
    for block in blocks(PAGE.read_text("utf-8")):
        if "tep" in block.options:
            Session(tmp_path).write(block)
        elif block.language == "curl":
            command = block.text.replace("127.0.0.1:8026", f"127.0.0.1:{server.port}")
            done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, encoding="utf-8", check=True)
            printed = done.stdout.splitlines()
        elif block.language == "json-dap":
            assert keeps(block.lines, printed), "\n".join(printed[:80])
            told += 1
    assert told == 3
