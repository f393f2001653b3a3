"""Lower the small parts that all statements share: strings, numbers, dates, bases, intervals, conditions."""

import datetime
import re
from collections.abc import Sequence
from fractions import Fraction
from functools import cache

from cchc_rules.diagnostics import catalog
from cchc_rules.diagnostics.edits import Fix, content, replaced, spelling
from cchc_rules.language.words import Word, forms, pattern, said
from cchc_rules.model.citation import Basis, Citation, Instrument, Place
from cchc_rules.model.code import Code
from cchc_rules.model.dates import day_and_month
from cchc_rules.model.interval import Interval
from cchc_rules.model.numbers import DIGIT_LIMIT, Misreadable, misreadable, read_vietnamese
from cchc_rules.source import Span
from cchc_rules.syntax.lines.parse_tree import Leaf, Node
from cchc_rules.syntax.lines.statements import Report, Statement

_ZERO = Fraction(0)
_LONG_DATE = re.compile(r"(\d+) +tháng +(\d+) +năm +(\d+)", re.IGNORECASE)
_BEFORE_BOUND = pattern(map(Word, forms("_FROM", "_BELOW", "_ABOVE", "_NOT_OVER")))
_OPENING_WORD = re.compile(rf"(?:{_BEFORE_BOUND}) *$", re.IGNORECASE)
INTERVALS = ("interval", "below", "above", "above_below", "above_to", "from_to", "at_or_below")
"""The rules of the grammar that give an interval."""
_PLACE_KINDS = {"điều": "Điều", "bảng": "Bảng", "chương": "Chương", "phần": "Phần"}
_ANNEX_KINDS = ("phụ ", "biểu", "mẫu", "danh mục")


def unquote(text: str) -> str:
    """The words inside quotes; a doubled straight quote is one."""
    inner = text[1:-1]
    return (inner.replace('""', '"') if text[0] == '"' else inner).strip()


def string(node: Node, index: int = 0) -> str:
    """The n-th direct string of a node."""
    return unquote(node.leaves("STRING")[index].text)


def word(node: Node, terminal: str) -> str:
    """The word of the language that a direct leaf stands for, in lower case; a synonym is the word it stands for."""
    return said(terminal, node.text(terminal))


@cache
def _plain_number(text: str) -> Fraction | None:
    return read_vietnamese(text)


def number(st: Statement, leaf: Leaf, report: Report) -> Fraction:
    """A number with decimal comma; zero with a diagnostic when it has too many digits."""
    value = _plain_number(leaf.text)
    if value is None:
        _unusable(st, leaf, report)
        return _ZERO
    return value


def _unusable(st: Statement, leaf: Leaf, report: Report) -> None:
    unclear = misreadable(leaf.text)
    reason = unclear.why if unclear is not None else f"quá {DIGIT_LIMIT} chữ số"
    fixes: tuple[Fix, ...] = ()
    if unclear is not None and unclear.whole is not None and unclear.decimal is not None:
        ways = (("hàng nghìn", unclear.whole), ("số thập phân", unclear.decimal))
        fixes = tuple(content(f"đây là {what}: {right}", replaced(st.at(leaf), right)) for what, right in ways)
    report.add(catalog.BAD_NUMBER, st.at(leaf), fix=both_readings(unclear), text=leaf.text, reason=reason, fixes=fixes)


def both_readings(unclear: Misreadable | None) -> str | None:
    """How each of two readings of a number is written; None where there is one."""
    if unclear is None or unclear.whole is None:
        return None
    return f"nếu là hàng nghìn, viết liền: “{unclear.whole}”; nếu là số thập phân, viết “{unclear.decimal}”"


def whole(st: Statement, leaf: Leaf, report: Report) -> int:
    """A whole number without sign."""
    if len(leaf.text) > DIGIT_LIMIT:
        report.add(catalog.BAD_NUMBER, st.at(leaf), text=leaf.text[:20] + "…", reason=f"quá {DIGIT_LIMIT} chữ số")
        return 0
    return int(leaf.text)


def percent_or_plain(st: Statement, node: Node, report: Report) -> Fraction:
    """A `measure`: 90% as nine tenths, 80 as eighty."""
    value = number(st, node.leaves("NUMBER")[0], report)
    return value / 100 if node.leaf("PERCENT") else value


def unit_of(node: Node) -> str:
    """`%`, `điểm` or nothing, as the measure is written."""
    return "%" if node.leaf("PERCENT") else "điểm" if node.leaf("POINTS") else ""


def date(st: Statement, leaf: Leaf, report: Report) -> datetime.date | None:
    """`24/10/2019` or `24 tháng 10 năm 2019`; None with a diagnostic when there is no such day."""
    long = _LONG_DATE.fullmatch(leaf.text)
    day, month, year = (int(p) for p in (long.groups() if long else leaf.text.split("/")))
    try:
        return datetime.date(year, month, day)
    except ValueError:
        fix, fixes = None, tuple[Fix, ...]()
        if day <= 12 < month <= 31:
            right = f"{day_and_month(month, day)}/{year}"
            fix = f"viết ngày trước, tháng sau: {right}"
            fixes = (content(f"ngày là {right}, tháng viết trước ngày", replaced(st.at(leaf), right)),)
        report.add(catalog.BAD_DATE, st.at(leaf), text=leaf.text, fix=fix, fixes=fixes)
        return None


