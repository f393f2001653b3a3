"""Read a case (`.thu`): expectations and bests of the year by a grammar of their own, other lines as a sheet."""

from collections.abc import Iterator

import attrs

from cchc_rules.diagnostics import bounded, catalog, in_order
from cchc_rules.language.words import forms
from cchc_rules.model.case import (
    Case,
    Expectation,
    ExpectBand,
    Expected,
    ExpectExcluded,
    ExpectIndex,
    ExpectPoints,
    ExpectUnknown,
    ExpectUnrated,
    StatedBest,
)
from cchc_rules.model.expression import Expression, Number, Quotient, YearBest
from cchc_rules.model.sheet import Sheet
from cchc_rules.source import Source, without_marks
from cchc_rules.syntax import values as v
from cchc_rules.syntax.lines.cut import RawLine, cut
from cchc_rules.syntax.lines.parse_tree import Node
from cchc_rules.syntax.lines.parsed import Parsed
from cchc_rules.syntax.lines.statements import Report, Statement, parse_one
from cchc_rules.syntax.lines.tree_cache import TreeCache
from cchc_rules.syntax.rubric.expressions import expression
from cchc_rules.syntax.sheet.reader import read_sheet

# Without marks, so that a keyword typed without them is told of as one.
_EXPECT = tuple(map(without_marks, forms("_EXPECT")))
_BESTS = tuple(map(without_marks, forms("YEAR_BEST")))
_EXAMPLE = "mong đợi: 1.1.2 được 2 điểm"
_MOST_DIGITS = 15


def read_case(source: Source, cache: TreeCache | None = None) -> Parsed[Case]:
    """A case from a text, with every error of the file; it must expect something."""
    raw = cut(source)
    lines = [line for line in raw.lines if _opening(line).startswith(_EXPECT + _BESTS)]
    report = Report([*raw.found])
    made = [_made(source, line, report) for line in lines]
    taken = {number for line in lines for number in _lines_of(source, line)}
    sheet: Parsed[Sheet] = read_sheet(_without(source, taken), cache)
    if sheet.value is not None and not any(_opening(line).startswith(_EXPECT) for line in lines):
        report.add(catalog.HEADER_MISSING, source.span(1), what="câu mong đợi nào", example=_EXAMPLE)
    expected = tuple(m for m in made if isinstance(m, Expected))
    bests = tuple(m for m in made if isinstance(m, StatedBest))
    case = _case(sheet.value, expected, bests, raw.ending) if sheet.value is not None else None
    return Parsed(case, bounded(in_order((*sheet.diagnostics, *report.found))))


def _case(sheet: Sheet, expected: tuple[Expected, ...], bests: tuple[StatedBest, ...], ending: tuple[str, ...]) -> Case:
    """The case; of the comments below the sheet those at the end of the file are its own."""
    below = sheet.ending[: len(sheet.ending) - len(ending)]
    return Case(attrs.evolve(sheet, ending=below), expected, bests, ending)


def _opening(line: RawLine) -> str:
    return without_marks(" ".join(line.key.split()).casefold())


def _lines_of(source: Source, line: RawLine) -> Iterator[int]:
    """The line of an expectation and the comment lines above and below that travel with it."""
    last = line.pieces[-1].line if line.pieces else line.number
    yield from range(line.number, last + 1)
    for count, step, start in ((len(line.trivia.before), -1, line.number), (len(line.trivia.below), 1, last)):
        waiting, number = count, start
        while waiting:
            number += step
            if source.lines[number - 1].strip():
                waiting -= 1
                yield number


def _without(source: Source, numbers: set[int]) -> Source:
    """The text with some lines emptied, so that the others keep their places."""
    kept = (" " * len(text) if number in numbers else text for number, text in enumerate(source.lines, start=1))
    return attrs.evolve(Source.of(source.name, "\n".join(kept)), tabs=source.tabs)


def _made(source: Source, line: RawLine, report: Report) -> Expected | StatedBest | None:
    result = parse_one(source, "case", line)
    if not isinstance(result, Node):
        report.found.append(result)
        return None
    st = Statement(source, line, result)
    before = len(report.found)
    node = st.node.nodes()[0]
    made = _best(st, node, report) if node.rule == "stated_best" else _expected(st, node, report)
    return made if len(report.found) == before else None


def _best(st: Statement, node: Node, report: Report) -> StatedBest:
    inner, figure = node.nodes()
    best = YearBest(expression(st, inner, report), v.word(node, "YEAR_BEST").startswith("thấp"))
    value = expression(st, figure, report)
    if _divides_by_zero(value):
        leaf = figure.nodes()[1].leaves("NUMBER")[0]
        report.add(catalog.BAD_NUMBER, st.at(leaf), text=leaf.text, reason="mẫu số bằng 0")
    return StatedBest(best, value, st.span, st.trivia)


def _divides_by_zero(value: Expression) -> bool:
    return isinstance(value, Quotient) and isinstance(value.right, Number) and not value.right.value


def _expected(st: Statement, node: Node, report: Report) -> Expected | None:
    value = _value(st, node, report)
    return Expected(value, st.span, st.trivia) if value is not None else None


def _value(st: Statement, node: Node, report: Report) -> Expectation | None:
    if node.rule == "expect_band":
        return ExpectBand(v.string(node))
    if node.rule == "expect_unrated":
        return ExpectUnrated()
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
