"""Lower conditions over results: the index, fields, rows, and facts beside them."""

from cchc_rules.diagnostics import catalog
from cchc_rules.language.words import squeeze
from cchc_rules.model.condition import AllOf
from cchc_rules.model.result_condition import ResultAll, ResultAny, ResultCondition, ResultNot, RowEquals, RowWithin
from cchc_rules.model.rubric import FieldsWithin, FieldWithin, IndexWithin, Trigger
from cchc_rules.syntax import values as v
from cchc_rules.syntax.lines.parse_tree import Node
from cchc_rules.syntax.lines.statements import Report, Statement
from cchc_rules.syntax.rubric.conditions import condition

_TRIGGERS = ("index_within", "fields_within", "field_within")


def result_condition(st: Statement, node: Node, report: Report) -> ResultCondition:
    """A condition tree; `và` binds closer than `hoặc`."""
    match node.rule:
        case "result_any" | "result_all":
            parts = tuple(result_condition(st, n, report) for n in node.nodes())
            if len(parts) == 1:
                return parts[0]
            return ResultAny(parts) if node.rule == "result_any" else ResultAll(parts)
        case "result_not":
            return ResultNot(result_condition(st, node.nodes()[0], report))
        case "row_within" | "row_equals":
            return _row(st, node, report)
        case rule if rule in _TRIGGERS:
            return trigger(st, node, report)
        case _:
            # Comparisons of facts are the same in every condition; several years in a row are all of them.
            made = condition(st, node, report)
            return ResultAll(made.parts) if isinstance(made, AllOf) else made  # type: ignore[return-value, arg-type]


def _row(st: Statement, node: Node, report: Report) -> ResultCondition:
    code = v.code(st, node.leaves("CODE")[0], report)
    if node.rule == "row_equals":
        points = v.number(st, node.leaves("NUMBER")[0], report)
        return RowEquals(code, points) if code else ResultAny(())
    within, unit = v.interval(st, node.nodes("interval", "below")[0], report)
    if not unit:
        bound_without_unit(st, node, report, "%", " điểm")
    return RowWithin(code, within, unit == "%") if code else ResultAny(())


def trigger(st: Statement, node: Node, report: Report) -> Trigger:
    """A comparison of the index or of fields, always in percent."""
    within, unit = v.interval(st, node.nodes("interval", "below")[0], report)
    if unit == "điểm":
        leaf = next(leaf for leaf in node.walk() if leaf.kind == "POINTS")
        fix = "viết cận theo %, ví dụ “dưới 70%”"
        report.add(catalog.UNEXPECTED, st.at(leaf), word=leaf.text, expected="dấu “%”", fix=fix)
    elif not unit:
        bound_without_unit(st, node, report, "%")
    if node.rule == "index_within":
        return IndexWithin(within)
    if node.rule == "fields_within":
        return FieldsWithin(v.whole(st, node.leaves("INT")[0], report), within, squeeze(node.text("WORDS")))
    parsed = v.code(st, node.leaves("CODE")[0], report)
    return FieldWithin(parsed, within, squeeze(node.text("WORDS"))) if parsed else IndexWithin(within)


def bound_without_unit(st: Statement, node: Node, report: Report, *units: str) -> None:
    """C111 at the number, which may have been meant in any of the units."""
    measure = node.nodes("interval", "below")[0].nodes("measure")[0]
    leaf = measure.leaves("NUMBER")[0]
    v.lacks_unit(st, leaf, [leaf.text + unit for unit in units], report)
