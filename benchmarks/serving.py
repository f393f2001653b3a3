"""What programs wait for that ask the server: many at once, each question a sheet of a rubric that it brings along."""

import http.client
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter

from benchmarks.report import Result, milliseconds

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = 8
MOST = 1.0
"""Seconds within which 95 of 100 questions are answered, two at work at a time and eight programs asking."""
_START = "from cchc_rules.cli.start import main; main()"


def measure(requests: int) -> list[Result]:
    """A sheet scored by hand, and one by rules, asked for so many times."""
    command = [sys.executable, "-c", _START, "serve", "--port", "0", "--workers", "2"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stderr is not None
        port = int(process.stderr.readline().split(":")[2].split(",")[0])
        try:
            return [
                _told("phiếu của 2019/bang-1", port, _question("2019/bang-1/so-minh-hoa-01.phieu"), requests),
                _told("phiếu và hướng dẫn 547 dòng", port, _guided(), requests),
            ]
        finally:
            process.terminate()


def _question(sheet: str) -> bytes:
    return json.dumps({"texts": {"a.phieu": _text(sheet)}, "sheet": "a.phieu"}).encode()


def _guided() -> bytes:
    names = ("huong-dan-bang-1.cchc", "so-minh-hoa-21.phieu")
    return json.dumps({"texts": {n: _text(f"guidance/{n}") for n in names}, "sheet": names[1]}).encode()


def _text(name: str) -> str:
    return (ROOT / "examples" / name).read_text("utf-8")


def _told(what: str, port: int, body: bytes, requests: int) -> Result:
    _seconds(port, body)
    with ThreadPoolExecutor(PROGRAMS) as threads:
        began = perf_counter()
        ordered = sorted(threads.map(lambda _: _seconds(port, body), range(requests)))
        whole = perf_counter() - began
    middle, late = ordered[len(ordered) // 2], ordered[len(ordered) * 95 // 100]
    figure = f"giữa {milliseconds(middle)}, p95 {milliseconds(late)}, {requests / whole:.0f} câu một giây"
    return Result(
        f"`serve`: {what}, {PROGRAMS} chương trình", figure, f"p95 không quá {milliseconds(MOST)}", late <= MOST
    )


def _seconds(port: int, body: bytes) -> float:
    began = perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST", "/v1/explain", body, {"Content-Type": "application/json"})
    response = connection.getresponse()
    response.read()
    connection.close()
    if response.status != 200:
        raise RuntimeError(f"{response.status}")
    return perf_counter() - began
