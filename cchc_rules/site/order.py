"""By what columns are sorted in the page: places in the exact order, as whole numbers; no page works out a figure."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from cchc_rules.explain.publication.value import PublishedUnit
from cchc_rules.results.scorecard import Index
from cchc_rules.source import without_marks

_NOTHING = Fraction(-1)
Key = tuple[Any, ...]


def places(keys: Sequence[Key]) -> tuple[int, ...]:
    """The place of each key among all, equal ones alike."""
    at = {key: place for place, key in enumerate(sorted(set(keys)))}
    return tuple(at[key] for key in keys)


def unit_order(units: Sequence[PublishedUnit]) -> tuple[tuple[int, ...], ...]:
    """For each unit its place by each column of the ranking: rank, name, points, maximum, index, band, and so on."""
    columns = (
        tuple(range(len(units))),
        places([name_key(u) for u in units]),
        places([(_amounts(u)[0],) for u in units]),
        places([(_amounts(u)[1],) for u in units]),
        places([index_key(u.ranked.standing.index) for u in units]),
        places([_band(u) for u in units]),
        places([_consequences(u) for u in units]),
        places([_remarks(u) for u in units]),
    )
    return tuple(zip(*columns, strict=True))


def field_order(units: Sequence[PublishedUnit], place: int) -> tuple[int, ...]:
    """For each unit its place by the share of one field that it reached."""
    return places([index_key(u.card.field_indexes[place]) for u in units])


def name_key(u: PublishedUnit) -> Key:
    """By the name without its marks, then as it is."""
    return without_marks(u.header.unit), u.header.unit


def _amounts(u: PublishedUnit) -> tuple[Fraction, Fraction]:
    s = u.ranked.standing
    return (s.index.numerator, s.index.denominator) if s.index else (s.total.achieved, s.total.applicable)


def index_key(index: Index | None) -> Key:
    """By the exact ratio at the least, then at the most; nothing comes first."""
    return (index.low, index.high) if index is not None else (_NOTHING, _NOTHING)


def _band(u: PublishedUnit) -> Key:
    """Bands as the rubric has them, from the top; units without one behind."""
    names = [b.value.name for b in u.card.rubric.provisions.bands]
    band = u.ranked.standing.band
    return (names.index(band) if band in names else len(names),)


def _consequences(u: PublishedUnit) -> Key:
    s = u.ranked.standing
    return len(s.consequences), len(s.open_consequences)


def _remarks(u: PublishedUnit) -> Key:
    return (u.ranked.standing.unseen_claims, u.ranked.standing.total.pending)
