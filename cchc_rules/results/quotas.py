"""How many units of a year may have a rating: the bands of a ranking after its quotas.

Gates have come first, each unit by itself; then the exact index decides who keeps the band, then what breaks ties.
Units that are equal across the cut wait for somebody's decision, and while anything of a unit is not known only
what holds in every completion is said.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from enum import Enum
from fractions import Fraction
from typing import assert_never

from attrs import evolve

from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Stated
from cchc_rules.model.expression import Direction
from cchc_rules.model.rating import Quota
from cchc_rules.model.rubric import Band
from cchc_rules.source import fold_name

Bands = tuple[Stated[Band], ...]
Order = tuple[Fraction, ...]
"""The index, then what breaks ties, in the order in which they are looked at."""


class QuotaState(Enum):
    """What a quota did to a unit that it may limit."""

    KEPT = "kept"
    LOWERED = "lowered"
    TIED = "tied"
    OPEN = "open"


@frozen
class Limit:
    """A quota and whether it is for a unit; `meant` is None where that depends on what is not known."""

    stated: Stated[Quota]
    meant: bool | None


@frozen
class Contender:
    """A unit as quotas see it: what it may be rated before them, and the bounds of what it is ordered by.

    `unrated` is None where a condition may leave it without a rating. One whose `least` is above the `most` of
    another stands before it in every completion.
    """

    bands: Bands
    unrated: bool | None
    least: Order
    most: Order
    limits: tuple[Limit, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether nothing about it can change."""
        return self.unrated is not None and len(self.bands) < 2 and self.least == self.most


@frozen
class Found:
    """The bands still possible after all quotas, the quota that bore most on the unit, and what it did.

    `counted` are the least and the most units of which it is a share, `room` how many of them may be rated so.
    """

    bands: Bands
    quota: Stated[Quota] | None = None
    state: QuotaState | None = None
    counted: tuple[int, int] = (0, 0)
    room: tuple[int, int] = (0, 0)


def most_of(quota: Quota, counted: int) -> int:
    """The most units that may be rated so, of `counted` ones."""
    share = quota.share * counted
    match quota.rounding:
        case Direction.DOWN:
            return math.floor(share)
        case Direction.UP:
            return math.ceil(share)
        case Direction.NEAREST:
            return math.floor(share + Fraction(1, 2))
        case _:
            assert_never(quota.rounding)


def within_quotas(scale: Bands, quotas: Sequence[Stated[Quota]], units: Sequence[Contender]) -> tuple[Found, ...]:
    """What becomes of the units of a year, in their order. `scale` are all bands of the rubric.

    Quotas of better bands come first, so that a unit lowered by one may be lowered further by the next.
    """
    found = [Found(u.bands) for u in units]
    for quota in sorted(quotas, key=lambda q: _height(q.value, scale), reverse=True):
        meant = [_meant(u, quota) for u in units]
        now = [evolve(u, bands=f.bands) for u, f in zip(units, found, strict=True)]
        base = [_counts(u, m, quota.value, scale) for u, m in zip(units, meant, strict=True)]
        asked = [_has(u, m, quota.value) for u, m in zip(now, meant, strict=True)]
        counted = (base.count(True), len(base) - base.count(False))
        queue = _Queue.of(now, asked, (most_of(quota.value, counted[0]), most_of(quota.value, counted[1])))
        for i, unit in enumerate(now):
            if asked[i] is not False:
                did = Found(unit.bands, quota, _sure(queue.state(unit), meant[i]), counted, queue.room)
                found[i] = _after(found[i], did, scale)
    return tuple(found)


def beyond(band: Stated[Band], quota: Quota, scale: Bands) -> Stated[Band]:
    """The band of the same scale in place of the one that is limited."""
    return _named(quota.beyond, band, scale) or band


def limits(band: Stated[Band], quota: Quota) -> bool:
    """Whether the quota is on this band."""
    return fold_name(band.value.name) == fold_name(quota.band)


def _meant(unit: Contender, quota: Stated[Quota]) -> bool | None:
    return next((limit.meant for limit in unit.limits if limit.stated == quota), False)


