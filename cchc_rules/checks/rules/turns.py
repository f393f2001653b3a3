"""Scales and cases on which the points go up and then down again as one value grows, or down and then up."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import floor

from cchc_rules.checks.rules.bench import Bench
from cchc_rules.checks.rules.extremes import given
from cchc_rules.checks.rules.reports import Cell, cells_of, placed
from cchc_rules.checks.rules.types import is_whole
from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.frozen import frozen
from cchc_rules.meaning.amount import Amount, known
from cchc_rules.meaning.expressions import work
from cchc_rules.model.citation import Stated
from cchc_rules.model.fact import NUMERIC, FactType
from cchc_rules.model.interval import Interval
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rule import Cases, Method, Rule, Scale, facts_read, parts_of
from cchc_rules.source import Span, fold_name

_SLIVER = Fraction(1, 10**6)


@frozen
class _Met:
    """A value that a scale measures, or that is reported, with its points; `near` where the value is left out."""

    value: Fraction
    points: Fraction
    percent: bool
    near: bool = False

    def told(self) -> str:
        """`80%`, `gần 80%`."""
        shown = f"{vietnamese(self.value * 100)}%" if self.percent else vietnamese(self.value)
        return f"gần {shown}" if self.near else shown

    def given(self) -> str:
        """The points, to three digits where they are next to a value."""
        return vietnamese(self.points if self.points.denominator <= 1000 else Fraction(round(self.points * 1000), 1000))


def turns_in(rule: Stated[Rule], bench: Bench) -> Iterator[Diagnostic]:
    """L690: for every scale of the rule, and for cases that look at one number alone."""
    yield from _scales(rule.value.method, rule.at, bench)
    if isinstance(rule.value.method, Cases):
        yield from _turn(_reported(rule.value, bench), rule.at)


def _scales(method: Method, at: Span | None, bench: Bench) -> Iterator[Diagnostic]:
    if isinstance(method, Scale):
        yield from _turn(_measured(method, bench), at)
    for part in parts_of(method):
        yield from _scales(part.value.method, part.at, bench)


def _turn(met: Sequence[_Met], at: Span | None) -> Iterator[Diagnostic]:
    """The first step against the way that the points go from the first value to the last."""
    if not met:
        return
    way = 1 if met[-1].points >= met[0].points else -1
    back = next(((a, b) for a, b in pairwise(met) if way * (b.points - a.points) < 0), None)
    if back is not None:
        (few, many) = sorted(back, key=lambda m: m.points)
        yield catalog.SCALE_TURNS.at(at, low=few.told(), few=few.given(), high=many.told(), many=many.given())


# ---- scales


def _measured(method: Scale, bench: Bench) -> list[_Met]:
    """The points at the ends of each line; nothing where they hang on more than what is measured."""
    within = work(method.value, bench.nothing_known).range
    whole = is_whole(method.value, bench.declared)
    found: list[_Met] = []
    for row in sorted(method.rows, key=lambda r: (r.value.interval.low is not None, r.value.interval.low or 0)):
        for value, near in _ends(row.value.interval, within, whole):
            inside = value - _SLIVER if near else value
            points = work(row.value.points, bench.nothing_known.with_ratio(known(inside))).range.exact
            if points is None:
                return []
            found.append(_Met(value, points, row.value.percent, near))
    return found


def _ends(interval: Interval, within: Amount, whole: bool) -> Iterator[tuple[Fraction, bool]]:
    """The values at which a line begins and ends; True where it ends just before."""
    if whole:
        interval = interval.among_whole_numbers()
    low = max(v for v in (interval.low, within.low, Fraction(0)) if v is not None)
    yield low, False
    high = interval.high
    if high is None or (within.high is not None and within.high < high):
        if within.high is not None and within.high > low:
            yield within.high, False
    elif whole:
        yield high - 1, False
    else:
        yield high, not interval.high_closed


# ---- cases of one number


def _reported(rule: Rule, bench: Bench) -> list[_Met]:
    s = bench.nothing_known
    split = cells_of(rule, s)
    if len(split) != 1 or {fold_name(n) for n in facts_read(rule)} != set(split):
        return []
    ((name, cells),) = split.items()
    if s.declared[name].type not in NUMERIC:
        return []
    percent = s.declared[name].type is FactType.PERCENT
    found: list[_Met] = []
    for value in sorted(_inside(c) for c in cells):
        amount = given(rule, placed(s, {name: Cell(value=value)}))
        if amount is None or amount.exact is None:
            return []
        found.append(_Met(value, amount.exact, percent))
    return found


def _inside(cell: Cell) -> Fraction:
    """The number, or one in the middle."""
    if isinstance(cell.value, Fraction):
        return cell.value
    middle = cell.low + 1 if cell.high is None else (cell.low + cell.high) / 2
    return Fraction(floor(middle)) if cell.whole else middle
