"""Timing that holds on a busy machine: what is compared runs by turns, and a slow moment is left out."""

import gc
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter

Work = Callable[[], object]


def once(work: Work) -> float:
    """Seconds that one call takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def median_by_turns(works: Sequence[Work], rounds: int) -> list[float]:
    """The median seconds of each, all run once a round after one round that is not counted."""
    taken = _rounds(works, rounds)
    return [median(column) for column in zip(*taken, strict=True)]


def least_by_turns(works: Sequence[Work], rounds: int) -> list[float]:
    """The same with the least seconds of each: for short work, where anything more is another process."""
    # What is measured with is not looked through by the collector again and again.
    gc.collect()
    gc.freeze()
    taken = _rounds(works, rounds)
    gc.unfreeze()
    return [min(column) for column in zip(*taken, strict=True)]


def _rounds(works: Sequence[Work], rounds: int) -> list[list[float]]:
    for work in works:
        work()
    return [[once(work) for work in works] for _ in range(rounds)]
