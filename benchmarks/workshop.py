"""What a person waits for in the page: a first start in a new browser, and a check after each change, in Chromium."""

import shutil
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.report import Result, milliseconds
from cchc_rules.cli.editor.workshop import server
from cchc_rules.files.page.building import build

READY, CHECKED = 10.0, 0.15
"""Seconds: from opening the page to the first answer, and from a change to its findings shown."""
_QUIET = 1500
"""Milliseconds after which the page has asked all that it asks by itself after a change."""
_EDITS = 4
"""Changes for each start."""
_CHANGE = """async ([line, character, digit]) => {
  const shown = document.body.dataset.checks, began = performance.now();
  const at = { line, character };
  workshop.change(workshop.file, [{ from: at, to: { line, character: character + 1 }, text: digit }]);
  while (document.body.dataset.checks === shown) await new Promise((resolve) => setTimeout(resolve));
  return performance.now() - began;
}"""


def measure(starts: int) -> Iterator[Result]:
    """So many first starts, each in a browser that was never there, and changes of Bảng 1; nothing for 0."""
    if not starts:
        return
    chromium = shutil.which("chromium")
    with tempfile.TemporaryDirectory() as scratch:
        refused = build(Path(scratch) / "page") if chromium else None
        if chromium is None or refused is not None:
            yield Result("Xưởng trong trình duyệt", refused.why if refused is not None else "chưa cài chromium")
            return
        with server(Path(scratch) / "page", 0) as served:
            threading.Thread(target=served.serve_forever, daemon=True).start()
            yield from _measured(chromium, f"http://127.0.0.1:{served.server_port}/", starts)
            served.shutdown()


def _measured(chromium: str, address: str, starts: int) -> Iterator[Result]:
    from playwright.sync_api import sync_playwright

    ready: list[float] = []
    checked: list[float] = []
    with sync_playwright() as playwright:
        for n in range(starts):
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page()
            page.goto(address)
            page.wait_for_selector("body[data-ready]", timeout=120_000)
            ready.append(float(page.evaluate("document.body.dataset.ready")) / 1e3)
            if n == starts - 1:
                checked = sorted(_checks(page, starts * _EDITS))
            browser.close()
    ready.sort()
    figure = f"giữa {milliseconds(ready[len(ready) // 2])}, lâu nhất {milliseconds(ready[-1])}"
    yield Result("Xưởng, mở lần đầu đến khi trả lời", figure, f"không quá {milliseconds(READY)}", ready[-1] <= READY)
    middle, late = checked[len(checked) // 2], checked[len(checked) * 95 // 100]
    figure = f"giữa {milliseconds(middle)}, p95 {milliseconds(late)}"
    yield Result("Xưởng, gõ đến lỗi: bang-1", figure, f"p95 không quá {milliseconds(CHECKED)}", late <= CHECKED)


def _checks(page: Any, edits: int) -> Iterator[float]:
    """Seconds that each change of one digit takes until its findings are shown."""
    page.wait_for_timeout(4 * _QUIET)
    lines = page.evaluate("workshop.kho.files.get(workshop.file).text").split("\n")
    places = [(n, c) for n, line in enumerate(lines) for c, sign in enumerate(line) if sign.isdecimal()]
    chance = Random(1)
    for _ in range(edits):
        line, character = chance.choice(places)
        for digit in (str(chance.randrange(10)), lines[line][character]):
            yield page.evaluate(_CHANGE, [line, character, digit]) / 1e3
            page.wait_for_timeout(_QUIET)
