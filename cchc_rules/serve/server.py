"""The application behind a socket, until it is told to stop."""

import asyncio
import signal
import socket
from collections.abc import Callable
from functools import partial
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from cchc_rules.serve.application import application
from cchc_rules.serve.workers import Limits, Workers

_CONNECTIONS = 200
_AT_THE_END = 3
"""Seconds that questions at work still have when the server is told to stop."""


class _Patient(H11Protocol):
    """Closes a connection whose request does not come: otherwise a few slow ones would keep all others out."""

    _seconds: float
    _head_by: asyncio.TimerHandle | None = None

    def __init__(self, *given: Any, seconds: float, **named: Any) -> None:
        super().__init__(*given, **named)
        self._seconds = seconds

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A connection begins with nothing asked."""
        super().connection_made(transport)
        self._head_by = self.loop.call_later(self._seconds, self._close_if_unasked)

    def data_received(self, data: bytes) -> None:
        """The time for a head begins with its first byte, and ends with its last."""
        super().data_received(data)
        if self._asked() and self._head_by is not None:
            self._head_by.cancel()
            self._head_by = None
        elif not self._asked() and self._head_by is None:
            self._head_by = self.loop.call_later(self._seconds, self._close_if_unasked)

    def _asked(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _close_if_unasked(self) -> None:
        self._head_by = None
        if not self._asked() and not self.transport.is_closing():
            self.transport.close()


def run(host: str, port: int, limits: Limits, ready: Callable[[int], None]) -> None:
    """Serve until a signal says stop; `ready` is told the port once requests are taken. Raises OSError."""
    with _listening(host, port) as listening:
        asyncio.run(_serve(listening, limits, ready))


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family, backlog=_CONNECTIONS)
    listening.setblocking(False)
    return listening


async def _serve(listening: socket.socket, limits: Limits, ready: Callable[[int], None]) -> None:
    workers = Workers(limits)
    config = uvicorn.Config(
        application(workers),
        http=partial(_Patient, seconds=limits.sending),  # type: ignore[arg-type]
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=_CONNECTIONS,
        timeout_graceful_shutdown=2 * _AT_THE_END,
    )
    server = _Server(config, workers, ready)
    for number in (signal.SIGINT, signal.SIGTERM):
        # The server stops at a signal and then raises it again, for whoever cares: here it has done all.
        signal.signal(number, _nothing)
    await server.serve(sockets=[listening])
    if server.lifespan.should_exit:
        raise OSError("các tiến trình tính không khởi động được")


class _Server(uvicorn.Server):
    """Says when it takes requests, and lets no question keep it from stopping."""

    def __init__(self, config: uvicorn.Config, workers: Workers, ready: Callable[[int], None]) -> None:
        super().__init__(config)
        self._workers = workers
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Take requests, then say so."""
        await super().startup(sockets)
        if self.started and sockets:
            self._ready(sockets[0].getsockname()[1])

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no more requests, and wait a little for those at work."""
        ending = asyncio.create_task(self._end_work())
        await super().shutdown(sockets)
        ending.cancel()

    async def _end_work(self) -> None:
        await asyncio.sleep(_AT_THE_END)
        await self._workers.stop()


def _nothing(number: int, frame: Any) -> None:
    """What is left to do at a signal."""
