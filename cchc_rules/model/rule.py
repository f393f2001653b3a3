"""Scoring rules (cách chấm): how the points of a row come from facts."""

from collections.abc import Callable, Iterator
from enum import Enum
from fractions import Fraction
from typing import Any, TypeVar, assert_never

from attrs import evolve

from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Stated
from cchc_rules.model.condition import Condition, bounds_of, facts_of
from cchc_rules.model.expression import Direction, Expression, MaxPoints, Number, NumberUnit, fact_names
from cchc_rules.model.interval import Interval


@frozen
class ScaleRow:
    """`từ 80% đến dưới 100%: tỷ lệ × 2 điểm`; with `percent` the bounds are ratios.

    `wording`, as on other lines, is the printed sentence that the line says.
    """

    interval: Interval
    percent: bool
    points: Expression
    wording: str | None = None


@frozen
class LevelRow:
    """`"tốt": 75% điểm tối đa`."""

    choice: str
    points: Expression
    wording: str | None = None


@frozen
class CaseRow:
    """`khi …: 10 điểm`; `when` None is `còn lại`."""

    when: Condition | None
    points: Expression
    wording: str | None = None


@frozen
class Limits:
    """`không dưới 0 điểm, không quá 2 điểm`; None is no limit."""

    low: Expression | None = None
    high: Expression | None = None


NO_LIMITS = Limits()


@frozen
class Formula:
    """`cách chấm: 0,5 điểm × [văn bản đúng], không quá 2 điểm`; `ratio` is what `tỷ lệ` in it means."""

    body: Expression
    ratio: Expression | None = None
    limits: Limits = NO_LIMITS
    parts: tuple[Stated["Part"], ...] = ()


@frozen
class Scale:
    """`theo thang …`: the row whose half-open interval holds the value decides."""

    value: Expression
    rows: tuple[Stated[ScaleRow], ...] = ()


@frozen
class Levels:
    """`theo mức [mức sáng kiến]`: the row of the choice decides."""

    fact: str
    rows: tuple[Stated[LevelRow], ...] = ()


@frozen
class Cases:
    """`theo trường hợp`: the first row whose condition holds decides."""

    rows: tuple[Stated[CaseRow], ...] = ()


@frozen
class AllOrNothing:
    """`đạt hoặc không [có kế hoạch]`, `đạt hoặc không, đạt khi …`: the maximum where it holds, else 0."""

    when: Condition

    @property
    def as_cases(self) -> Cases:
        """The same said in two lines."""
        passed, failed = CaseRow(self.when, MaxPoints()), CaseRow(None, Number(Fraction(0), NumberUnit.POINTS))
        return Cases((Stated(passed), Stated(failed)))


class Combine(Enum):
    """How the points of parts become one."""

    SUM = "tổng các phần"
    BEST = "cao nhất trong các phần"
    WORST = "thấp nhất trong các phần"
    FIRST = "phần đầu tiên đúng"


@frozen
class Parts:
    """`tổng các phần`, with limits on the result."""

    how: Combine
    limits: Limits = NO_LIMITS
    parts: tuple[Stated["Part"], ...] = ()


@frozen
class ByCouncil:
    """`do Hội đồng cho điểm`: entered by the council alone."""


@frozen
class BySurvey:
    """`theo phiếu điều tra`: from the tallies of the questions bound to the row."""


LinedMethod = Scale | Levels | Cases
"""Methods of which one line decides."""
PartedMethod = Formula | Parts
"""Methods that may have parts."""
WorkedOutMethod = LinedMethod | PartedMethod | AllOrNothing
"""Methods that give points from facts."""
ManualMethod = ByCouncil | BySurvey
"""Methods whose points are entered or tallied."""
Method = WorkedOutMethod | ManualMethod


class FallbackKind(Enum):
    """What a rule says when its arithmetic has nothing to work on."""

    NOT_APPLICABLE = "không áp dụng"
    FULL = "đủ điểm"
    NOT_ARISEN = "không phát sinh"
    POINTS = "điểm"


@frozen
class Fallback:
    """`không áp dụng`, `đủ điểm`, `1 điểm`, or (for a zero denominator) `không phát sinh`."""

    kind: FallbackKind
    points: Fraction = Fraction(0)


@frozen
class Part:
    """`phần a khi …: …`: counts only where its condition holds; `zero` stands before that of the rule."""

    name: str
    method: Method
    when: Condition | None = None
    zero: Stated[Fallback] | None = None
    wording: str | None = None


_Line = TypeVar("_Line", ScaleRow, LevelRow, CaseRow, Part)


@frozen
class PointRounding:
    """`làm tròn điểm: đến 0,25 điểm, xuống`."""

    step: Fraction
    direction: Direction


