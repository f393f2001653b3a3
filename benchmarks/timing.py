"""Timing that holds on a busy machine: medians, and what is compared is run by turns."""

import gc
from collections.abc import Callable, Iterable, Sequence
from statistics import median
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")
Work = Callable[[], object]


def once(work: Work) -> float:
    """Seconds that one call takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def median_of(work: Work, times: int) -> float:
    """The median of several calls, in seconds, after one that is not counted."""
    work()
    return median(once(work) for _ in range(times))


def by_turns(works: Sequence[Work], rounds: int) -> list[float]:
    """The median seconds of each, all run once a round, so that a slow moment hits them alike."""
    for work in works:
        work()
    gc.collect()
    gc.freeze()
    taken = [[once(work) for work in works] for _ in range(rounds)]
    return [median(column) for column in zip(*taken, strict=True)]


def each(work: Callable[[T], object], over: Iterable[T]) -> None:
    """Do the work on one after the other and keep nothing, as scoring many does."""
    for one in over:
        work(one)
