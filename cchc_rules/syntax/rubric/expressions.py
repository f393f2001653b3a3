"""Lower the arithmetic of scoring rules from its trees."""

import datetime
from fractions import Fraction

from cchc_rules.diagnostics import catalog
from cchc_rules.language.words import squeeze
from cchc_rules.model.expression import (
    Add,
    ByYear,
    Days,
    DaysAfter,
    DaysLate,
    Direction,
    Due,
    DueDay,
    Expression,
    FactRef,
    FixedDay,
    Greatest,
    Least,
    MaxPoints,
    Number,
    NumberUnit,
    OutOfMax,
    PartRef,
    Quotient,
    Rounded,
    StepChange,
    StepPart,
    Stepped,
    Subtract,
    TheRatio,
    Times,
    YearBest,
    YearValue,
)
from cchc_rules.model.fact import LAST_YEAR_MARK
from cchc_rules.syntax import values as v
from cchc_rules.syntax.lines.parse_tree import Leaf, Node
from cchc_rules.syntax.lines.statements import Report, Statement

_BINARY: dict[str, type[Add] | type[Subtract] | type[Times] | type[Quotient]] = {
    "add": Add,
    "subtract": Subtract,
    "times": Times,
    "quotient": Quotient,
}
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def expression(st: Statement, node: Node, report: Report) -> Expression:
    """An expression tree; numbers that cannot be used are reported."""
    if node.rule in _BINARY:
        left, right = (expression(st, n, report) for n in node.nodes())
        return _BINARY[node.rule](left, right)
    match node.rule:
        case "plain_number" | "points_number" | "percent_number" | "share_of_max":
            return _number(st, node, report)
        case "fact_ref":
            return FactRef(v.fact_name(node.leaves("FACT")[0]))
        case "max_points":
            return MaxPoints()
        case "out_of_max":
            return OutOfMax()
        case "the_ratio":
            return TheRatio()
        case "stepped":
            return _stepped(st, node, report)
        case "part_ref":
            return PartRef(part_name(node))
        case _:
            return _call(st, node, report)


def _stepped(st: Statement, node: Node, report: Report) -> Stepped:
    base, *changes = node.nodes()
    return Stepped(expression(st, base, report), tuple(_step_change(st, c, report) for c in changes))


def _step_change(st: Statement, node: Node, report: Report) -> StepChange:
    size, value = node.nodes()[:2]
    points, cap = node.nodes("taken", "given")[0], node.node("step_cap")
    for part in filter(None, (size, points, cap)):
        _above_zero(st, part.leaves("NUMBER")[0], report)
    counted = expression(st, value, report)
    mark, below = _step_mark(st, node, counted, report)
    said = size.leaf("STEP_PART")
    return StepChange(
        _measured(st, size, report),
        StepPart(v.word(size, "STEP_PART")) if said else None,
        counted,
        mark,
        below,
        points.rule == "given",
        v.number(st, points.leaves("NUMBER")[0], report),
        v.number(st, cap.leaves("NUMBER")[0], report) if cap is not None else None,
    )


def _step_mark(st: Statement, node: Node, counted: Expression, report: Report) -> tuple[Expression | None, bool]:
    """What steps are counted from, and whether down from it."""
    beside = node.node("beyond", "beyond_last_year")
    if beside is None:
        return None, False
    relation = v.word(beside, "RELATION")
    if relation not in ("nhỏ hơn", "lớn hơn"):
        leaf = beside.leaves("RELATION")[0]
        report.add(catalog.STEP_RELATION, st.at(leaf), word=leaf.text)
    below = relation == "nhỏ hơn"
    if beside.rule == "beyond":
        return expression(st, beside.nodes()[0], report), below
    if not isinstance(counted, FactRef):
        report.add(catalog.STEP_LAST_YEAR, st.at(beside.leaves("RELATION")[0]))
        return None, below
    return FactRef(counted.name + LAST_YEAR_MARK), below


def _above_zero(st: Statement, leaf: Leaf, report: Report) -> None:
    if v.number(st, leaf, report) <= 0:
        report.add(catalog.BAD_NUMBER, st.at(leaf), text=leaf.text, reason="số này phải lớn hơn 0")


def part_name(node: Node) -> str:
    """`phần a` as `a`."""
    return squeeze(node.text("PART_NAME")).removeprefix("phần ")


def _number(st: Statement, node: Node, report: Report) -> Expression:
    number = _measured(st, node, report)
    if node.rule == "share_of_max":
        return Times(Number(number.value, NumberUnit.PERCENT), MaxPoints())
    return number


def _measured(st: Statement, node: Node, report: Report) -> Number:
    """A number with its unit, as the leaves of a node say both."""
    value = v.number(st, node.leaves("NUMBER")[0], report)
    if node.leaf("PERCENT") or node.rule in ("percent_number", "share_of_max"):
        return Number(value / 100, NumberUnit.PERCENT)
    return Number(value, NumberUnit.POINTS if node.leaf("POINTS") else NumberUnit.PLAIN)


