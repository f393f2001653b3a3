"""Quotas on ratings, and what breaks ties: they name ratings and rows that are there, and lower."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from cchc_rules.checks.rubric.buckets import rating_is_there, scales_met
from cchc_rules.diagnostics import Diagnostic, Related, catalog
from cchc_rules.model.citation import Stated
from cchc_rules.model.condition import Condition
from cchc_rules.model.rating import Quota
from cchc_rules.model.rubric import Band, Rubric
from cchc_rules.source import fold_name


def quotas_are_sound(rubric: Rubric) -> Iterator[Diagnostic]:
    """X811, X920 to X922: each names ratings of the scales it meets, lowers, and is the only one for its rating."""
    seen: dict[tuple[str, Condition | None], Stated[Quota]] = {}
    for stated in rubric.provisions.quotas:
        quota = stated.value
        named = (quota.band, quota.beyond, *(() if quota.among is None else (quota.among,)))
        missing = [d for name in dict.fromkeys(named) for d in rating_is_there(rubric, name, quota.scope, stated.at)]
        yield from missing or _heights(rubric, stated)
        first = seen.setdefault((fold_name(quota.band), quota.scope), stated)
        if first is not stated:
            related = (Related("câu trước ở đây", first.at),)
            yield catalog.QUOTA_TWICE.at(stated.at, band=quota.band, related=related)


def _heights(rubric: Rubric, stated: Stated[Quota]) -> Iterator[Diagnostic]:
    quota = stated.value
    for _, bands in scales_met(rubric, quota.scope):
        band, beyond = _low(quota.band, bands), _low(quota.beyond, bands)
        if beyond >= band:
            yield catalog.QUOTA_LOWERS_NOBODY.at(stated.at, band=quota.band, beyond=quota.beyond)
            return
        if quota.among is not None and _low(quota.among, bands) > band:
            yield catalog.QUOTA_COUNTS_OTHERS.at(stated.at, band=quota.band, among=quota.among)
            return


def _low(name: str, bands: Sequence[Stated[Band]]) -> Fraction:
    low = next(b.value.interval.low for b in bands if fold_name(b.value.name) == fold_name(name))
    return low if low is not None else Fraction(-1)


def ties_look_at_rows(rubric: Rubric) -> Iterator[Diagnostic]:
    """K316, X923: what breaks ties is in the table, and each row is looked at once."""
    stated = rubric.provisions.tie_break
    if stated is None or not rubric.fields:
        return
    rows = {row.code for row in rubric.rows()}
    seen = set()
    for key in stated.value.keys:
        if key.code not in rows:
            yield catalog.NO_SUCH_ROW.at(stated.at, code=key.code)
        elif key in seen:
            yield catalog.TIE_KEY_TWICE.at(stated.at, what=f"{key.measured.value} {key.code}")
        seen.add(key)
