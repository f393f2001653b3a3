"""Lower conditions over the unit and its facts."""

from cchc_rules.diagnostics import catalog
from cchc_rules.model.condition import (
    AllOf,
    AnyOf,
    Condition,
    FactCompared,
    FactEquals,
    FactIs,
    FactWithin,
    Not,
    Relation,
    UnitIs,
    UnitKindIs,
    years_earlier,
)
from cchc_rules.model.expression import Day, Expression, FactRef, LastDay, Number, NumberUnit
from cchc_rules.model.fact import LAST_YEAR_MARK, MOST_YEARS_BACK
from cchc_rules.model.interval import Interval
from cchc_rules.syntax import values as v
from cchc_rules.syntax.lines.parse_tree import Node
from cchc_rules.syntax.lines.statements import Report, Statement
from cchc_rules.syntax.rubric.expressions import DUES, day_told, due, expression


def condition(st: Statement, node: Node, report: Report) -> Condition:
    """A condition tree; `và` binds closer than `hoặc`."""
    match node.rule:
        case "any_of":
            parts = tuple(condition(st, n, report) for n in node.nodes())
            return parts[0] if len(parts) == 1 else AnyOf(parts)
        case "all_of":
            parts = tuple(condition(st, n, report) for n in node.nodes())
            return parts[0] if len(parts) == 1 else AllOf(parts)
        case "negation":
            return Not(condition(st, node.nodes()[0], report))
        case "in_a_row":
            return _in_a_row(st, node, report)
        case "unit_kind_is":
            return UnitKindIs((v.string(node),))
        case "unit_is":
            return UnitIs((v.string(node),))
        case _:
            return _of_fact(st, node, report)


def _in_a_row(st: Statement, node: Node, report: Report) -> Condition:
    """`[tỷ lệ] từ 90% trong 3 năm liền`: of this year, and of each of the years before it."""
    inner = condition(st, node.nodes()[0], report)
    years = v.whole(st, node.leaves("INT")[0], report)
    if not 2 <= years <= MOST_YEARS_BACK + 1:
        report.add(catalog.YEARS_RUNNING, st.span, why=f"{years} năm", most=MOST_YEARS_BACK + 1)
        return inner
    before = [years_earlier(inner, back) for back in range(1, years)]
    if None in before:
        report.add(catalog.YEARS_RUNNING, st.span, why="điều kiện không hỏi một số liệu", most=MOST_YEARS_BACK + 1)
        return inner
    return AllOf((inner, *(b for b in before if b is not None)))


def _of_fact(st: Statement, node: Node, report: Report) -> Condition:
    name = v.fact_name(node.leaves("FACT")[0])
    match node.rule:
        case "fact_within":
            within, unit = v.interval(st, node.nodes(*v.INTERVALS)[0], report)
            return FactWithin(name, within, unit == "%")
        case "fact_equals":
            return _compared(name, Relation.EQUAL, expression(st, node.nodes()[0], report))
        case "fact_compared":
            return _compared(name, _relation(node), expression(st, node.nodes()[0], report))
        case "fact_beside_last_year":
            return FactCompared(name, _relation(node), FactRef(name + LAST_YEAR_MARK))
        case "days_compared":
            return FactCompared(name, Relation(v.word(node, "DAY_RELATION")), _day(st, node, report))
        case "from_day":
            return FactCompared(name, Relation.NOT_BEFORE, _day(st, node, report))
        case "at_latest" | "within_days":
            return FactCompared(name, Relation.NOT_AFTER, LastDay(due(st, node.nodes(*DUES)[0], report)))
        case _:
            return FactIs(name, v.string(node) if node.leaf("STRING") else node.leaf("YES") is not None)


def _day(st: Statement, node: Node, report: Report) -> Day | FactRef:
    """What a day is compared with: another fact, or a day that is told."""
    told = node.nodes("due_date", "fixed_day")
    return Day(day_told(st, told[0], report)) if told else FactRef(v.fact_name(node.leaves("FACT")[1]))


def _relation(node: Node) -> Relation:
    return Relation(v.word(node, "RELATION"))


def _compared(name: str, relation: Relation, other: Expression) -> Condition:
    """Beside a number alone the comparison is the one that intervals say."""
    if not isinstance(other, Number) or other.unit is NumberUnit.POINTS:
        return FactCompared(name, relation, other)
    value, percent = other.value, other.unit is NumberUnit.PERCENT
    match relation:
        case Relation.LESS | Relation.AT_MOST:
            within = Interval(None, value, high_closed=relation is Relation.AT_MOST)
        case Relation.MORE | Relation.AT_LEAST:
            within = Interval(value, None, low_open=relation is Relation.MORE)
        case _:
            return FactEquals(name, value, percent)
    return FactWithin(name, within, percent)
