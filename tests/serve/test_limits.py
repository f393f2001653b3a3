"""Sizes and times: what is too large or too slow is ended, and nobody else waits for it."""

import contextlib
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.repository.sample import RUBRIC
from tests.serve.running import Server, running, within
from tests.serve.texts import TEXTS
from tests.support.outside import needs

pytestmark = pytest.mark.long

SECONDS = 2
_HEAD = RUBRIC.partition("LĨNH VỰC")[0]
_ROWS = "".join(f'LĨNH VỰC {i} "a": 10 điểm\nTIÊU CHÍ {i}.1 "b": 10 điểm\n' for i in range(1, 1001))
BOMB = {f"{name}.cchc": _HEAD.replace("10 điểm", "10000 điểm").replace("mẫu", str(name)) + _ROWS for name in range(40)}
"""Rubrics as large as they may be, so many that they take much longer than a question may."""


@pytest.fixture(scope="module")
def strict() -> Iterator[Server]:
    with within(body=4 * 1024 * 1024, seconds=SECONDS, sending=SECONDS, workers=2, waiting=3, queueing=20) as found:
        yield found


def small(server: Server) -> float:
    """Seconds that a small question takes; it is answered."""
    began = time.monotonic()
    assert server.ask("explain", texts=TEXTS, sheet="phieu/so-a.phieu").status == 200
    return time.monotonic() - began


def test_a_question_that_takes_too_long_is_ended_and_blocks_nobody(strict: Server) -> None:
    with ThreadPoolExecutor(2) as threads:
        bomb = threads.submit(strict.ask, "check", texts=BOMB)
        time.sleep(0.3)
        meanwhile = [small(strict) for _ in range(3)]
        said = bomb.result()
    assert said.status == 504 and f"hơn {SECONDS} giây" in said.data["message"], said.text[:300]
    assert max(meanwhile) < SECONDS


@needs("ps")
def test_a_process_that_dies_is_told_of_and_replaced(strict: Server) -> None:
    with ThreadPoolExecutor(1) as threads:
        bomb = threads.submit(strict.ask, "check", texts=BOMB)
        time.sleep(0.5)
        for pid in _children(strict.process.pid):
            subprocess.run(["kill", "-KILL", pid], check=True)
        said = bomb.result()
    assert said.status == 500 and "dừng giữa chừng" in said.data["message"]
    assert small(strict) < 20


def _children(pid: int) -> list[str]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=True)
    return found.stdout.split()


@pytest.mark.parametrize("size", [4 * 1024 * 1024 + 1, 50 * 1024 * 1024])
def test_a_body_that_is_too_large_is_not_read(size: int, strict: Server) -> None:
    with contextlib.suppress(ConnectionError):  # it may hang up before all is sent
        said = strict.post("check", b" " * size)
        assert said.status == 413 and "dài hơn 4194304 byte" in said.data["message"]
    status, _ = _sent(strict, b"POST /v1/check HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                      b"Content-Length: 99999999999\r\n\r\n")  # fmt: skip
    assert status == 413
    chunks = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
    head = b"POST /v1/check HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    status, _ = _sent(strict, head + chunks * 5)
    assert status == 413
    assert small(strict) < SECONDS


def _sent(server: Server, data: bytes, seconds: float = 40) -> tuple[int | None, float]:
    """The status of what comes back to bytes, None where the connection is closed; and after how many seconds."""
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", server.port), timeout=seconds) as connection:
        with contextlib.suppress(ConnectionError):
            connection.sendall(data)
        try:
            head = connection.recv(100)
        except ConnectionError:
            head = b""
    return int(head.split()[1]) if head else None, time.monotonic() - began


def test_slow_clients_are_left_and_keep_nobody_waiting(strict: Server) -> None:
    head = b"POST /v1/check HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
    with ThreadPoolExecutor(12) as threads:
        # One says nothing, one stops within its head, one within its body.
        slow = [threads.submit(_sent, strict, data) for data in (b"", head, head + b"Content-Length: 10\r\n\r\n{") * 4]
        time.sleep(0.3)
        assert small(strict) < SECONDS
        statuses = [s.result() for s in slow]
    assert {status for status, _ in statuses} == {None, 408}
    assert max(seconds for _, seconds in statuses) < 15


def test_more_than_wait_are_told_to_come_again(strict: Server) -> None:
    with ThreadPoolExecutor(8) as threads:
        said = list(threads.map(lambda _: strict.ask("check", texts=BOMB), range(8)))
    # Two are worked at and three wait, less than that while a process starts again.
    assert {s.status for s in said} == {503, 504} and sum(s.status == 503 for s in said) >= 3
    assert {s.headers.get("retry-after") for s in said if s.status == 503} == {"2"}
    # Those that were ended have others in their place.
    assert small(strict) < 20


@needs("ps")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_when_told_to_even_at_work(how: signal.Signals) -> None:
    with running("--workers", "1") as server, ThreadPoolExecutor(1) as threads:
        working = threads.submit(server.ask, "check", texts=BOMB)
        time.sleep(0.5)
        children = _children(server.process.pid)
        assert children
        status, printed = server.stop(how)
        assert (status, printed) == (0, "Đã dừng.\n")
        with contextlib.suppress(ConnectionError, OSError):
            assert working.result().status == 503
        left = subprocess.run(
            ["ps", "-p", ",".join(children), "-o", "stat="], capture_output=True, text=True, check=False
        )
        assert [line for line in left.stdout.split() if not line.startswith("Z")] == []


def test_a_port_that_is_taken_and_an_address_that_is_none(strict: Server) -> None:
    start = [sys.executable, "-c", "from cchc_rules.cli.start import main; main()", "serve"]
    for words, why in (
        (["--port", str(strict.port)], "cổng này đang có chương trình khác dùng"),
        (["--host", "203.0.113.7", "--port", "0"], "máy này không có địa chỉ ấy"),
    ):
        done = subprocess.run([*start, *words], capture_output=True, text=True, check=False, timeout=30)
        assert done.returncode == 3 and why in done.stderr, done.stderr