class Precedence(Enum):
    """Which points count where the rule and a person both give some."""

    RULE = "điểm theo cách chấm"
    ENTERED = "điểm nhập tay"


@frozen
class Rule:
    """Everything said about scoring one row: the method, and what is stated once for the whole."""

    method: Method
    gate: Stated[Condition] | None = None
    zero: Stated[Fallback] | None = None
    not_arisen: Stated[Fallback] | None = None
    rounding: Stated[PointRounding] | None = None
    precedence: Stated[Precedence] | None = None


def with_wordings(rule: Rule, change: Callable[[str], str]) -> Rule:
    """The rule with the printed sentences of its lines changed, the same object where none is."""
    method = _reworded(rule.method, change)
    return rule if method == rule.method else evolve(rule, method=method)


def _reworded(method: Method, change: Callable[[str], str]) -> Method:
    if isinstance(method, Scale):
        return evolve(method, rows=_lines_reworded(method.rows, change))
    if isinstance(method, Levels):
        return evolve(method, rows=_lines_reworded(method.rows, change))
    if isinstance(method, Cases):
        return evolve(method, rows=_lines_reworded(method.rows, change))
    if isinstance(method, PartedMethod):
        parts = (evolve(p, value=evolve(p.value, method=_reworded(p.value.method, change))) for p in method.parts)
        return evolve(method, parts=_lines_reworded(tuple(parts), change))
    return method


def _lines_reworded(lines: tuple[Stated[_Line], ...], change: Callable[[str], str]) -> tuple[Stated[_Line], ...]:
    made = ((line, line.value.wording) for line in lines)
    return tuple(s if said is None else evolve(s, value=evolve(s.value, wording=change(said))) for s, said in made)


def wordings_in(method: Method) -> Iterator[str]:
    """The printed sentences of the lines of a method, in the order written."""
    lines: tuple[Stated[Any], ...] = method.rows if isinstance(method, LinedMethod) else parts_of(method)
    for line in lines:
        if line.value.wording is not None:
            yield line.value.wording
        if isinstance(line.value, Part):
            yield from wordings_in(line.value.method)


def parts_of(method: Method) -> tuple[Stated[Part], ...]:
    """The parts of a method that has some."""
    return method.parts if isinstance(method, PartedMethod) else ()


def expressions_in(method: Method) -> Iterator[Expression]:
    """Every expression of a method, in the order written."""
    match method:
        case Formula(body, ratio, limits):
            yield from (e for e in (body, ratio, limits.low, limits.high) if e is not None)
        case Scale(value, rows):
            yield value
            yield from (r.value.points for r in rows)
        case Levels(_, rows):
            yield from (r.value.points for r in rows)
        case Cases(rows):
            yield from (r.value.points for r in rows)
        case Parts(_, limits):
            yield from (e for e in (limits.low, limits.high) if e is not None)
        case AllOrNothing() | ByCouncil() | BySurvey():
            pass
        case _:
            assert_never(method)
    for part in parts_of(method):
        yield from expressions_in(part.value.method)


def conditions_in(method: Method) -> Iterator[Condition]:
    """Every condition of a method, in the order written."""
    if isinstance(method, Cases):
        yield from (r.value.when for r in method.rows if r.value.when is not None)
    if isinstance(method, AllOrNothing):
        yield method.when
    for part in parts_of(method):
        if part.value.when is not None:
            yield part.value.when
        yield from conditions_in(part.value.method)


def bounds_in(rule: Rule) -> tuple[Fraction, ...]:
    """Every number that a rule compares with: bounds of its scales and of its conditions, percentages as ratios."""
    gates = (rule.gate.value,) if rule.gate is not None else ()
    found: list[Fraction | None] = [b for c in (*conditions_in(rule.method), *gates) for b in bounds_of(c)]
    for method in _methods(rule.method):
        if isinstance(method, Scale):
            found += [b for row in method.rows for b in (row.value.interval.low, row.value.interval.high)]
    return tuple(dict.fromkeys(b for b in found if b is not None))


def facts_read(rule: Rule) -> tuple[str, ...]:
    """Names of the facts a rule reads, once each."""
    names = [n for e in expressions_in(rule.method) for n in fact_names(e)]
    gates = (rule.gate.value,) if rule.gate is not None else ()
    names += [n for c in (*conditions_in(rule.method), *gates) for n in facts_of(c)]
    names += [m.fact for m in _methods(rule.method) if isinstance(m, Levels)]
    return tuple(dict.fromkeys(names))


def _methods(method: Method) -> Iterator[Method]:
    yield method
    for part in parts_of(method):
        yield from _methods(part.value.method)


def methods_in(method: Method) -> Iterator[Method]:
    """The method and those of its parts."""
    return _methods(method)