def code(st: Statement, leaf: Leaf, report: Report) -> Code | None:
    """A code; None with a diagnostic when a part has another form."""
    parsed = Code.parse(leaf.text)
    if parsed is None:
        other = Code.meant(leaf.text)
        fixes = (spelling(f"viết {other}", replaced(st.at(leaf), other.text)),) if other else ()
        fix = f"viết {other}" if other else None
        report.add(catalog.BAD_CODE, st.at(leaf), code=leaf.text, fix=fix, fixes=fixes)
    return parsed


def instrument(st: Statement, node: Node, report: Report) -> Instrument:
    """`Quyết định 1026/QĐ-UBND ngày 24/10/2019, Bảng 1`."""
    kind = " ".join(node.text("INSTRUMENT_KIND").split())
    dated = node.leaf("DATE")
    annex = node.leaf("ANNEX")
    return Instrument(
        kind[0].upper() + kind[1:].lower(),
        node.text("INSTRUMENT_NUMBER"),
        date(st, dated, report) if dated else None,
        " ".join(annex.text.split()) if annex else None,
    )


def basis(st: Statement, node: Node, report: Report) -> Basis | None:
    """The basis a statement node ends with, if any."""
    given = node.node("basis", "own_choice")
    return citations(st, given, report) if given is not None else None


def citations(st: Statement, node: Node, report: Report) -> Basis:
    """The basis that the citations of a node make, or the choice in it; what it was before behind it."""
    former = node.node("former", "former_choice")
    before = citations(st, former, report) if former is not None else None
    if node.rule in ("own_choice", "former_choice"):
        return Basis((), string(node), before)
    return Basis(tuple(_citation(st, c, report) for c in node.nodes("citation")), None, before)


def _citation(st: Statement, node: Node, report: Report) -> Citation:
    places = places_of(node)
    of = node.node("instrument")
    return Citation(places, instrument(st, of, report) if of else None, tables(node))


def places_of(node: Node) -> tuple[Place, ...]:
    """`khoản 1 Điều 3`: the places that a node names, the smallest first."""
    return tuple(_place(p) for p in node.nodes("place"))


def tables(node: Node) -> tuple[str, ...]:
    """The short names behind `cho bảng`, if any."""
    given = node.node("tables")
    return tuple(leaf.text.casefold() for leaf in given.leaves("ID")) if given is not None else ()


def _place(node: Node) -> Place:
    kind = word(node, "PLACE_KIND")
    made = kind[:1].upper() + kind[1:] if kind.startswith(_ANNEX_KINDS) else _PLACE_KINDS.get(kind, kind)
    return Place(made, " ".join(node.text("PLACE_NUMBER").split()))


def interval(st: Statement, node: Node, report: Report) -> tuple[Interval, str]:
    """An interval and the unit of its bounds; an empty one is reported."""
    measures = node.nodes("measure")
    units = {unit_of(m) for m in measures}
    said = next((u for u in units if u), "")
    if len(units) > 1 and "" in units:
        _lacks_unit(st, next(m for m in measures if not unit_of(m)), said, report)
    elif len(units) > 1:
        report.add(catalog.MIXED_UNITS, _whole(st, node))
    values = [percent_or_plain(st, m, report) for m in measures]
    made = _interval(node.rule, values)
    if made.empty and len(units) == 1:
        span = _whole(st, node)
        text = span.excerpt[span.column - 1 : span.end - 1].strip()
        report.add(catalog.EMPTY_INTERVAL, span, text=text, fixes=_turned_round(st, measures, values))
    return made, said


def _turned_round(st: Statement, measures: Sequence[Node], values: Sequence[Fraction]) -> tuple[Fix, ...]:
    """The smaller bound first; nothing helps bounds that are equal."""
    if len(values) != 2 or values[0] <= values[1]:
        return ()
    low, high = (m.leaves("NUMBER")[0] for m in measures)
    edits = (replaced(st.at(low), high.text), replaced(st.at(high), low.text))
    return (content(f"khoảng là từ {high.text} đến {low.text}, hai cận viết ngược", *edits),)


def _interval(rule: str, values: list[Fraction]) -> Interval:
    match rule:
        case "below" | "at_or_below":
            return Interval(None, values[0], high_closed=rule == "at_or_below")
        case "above" | "above_below" | "above_to":
            return Interval(values[0], [*values, None][1], True, rule == "above_to")
        case _:
            return Interval(values[0], [*values, None][1], high_closed=rule == "from_to")


def _whole(st: Statement, node: Node) -> Span:
    leaves = list(node.walk())
    opened = _OPENING_WORD.search(st.raw.text, 0, leaves[0].start)
    return st.at(Leaf("", "", opened.start() if opened else leaves[0].start, leaves[-1].end))


def _lacks_unit(st: Statement, measure: Node, unit: str, report: Report) -> None:
    leaf = measure.leaves("NUMBER")[0]
    right = f"{leaf.text}%" if unit == "%" else f"{leaf.text} điểm"
    lacks_unit(st, leaf, (right,), report)


def lacks_unit(st: Statement, leaf: Leaf, rights: Sequence[str], report: Report) -> None:
    """C111 on a number that was meant as one of `rights`."""
    says = "viết “{0}”" if len(rights) == 1 else "số này là {0}"
    offer = spelling if len(rights) == 1 else content
    fixes = [offer(says.format(right), replaced(st.at(leaf), right)) for right in rights]
    fix = "viết " + " hoặc ".join(f"“{right}”" for right in rights)
    report.add(catalog.UNIT_MISSING, st.at(leaf), word=leaf.text, fix=fix, fixes=fixes)


def fact_name(leaf: Leaf) -> str:
    """The words inside the brackets, single spaces."""
    return " ".join(leaf.text[1:-1].split())