def _by_year(st: Statement, node: Node, report: Report) -> ByYear:
    """`theo năm(…)`; lines that are not in the order of years, or of which two are for one year, are reported."""
    told: list[YearValue] = []
    for line in node.nodes("year_value", "years_value"):
        years = [v.whole(st, leaf, report) for leaf in line.leaves("INT")]
        last = years[0] if line.rule == "year_value" else years[1] if len(years) > 1 else None
        why = _year_misplaced(told, years[0], last)
        if why is not None:
            report.add(catalog.YEARS_CLASH, st.at(line.leaves("INT")[0]), why=why)
            continue
        told.append(YearValue(years[0], last, _measured(st, line.nodes("measure")[0], report)))
    return ByYear(tuple(told))


def _year_misplaced(told: list[YearValue], first: int, last: int | None) -> str | None:
    """Why a line cannot stand below those above it; None where it can."""
    if last is not None and last < first:
        return f"từ {first} đến {last} không có năm nào"
    if not told:
        return None
    above = told[-1]
    if first <= above.first or (above.last is not None and first <= above.last):
        return f"năm {first} đứng sau năm {above.last or above.first} đã nêu; kể các năm theo thứ tự, mỗi năm một lần"
    if above.last is None and last is not None:
        return f"dòng “từ {above.first}” chưa có năm cuối mà năm {first} lại nêu riêng; viết “từ {above.first} đến …”"
    return None


def _call(st: Statement, node: Node, report: Report) -> Expression:
    if node.rule == "days_late":
        day = due(st, node.nodes(*DUES)[0], report)
        return DaysLate(v.fact_name(node.leaves("FACT")[0]), day, Days(v.word(node, "DAYS")))
    if node.rule == "by_year":
        return _by_year(st, node, report)
    inner = [expression(st, n, report) for n in node.nodes()]
    if node.rule == "pick":
        least = v.word(node, "PICK") == "nhỏ nhất"
        return Least(tuple(inner)) if least else Greatest(tuple(inner))
    if node.rule == "year_best":
        return YearBest(inner[0], v.word(node, "YEAR_BEST").startswith("thấp"))
    step = v.number(st, node.leaves("NUMBER")[0], report)
    return Rounded(inner[0], positive_step(st, node, step, report), direction(node))


def positive_step(st: Statement, node: Node, step: Fraction, report: Report) -> Fraction:
    """The step of a rounding, reported and 1 instead when it is not above 0."""
    if step > 0:
        return step
    leaf = node.leaves("NUMBER")[0]
    report.add(catalog.BAD_NUMBER, st.at(leaf), text=leaf.text, reason="bước làm tròn phải lớn hơn 0")
    return Fraction(1)


def direction(node: Node) -> Direction:
    """`xuống`, `lên`, `gần nhất`."""
    return Direction(v.word(node, "DIRECTION"))


DUES = ("due_date", "fixed_day", "days_after")
"""The rules of the grammar that tell a day."""
_MOST_DAYS = 366


def due(st: Statement, node: Node, report: Report) -> Due:
    """`15/01 năm sau`, `30/01/2020`, `05 ngày làm việc kể từ [ngày nhận]`; what is no day is reported."""
    return _days_after(st, node, report) if node.rule == "days_after" else day_told(st, node, report)


def day_told(st: Statement, node: Node, report: Report) -> DueDay | FixedDay:
    """`15/01 năm sau`, `30/01/2020`."""
    if node.rule == "due_date":
        return _due_day(st, node, report)
    return FixedDay(v.date(st, node.leaves("DATE")[0], report) or datetime.date(2000, 1, 1))


def _days_after(st: Statement, node: Node, report: Report) -> DaysAfter:
    leaf = node.leaves("INT")[0]
    count = v.whole(st, leaf, report)
    if not 0 < count <= _MOST_DAYS:
        why = f"số ngày phải từ 1 đến {_MOST_DAYS}"
        report.add(catalog.BAD_NUMBER, st.at(leaf), text=leaf.text[:20], reason=why)
    return DaysAfter(min(count, _MOST_DAYS), Days(v.word(node, "DAYS")), v.fact_name(node.leaves("FACT")[0]))


def _due_day(st: Statement, node: Node, report: Report) -> DueDay:
    """`15/01 năm sau`; a day that no year has is reported."""
    leaf: Leaf = node.leaves("DAY_MONTH")[0]
    day, month = (int(p) for p in leaf.text.split("/"))
    if not (1 <= month <= 12 and 1 <= day <= _MONTH_DAYS[month - 1]):
        report.add(catalog.BAD_DATE, st.at(leaf), text=leaf.text)
        day, month = 1, 1
    after = v.word(node, "YEAR_AFTER") == "năm sau"
    return DueDay(day, month, 1 if after else 0)
