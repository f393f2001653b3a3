"""Work shared over processes, its results in order; where no process can be started, the same work done here."""

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

P = TypeVar("P")
R = TypeVar("R")
_MANY = 200
"""Before a process has started and read what all files need, this one is done with fewer."""
_AHEAD = 3
"""Parts given out for each process: one at work, the others so that it never waits. More would only fill memory."""
# A worker makes and drops many small objects that hold no circles: looking for circles as often as Python does by
# default takes a tenth of its time.
_OBJECTS_BETWEEN_LOOKS = 100_000


def processes_for(files: int) -> int:
    """How many processes are worth starting for so many files."""
    return usable_cores() if files >= _MANY else 1


def usable_cores() -> int:
    """How many processes can work at once."""
    # Not on every system; where it is, it tells what this process may use, not what the machine has.
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed is not None else os.cpu_count() or 1


def shared_out(work: Callable[[P], R], parts: Iterable[P], processes: int) -> Iterator[R]:
    """What `work` gives for each part, in order of the parts, by as many processes; by none when that is 1.

    `work`, parts and results are pickled. Each process has its own copy of `work`, which may remember from part to
    part; so has this one, which does what the others cannot.
    """
    with _pool(work, processes) as pool:
        ahead = processes * _AHEAD if pool is not None else 1
        begun: deque[tuple[P, Future[R] | None]] = deque()
        for part in parts:
            begun.append((part, _given_out(pool, part)))
            if len(begun) >= ahead:
                yield _result(work, *begun.popleft())
        while begun:
            yield _result(work, *begun.popleft())


@contextmanager
def _pool(work: Callable[[Any], object], processes: int) -> "Iterator[ProcessPoolExecutor | None]":
    """Processes that wait for parts; None where there can be none, such as in a browser."""
    if processes <= 1:
        yield None
        return
    try:
        from concurrent.futures import ProcessPoolExecutor  # not everywhere, and slow to import

        pool = ProcessPoolExecutor(processes, initializer=_begin, initargs=(work,))
    except (ImportError, NotImplementedError, OSError):
        yield None
        return
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _given_out(pool: "ProcessPoolExecutor | None", part: P) -> "Future[Any] | None":
    # A process that cannot start is an OSError, a thread that cannot a RuntimeError, as is a pool that has broken.
    try:
        return pool.submit(_do, part) if pool is not None else None
    except (OSError, RuntimeError):
        return None


def _result(work: Callable[[P], R], part: P, given_out: "Future[R] | None") -> R:
    if given_out is None:
        return work(part)
    from concurrent.futures import BrokenExecutor

    try:
        return given_out.result()
    except BrokenExecutor:  # such as a process killed for want of memory
        return work(part)


# ---- in a worker

_work: Callable[[Any], Any]


def _begin(work: Callable[[Any], Any]) -> None:
    global _work
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it stops it
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)


def _do(part: Any) -> Any:
    return _work(part)
