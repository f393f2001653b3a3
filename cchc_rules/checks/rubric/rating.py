"""Rating bands: every possible result has exactly one band."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice

from cchc_rules.checks.moved_bounds import Placed, closing, parting
from cchc_rules.checks.words_and_places import interval_text
from cchc_rules.diagnostics import Diagnostic, Related, catalog
from cchc_rules.model.citation import Stated
from cchc_rules.model.condition import Condition
from cchc_rules.model.interval import Interval, gaps_and_overlaps
from cchc_rules.model.rubric import Band, BucketKind, Ceiling, Measure, Rubric
from cchc_rules.source import fold_name
from cchc_rules.writing import rubric as wording

_ZERO, _ONE = Fraction(0), Fraction(1)
_BEYOND = Fraction(10**9)
_MOST = 100
Bands = Sequence[Stated[Band]]


def bands_have_one_measure(rubric: Rubric) -> Iterator[Diagnostic]:
    """K324: all bands for the same units are of the index, or all of points."""
    for bands in by_scope(rubric).values():
        odd = next((b for b in bands if b.value.measure is not bands[0].value.measure), None)
        if odd is not None:
            related = (Related(f"mức đầu tiên theo {bands[0].value.measure.value}", bands[0].at),)
            yield catalog.RATING_MIXED.at(odd.at, related=related)


def bands_have_their_own_names(rubric: Rubric) -> Iterator[Diagnostic]:
    """K323: no two bands for the same units share a name, case and spelling aside."""
    seen: dict[tuple[object, str], Stated[Band]] = {}
    for band in rubric.provisions.bands:
        first = seen.setdefault((band.value.scope, fold_name(band.value.name)), band)
        if first is not band:
            related = (Related("mức trước ở đây", first.at),)
            yield catalog.RATING_NAMES.at(band.at, name=band.value.name, related=related)


def bands_cover_the_range(rubric: Rubric) -> Iterator[Diagnostic]:
    """K305, K306, K311: for all units, from nothing to everything without gap or overlap, none beyond reach."""
    for every in by_scope(rubric).values():
        bands = [b for b in every if not b.value.interval.empty]
        measures = {b.value.measure for b in bands}
        if len(measures) == 1:
            measure = measures.pop()
            yield from _covered(bands, measure, _top(rubric, measure))


def by_scope(rubric: Rubric) -> dict[Condition | None, list[Stated[Band]]]:
    """The bands under each heading, in order."""
    found: dict[Condition | None, list[Stated[Band]]] = {}
    for band in rubric.provisions.bands:
        found.setdefault(band.value.scope, []).append(band)
    return found


def _covered(bands: Bands, measure: Measure, top: Fraction) -> Iterator[Diagnostic]:
    gaps, overlaps = gaps_and_overlaps([b.value.interval for b in bands])
    for gap in islice((g for g in gaps if g.meets(_ZERO, top)), _MOST):
        yield _left_open(gap, bands, measure)
    for overlap in islice((o for o in overlaps if o.meets(_ZERO, top)), _MOST):
        yield _overlapping(overlap, bands, measure)
    for band in bands:
        if not band.value.interval.meets(_ZERO, top):
            text, most = interval_text(band.value.interval, measure), wording.measure(top, measure.value)
            yield catalog.IMPOSSIBLE.at(band.at, why=f"{text} nằm ngoài 0 đến {most}", fix="bỏ mức này, hoặc sửa cận")


def _top(rubric: Rubric, measure: Measure) -> Fraction:
    """The most there can be; with bonus and no ceiling the index has no bound, for little may be applicable."""
    bonus = sum((b.value.cap for b in rubric.buckets if b.value.kind is BucketKind.BONUS), _ZERO)
    ceiling = rubric.provisions.ceiling
    free = bonus > 0 and ceiling is not None and ceiling.value is Ceiling.FREE
    if measure is Measure.POINTS:
        return _highest(rubric) + (bonus if free else _ZERO)
    return _BEYOND if free else _ONE


def _highest(rubric: Rubric) -> Fraction:
    total = rubric.provisions.total
    return total.value.points if total is not None else sum((f.max for f in rubric.fields), _ZERO)


def _left_open(gap: Interval, bands: Bands, measure: Measure) -> Diagnostic:
    """A gap at the band that begins where it ends, else at the one that ends where it begins."""
    above = next((_placed(b) for b in bands if b.value.interval.low == gap.high and gap.high is not None), None)
    below = next((_placed(b) for b in bands if b.value.interval.high == gap.low and gap.low is not None), None)
    beside = above or below
    fixes = closing(gap, below, above, lambda i: wording.interval(i, measure.value))
    at = beside.at if beside is not None else None
    return catalog.BAND_GAP.at(at, interval=interval_text(gap, measure), fixes=fixes)


def _placed(band: Stated[Band]) -> Placed:
    return Placed(band.value.interval, band.at)


def _overlapping(overlap: Interval, bands: Bands, measure: Measure) -> Diagnostic:
    both = [b for b in bands if _covers(b.value.interval, overlap)]
    related = tuple(Related(f"chồng với mức “{b.value.name}”", b.at) for b in both[:-1])
    span = both[-1].at if both else bands[0].at
    fixes = parting(overlap, [*map(_placed, both)], lambda i: wording.interval(i, measure.value))
    return catalog.BAND_OVERLAP.at(span, interval=interval_text(overlap, measure), related=related, fixes=fixes)


def _covers(band: Interval, part: Interval) -> bool:
    below = band.low is None or (part.low is not None and band.low <= part.low)
    return below and (band.high is None or (part.high is not None and part.high <= band.high))
