"""Read a case (`.thu`): expectations by a grammar of their own, every other line as a sheet."""

from cchc_rules.diagnostics import catalog, in_order
from cchc_rules.model.case import (
    Case,
    Expectation,
    ExpectBand,
    Expected,
    ExpectExcluded,
    ExpectIndex,
    ExpectPoints,
    ExpectUnknown,
)
from cchc_rules.model.sheet import Sheet
from cchc_rules.source import Source
from cchc_rules.syntax import values as v
from cchc_rules.syntax.cst import Node
from cchc_rules.syntax.lines import RawLine, cut
from cchc_rules.syntax.parsed import Parsed, bounded
from cchc_rules.syntax.sheet_reader import read_sheet
from cchc_rules.syntax.statements import Report, Statement, TreeCache, parse_one

_OPENING = "mong đợi"
_EXAMPLE = "mong đợi: 1.1.2 được 2 điểm"
_MOST_DIGITS = 20


def read_case(source: Source, cache: TreeCache | None = None) -> Parsed[Case]:
    """A case from a text, with every error of the file; it must expect something."""
    lines = [line for line in cut(source).lines if " ".join(line.key.split()).casefold().startswith(_OPENING)]
    report = Report()
    expected = [made for line in lines if (made := _expected(source, line, report)) is not None]
    sheet: Parsed[Sheet] = read_sheet(_without(source, {line.number for line in lines}), cache)
    if sheet.value is not None and not lines:
        report.add(catalog.HEADER_MISSING, source.span(1), what="câu mong đợi nào", example=_EXAMPLE)
    case = Case(sheet.value, tuple(expected)) if sheet.value is not None else None
    return Parsed(case, bounded(in_order((*sheet.diagnostics, *report.found))))


def _without(source: Source, numbers: set[int]) -> Source:
    """The text with some lines emptied, so that the others keep their places."""
    kept = ("" if number in numbers else text for number, text in enumerate(source.lines, start=1))
    return Source.of(source.name, "\n".join(kept))


def _expected(source: Source, line: RawLine, report: Report) -> Expected | None:
    result = parse_one(source, "case", line)
    if not isinstance(result, Node):
        report.found.append(result)
        return None
    st = Statement(source, line, result)
    before = len(report.found)
    value = _value(st, st.node.nodes()[0], report)
    return Expected(value, st.span) if value is not None and len(report.found) == before else None


def _value(st: Statement, node: Node, report: Report) -> Expectation | None:
    if node.rule == "expect_band":
        return ExpectBand(v.string(node))
    if node.rule == "expect_unrated":
        return ExpectBand(None)
    if node.rule == "expect_index":
        return _index(st, node, report)
    code = v.code(st, node.leaves("CODE")[0], report)
    if code is None:
        return None
    if node.rule == "expect_points":
        return ExpectPoints(code, v.number(st, node.leaves("NUMBER")[0], report))
    return ExpectExcluded(code) if node.rule == "expect_excluded" else ExpectUnknown(code)


def _index(st: Statement, node: Node, report: Report) -> ExpectIndex:
    ratio = v.number(st, node.leaves("NUMBER")[0], report) / 100
    given = node.leaf("INT")
    digits = v.whole(st, given, report) if given is not None else None
    if given is not None and digits is not None and digits > _MOST_DIGITS:
        report.add(catalog.BAD_NUMBER, st.at(given), text=given.text, reason=f"quá {_MOST_DIGITS} chữ số")
    return ExpectIndex(ratio, digits)
