"""Processes that answer, a question each at a time; one that takes too long is ended, and another takes its place."""

import asyncio
import contextlib
import sys
from asyncio.subprocess import PIPE, Process

from attrs import field

from cchc_rules.frozen import define, frozen
from cchc_rules.serve.work import Reply, Status, refusal

_MEGABYTE = 1024 * 1024
_STARTING = 60
"""Seconds in which a process must be ready."""


@frozen
class Limits:
    """What one request may take: bytes of its body, seconds to answer it, memory to do so.

    `sending` are the seconds in which its head must have come, and again its body.
    `workers` questions are answered at once, and `waiting` more wait for their turn, for some seconds (`queueing`).
    """

    body: int = 8 * _MEGABYTE
    seconds: int = 20
    sending: int = 20
    memory: int = 1024 * _MEGABYTE
    workers: int = 2
    waiting: int = 64
    queueing: int = 30


_BUSY = refusal(Status.BUSY, "máy chủ đang bận, hãy gửi lại sau ít giây")
_STOPPING = refusal(Status.BUSY, "máy chủ đang dừng, câu hỏi chưa được tính")
_BROKEN = refusal(Status.BROKEN, "việc tính câu hỏi này bị dừng giữa chừng, thường vì hết bộ nhớ")


@define
class Workers:
    """Give questions to processes. Start before the first question, stop after the last."""

    limits: Limits
    _idle: "asyncio.Queue[Process]" = field(factory=asyncio.Queue)
    _alive: set[Process] = field(factory=set)
    _renewing: "set[asyncio.Task[None]]" = field(factory=set)
    _waiting: int = 0
    _stopping: bool = False

    async def start(self) -> None:
        """Start all processes. Raises OSError when one cannot start."""
        await asyncio.gather(*(self._start_one() for _ in range(self.limits.workers)))

    async def stop(self) -> None:
        """End all processes, whatever they do; what they were at is told that it must be asked again."""
        self._stopping = True
        for task in self._renewing:
            task.cancel()
        await asyncio.gather(*map(self._end, tuple(self._alive)))

    async def reply_to(self, name: str, body: bytes) -> Reply:
        """The reply to a question; one that says so when there are too many, or when it takes too long."""
        if self._waiting >= self.limits.waiting:
            return _BUSY
        self._waiting += 1
        try:
            async with asyncio.timeout(self.limits.queueing):
                process = await self._idle.get()
        except TimeoutError:
            return _BUSY
        finally:
            self._waiting -= 1
        try:
            async with asyncio.timeout(self.limits.seconds):
                reply = await _exchanged(process, name, body)
        except TimeoutError:
            self._renew(process)
            return refusal(Status.TOO_LONG, f"câu hỏi cần hơn {self.limits.seconds} giây nên bị dừng")
        except (EOFError, OSError, ValueError):
            if self._stopping:
                return _STOPPING
            self._renew(process)
            return _BROKEN
        except asyncio.CancelledError:
            self._renew(process)
            raise
        self._idle.put_nowait(process)
        return reply

    def _renew(self, process: Process) -> None:
        """End a process and start another in its place, while nobody waits for it."""
        task = asyncio.create_task(self._renewed(process))
        self._renewing.add(task)
        task.add_done_callback(self._renewing.discard)

    async def _renewed(self, process: Process) -> None:
        await self._end(process)
        while True:
            try:
                return await self._start_one()
            except OSError as error:
                print(f"Không khởi động lại được tiến trình tính: {error}", file=sys.stderr)
                await asyncio.sleep(1)

    async def _start_one(self) -> None:
        given = (str(self.limits.seconds), str(self.limits.memory))
        words = ("-P", "-m", "cchc_rules.serve.worker", *given)
        process = await asyncio.create_subprocess_exec(sys.executable, *words, stdin=PIPE, stdout=PIPE)
        self._alive.add(process)
        try:
            async with asyncio.timeout(_STARTING):
                await _reply(process)
        except (EOFError, ValueError, TimeoutError):
            await self._end(process)
            raise OSError("tiến trình tính không khởi động được") from None
        self._idle.put_nowait(process)

    async def _end(self, process: Process) -> None:
        self._alive.discard(process)
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _exchanged(process: Process, name: str, body: bytes) -> Reply:
    assert process.stdin is not None
    process.stdin.write(f"{name} {len(body)}\n".encode())
    process.stdin.write(body)
    await process.stdin.drain()
    return await _reply(process)


async def _reply(process: Process) -> Reply:
    """What a process sends. Raises EOFError where it has ended, ValueError where it sends something else."""
    assert process.stdout is not None
    status, length = (int(word) for word in (await process.stdout.readline()).split())
    return Reply(Status(status), await process.stdout.readexactly(length))
