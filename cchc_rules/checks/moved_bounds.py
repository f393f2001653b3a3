"""Bounds moved so that intervals meet: each way to close a gap, or to part two that overlap, as a fix."""

from collections.abc import Callable, Sequence

from cchc_rules.diagnostics import Fix
from cchc_rules.diagnostics.mends import Swap, mended
from cchc_rules.frozen import frozen
from cchc_rules.model.interval import Interval
from cchc_rules.source import Span

Wording = Callable[[Interval], str]


@frozen
class Placed:
    """An interval with the line it is written on."""

    interval: Interval
    at: Span | None


def closing(gap: Interval, below: Placed | None, above: Placed | None, words: Wording) -> tuple[Fix, ...]:
    """Either neighbour reaches over the gap; `below` ends where it begins, `above` begins where it ends."""
    fixes: tuple[Fix, ...] = ()
    if below is not None and (above is not None or gap.high is None):
        i = below.interval
        fixes += _reworded(below, Interval(i.low, gap.high, i.low_open, gap.high_closed), words)
    if above is not None and (below is not None or gap.low is None):
        i = above.interval
        fixes += _reworded(above, Interval(gap.low, i.high, gap.low_open, i.high_closed), words)
    return fixes


def parting(overlap: Interval, both: Sequence[Placed], words: Wording) -> tuple[Fix, ...]:
    """Either of two gives the part that both have to the other; none where one lies inside the other."""
    fixes: tuple[Fix, ...] = ()
    for placed in both if len(both) == 2 else ():
        i = placed.interval
        if overlap.low is not None and _ends_alike(i, overlap) and not _begins_alike(i, overlap):
            fixes += _reworded(placed, Interval(i.low, overlap.low, i.low_open, overlap.low_open), words)
        elif overlap.high is not None and _begins_alike(i, overlap) and not _ends_alike(i, overlap):
            fixes += _reworded(placed, Interval(overlap.high, i.high, overlap.high_closed, i.high_closed), words)
    return fixes


def _begins_alike(i: Interval, other: Interval) -> bool:
    return (i.low, i.low_open) == (other.low, other.low_open)


def _ends_alike(i: Interval, other: Interval) -> bool:
    return (i.high, i.high_closed) == (other.high, other.high_closed)


def _reworded(placed: Placed, new: Interval, words: Wording) -> tuple[Fix, ...]:
    if (new.low, new.high) == (None, None):
        return ()
    swap = Swap("{old}", "{new}", "dòng này là {new}")
    return mended(swap, placed.at, {"old": words(placed.interval), "new": words(new)})
