"""How scoring rules are said in the language: the words that the printer, messages and explanations share."""

from collections.abc import Iterator
from typing import Any, assert_never

from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Stated
from cchc_rules.model.condition import FactIs
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rule import (
    AllOrNothing,
    ByCouncil,
    BySurvey,
    CaseRow,
    Cases,
    Fallback,
    FallbackKind,
    Formula,
    LevelRow,
    Levels,
    Limits,
    Method,
    Part,
    Parts,
    PointRounding,
    Rule,
    Scale,
    ScaleRow,
    parts_of,
)
from cchc_rules.writing.expressions import expression
from cchc_rules.writing.rubric import condition, interval, quote


@frozen
class Line:
    """One line of a rule: its words, and the statement it says (None where the head line carries it)."""

    text: str
    stated: Stated[Any]
    depth: int = 0


# ---- lines of a rule


def rule_lines(stated: Stated[Rule]) -> Iterator[Line]:
    """The rule as statements in canonical order: head, gate, rows and parts, then what is stated once."""
    rule = stated.value
    yield Line(f"cách chấm: {head(rule.method)}", stated)
    if rule.gate is not None:
        yield Line(f"điều kiện chấm: {condition(rule.gate.value)}", rule.gate)
    zero = () if rule.zero is None else (Line(f"khi mẫu số bằng 0: {fallback(rule.zero.value)}", rule.zero),)
    # Below a part the same words speak of that part alone.
    yield from (*zero, *_under(rule.method, 1)) if parts_of(rule.method) else (*_under(rule.method, 1), *zero)
    if rule.not_arisen is not None:
        yield Line(f"khi không phát sinh: {fallback(rule.not_arisen.value)}", rule.not_arisen)
    if rule.rounding is not None:
        yield Line(f"làm tròn điểm: {point_rounding(rule.rounding.value)}", rule.rounding)
    if rule.precedence is not None:
        yield Line(f"ưu tiên: {rule.precedence.value.value}", rule.precedence)


def _under(method: Method, depth: int) -> Iterator[Line]:
    rows: tuple[Stated[Any], ...] = method.rows if isinstance(method, Scale | Levels | Cases) else ()
    for row in rows:
        yield Line(row_text(row.value), row, depth)
    for part in parts_of(method):
        yield Line(part_text(part.value), part, depth)
        yield from _under(part.value.method, depth + 1)
        if part.value.zero is not None:
            yield Line(f"khi mẫu số bằng 0: {fallback(part.value.zero.value)}", part.value.zero, depth + 1)


def head(method: Method) -> str:
    """What stands behind `cách chấm:`."""
    match method:
        case Formula(body, ratio, limits):
            named = f", tỷ lệ là {expression(ratio)}" if ratio is not None else ""
            return expression(body) + named + _limits(limits)
        case Scale(value):
            return f"theo thang {expression(value)}"
        case Levels(fact):
            return f"theo mức [{fact}]"
        case Cases():
            return "theo trường hợp"
        case AllOrNothing(FactIs(fact, True)):
            return f"đạt hoặc không [{fact}]"
        case AllOrNothing(when):
            return f"đạt hoặc không, đạt khi {condition(when)}"
        case Parts(how, limits):
            return how.value + _limits(limits)
        case ByCouncil():
            return "do Hội đồng cho điểm"
        case BySurvey():
            return "theo phiếu điều tra"
        case _:
            assert_never(method)


def _limits(limits: Limits) -> str:
    low = f", không dưới {expression(limits.low)}" if limits.low is not None else ""
    return low + (f", không quá {expression(limits.high)}" if limits.high is not None else "")


def row_text(row: ScaleRow | LevelRow | CaseRow) -> str:
    """A line of a scale, of levels or of cases."""
    return f"{row_label(row)}: {expression(row.points)}{_printed(row.wording)}"


def row_label(row: ScaleRow | LevelRow | CaseRow) -> str:
    """What stands before the colon."""
    match row:
        case ScaleRow(within, percent):
            return interval(within, "%" if percent else "")
        case LevelRow(choice):
            return quote(choice)
        case CaseRow(when):
            return f"khi {condition(when)}" if when is not None else "còn lại"
        case _:
            assert_never(row)


def part_text(part: Part) -> str:
    """`phần a khi …: …`."""
    when = f" khi {condition(part.when)}" if part.when is not None else ""
    return f"phần {part.name}{when}: {head(part.method)}{_printed(part.wording)}"


def _printed(wording: str | None) -> str:
    return f", lời văn {quote(wording)}" if wording is not None else ""


def fallback(f: Fallback) -> str:
    """`không áp dụng`, `đủ điểm`, `1 điểm`."""
    return f"{vietnamese(f.points)} điểm" if f.kind is FallbackKind.POINTS else f.kind.value


def point_rounding(r: PointRounding) -> str:
    """`đến 0,25 điểm, xuống`."""
    return f"đến {vietnamese(r.step)} điểm, {r.direction.value}"