def _height(quota: Quota, scale: Bands) -> Fraction:
    return max((least_of(b) for b in scale if limits(b, quota)), default=Fraction(0))


def least_of(band: Stated[Band]) -> Fraction:
    """Where a band begins; before all others where it has no bound below."""
    low = band.value.interval.low
    return low if low is not None else Fraction(-1)


def _named(name: str, beside: Stated[Band], scale: Bands) -> Stated[Band] | None:
    same = (b for b in scale if b.value.scope == beside.value.scope)
    return next((b for b in same if fold_name(b.value.name) == fold_name(name)), None)


def _all(truths: Iterable[bool | None]) -> bool | None:
    values = tuple(truths)
    return False if False in values else None if None in values else True


def _some(band_holds: Sequence[bool], unrated: bool | None) -> bool | None:
    """Whether a unit has one of the bands for which it holds."""
    if unrated or not any(band_holds):
        return False
    return True if all(band_holds) and unrated is False else None


def _counts(unit: Contender, meant: bool | None, quota: Quota, scale: Bands) -> bool | None:
    """Whether the unit is one of those of which the quota is a share."""
    holds = [quota.among is None or _reaches(b, quota.among, scale) for b in unit.bands]
    return _all((meant, _some(holds, unit.unrated)))


def _reaches(band: Stated[Band], name: str, scale: Bands) -> bool:
    least = _named(name, band, scale)
    return least is not None and least_of(band) >= least_of(least)


def _has(unit: Contender, meant: bool | None, quota: Quota) -> bool | None:
    """Whether the unit would be rated as the quota limits."""
    return _all((meant, _some([limits(b, quota) for b in unit.bands], unit.unrated)))


@frozen
class _Queue:
    """Those who may be rated as a quota limits, in order: `sure` ones by their least, `possible` ones by their most.

    `settled` are those of which all is known; `room` is the least and the most of how many may be rated so.
    """

    sure: tuple[Order, ...]
    possible: tuple[Order, ...]
    settled: tuple[Order, ...]
    room: tuple[int, int]

    @classmethod
    def of(cls, units: Sequence[Contender], asked: Sequence[bool | None], room: tuple[int, int]) -> "_Queue":
        """The queue of those that ask."""
        pairs = tuple(zip(units, asked, strict=True))
        sure = sorted(u.least for u, asks in pairs if asks)
        possible = sorted(u.most for u, asks in pairs if asks is not False)
        settled = sorted(u.most for u, asks in pairs if asks and u.exact)
        return cls(tuple(sure), tuple(possible), tuple(settled), room)

    def state(self, unit: Contender) -> QuotaState:
        """What holds of one of them, however what is unknown turns out."""
        ahead = len(self.sure) - bisect_right(self.sure, unit.most)
        if ahead >= self.room[1]:
            return QuotaState.LOWERED
        not_behind = len(self.possible) - bisect_left(self.possible, unit.least)
        if not_behind <= self.room[0]:
            return QuotaState.KEPT
        known = len(self.settled) - bisect_left(self.settled, unit.least)
        return QuotaState.TIED if self.room[0] == self.room[1] and known == not_behind else QuotaState.OPEN


def _sure(state: QuotaState, meant: bool | None) -> QuotaState:
    return QuotaState.OPEN if state is QuotaState.LOWERED and meant is None else state


def _after(before: Found, did: Found, scale: Bands) -> Found:
    """The bands that a quota leaves, told of whichever quota bears more on the unit."""
    bands = before.bands
    if did.quota is not None and did.state is not QuotaState.KEPT:
        quota = did.quota.value
        lowered = tuple(beyond(b, quota, scale) if limits(b, quota) else b for b in bands)
        bands = tuple(dict.fromkeys(lowered if did.state is QuotaState.LOWERED else (*bands, *lowered)))
    return evolve(max((before, did), key=_weight), bands=bands)


def _weight(found: Found) -> int:
    return _WEIGHT.index(found.state) if found.state is not None else -1


_WEIGHT = (QuotaState.KEPT, QuotaState.LOWERED, QuotaState.OPEN, QuotaState.TIED)
