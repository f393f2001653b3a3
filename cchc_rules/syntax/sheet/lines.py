"""Lower single lines of a `.phieu`: header items, facts, rows, entries, claims."""

from fractions import Fraction

import attrs

from cchc_rules.diagnostics import catalog
from cchc_rules.diagnostics.mends import Drop, mended
from cchc_rules.frozen import frozen
from cchc_rules.language.words import said
from cchc_rules.model.fact import NOT_ARISEN, FactValue
from cchc_rules.model.sheet import (
    NOT_APPLICABLE,
    Acceptance,
    Also,
    Claim,
    CopyOf,
    Entry,
    EntryValue,
    FactEntry,
    Formerly,
    FormerName,
    Received,
    Row,
)
from cchc_rules.model.stages import Stage
from cchc_rules.model.survey import Answer, Tally
from cchc_rules.syntax import values as v
from cchc_rules.syntax.lines.parse_tree import Leaf, Node
from cchc_rules.syntax.lines.said_once import said_once
from cchc_rules.syntax.lines.statements import Report, Statement
from cchc_rules.syntax.rubric.stages import stage_name
from cchc_rules.syntax.rubric.surveys import form_name

_DETAIL_WORDS = {"because": "vì", "evidence": "TLKC", "by": "bởi"}
FIRST_YEAR, LAST_YEAR = 1900, 9999


@frozen
class _Details:
    reason: str | None
    evidence: tuple[str, ...]
    by: str | None


def header_value(st: Statement, report: Report) -> str | int:
    """The text of a header item, or the year (0 with a diagnostic when it is none)."""
    node = st.node
    if node.rule == "year":
        leaf = node.leaves("INT")[0]
        year = v.whole(st, leaf, report) if len(leaf.text) <= 4 else -1
        if FIRST_YEAR <= year <= LAST_YEAR:
            return year
        reason = f"năm phải có bốn chữ số, từ {FIRST_YEAR}"
        report.add(catalog.BAD_NUMBER, st.at(leaf), text=leaf.text[:20], reason=reason, fix="viết đủ năm, ví dụ 2020")
        return 0
    name = node.leaf("ID")
    if name is not None:
        return name.text
    text = v.string(node)
    if not text and node.rule == "note":
        report.add(catalog.EMPTY_TEXT, st.at(node.leaf("STRING")), what="phần chữ sau “ghi chú”")
    return text


def other_units(st: Statement, report: Report) -> tuple[str, ...]:
    """The names behind `không phải` in the sentence that names the unit."""
    named = (_text(st, leaf, "phần chữ sau “không phải”", report) for leaf in st.node.leaves("STRING")[1:])
    return tuple(dict.fromkeys(n for n in named if n is not None))


def formerly(st: Statement, report: Report) -> Formerly | None:
    """`tên trước đây: "…", từ ngày …, theo …`; None when a name or the day was reported."""
    names = []
    for node in st.node.nodes("former_name"):
        text = _text(st, node.leaves("STRING")[0], "tên trước đây", report)
        names += [FormerName(text, whole=node.leaf("PART_OF") is None)] if text is not None else []
    since = v.date(st, st.node.leaves("DATE")[0], report)
    renaming = st.node.node("renaming")
    assert renaming is not None  # the grammar asks for it
    basis = v.citations(st, renaming, report)
    return Formerly(tuple(names), since, basis) if names and since is not None else None


def copy_of(st: Statement, report: Report) -> CopyOf | None:
    """`bản sao: thẩm định, mã đối chiếu "…"`; None when the mark was reported."""
    mark = _mark(st, st.node, report)
    return CopyOf(stage_name(st.node), mark, st.span, st.trivia) if mark is not None else None


def received(st: Statement, report: Report) -> Received | None:
    """`ngày nhận thẩm định: 20/05/2020`; of the unit's own stage where none is named. None for no such day."""
    given = st.node.leaf("STAGE", "SURVEY") or st.node.node("named_stage")
    day = v.date(st, st.node.leaves("DATE")[0], report)
    stage = stage_name(st.node) if given is not None else Stage.SELF
    return Received(stage, day, st.span, st.trivia) if day is not None else None


def fact(st: Statement, report: Report) -> FactEntry:
    """`[tên]: giá trị`; the value is None while not known or when it could not be used."""
    name = v.fact_name(st.node.leaves("FACT")[0])
    given = st.node.node("fact_value")
    value = _fact_value(st, given, report) if given is not None else None
    percent = given is not None and given.leaf("PERCENT") is not None
    given_by = st.node.leaf("STAGE", "SURVEY") or st.node.node("named_stage")
    stage = stage_name(st.node) if given_by is not None else Stage.SELF
    taken = st.node.node("as_self")
    d = _details(st, report, taken)
    made = FactEntry(name, value, st.span, st.trivia, percent, stage, d.reason, d.evidence, d.by)
    return attrs.evolve(made, as_self=True, mark=_mark(st, taken, report)) if taken is not None else made


def _fact_value(st: Statement, node: Node, report: Report) -> FactValue | None:
    leaf = next(i for i in node.items if isinstance(i, Leaf))
    if leaf.kind == "DATE":
        return v.date(st, leaf, report)
    if leaf.kind == "NUMBER":
        value = _number(st, leaf, report)
        return value / 100 if value is not None and node.leaf("PERCENT") else value
    if leaf.kind == "STRING":
        return _text(st, leaf, "giá trị số liệu", report)
    if leaf.kind == "NOT_ARISEN":
        return NOT_ARISEN
    return leaf.kind == "YES"


def _number(st: Statement, leaf: Leaf, report: Report) -> Fraction | None:
    """The number; None when it was reported."""
    before = len(report.found)
    value = v.number(st, leaf, report)
    return value if len(report.found) == before else None


def _text(st: Statement, leaf: Leaf, what: str, report: Report) -> str | None:
    text = v.unquote(leaf.text)
    if not text:
        report.add(catalog.EMPTY_TEXT, st.at(leaf), what=what)
        return None
    return text


def row(st: Statement, report: Report) -> Row | None:
    """`1.1.2 "Tên dòng"`; None when the code was reported."""
    said = _row_said(st, report)
    return Row(said.code, said.title, at=st.span, trivia=st.trivia) if said is not None else None


@said_once
def _row_said(st: Statement, report: Report) -> Row | None:
    code = v.code(st, st.node.leaves("CODE")[0], report)
    if code is None:
        return None
    quoted = st.node.leaf("STRING")
    return Row(code, _text(st, quoted, f"tên dòng {code}", report) if quoted is not None else None)


def entry(st: Statement, report: Report) -> Entry:
    """What a stage entered."""
    said = _entry_said(st, report)
    return Entry(said.stage, said.value, said.reason, said.evidence, said.by, st.span, st.trivia, opinion=said.opinion)


@said_once
def _entry_said(st: Statement, report: Report) -> Entry:
    value: EntryValue = None
    given = st.node.node("points", "not_applicable")
    if given is not None:
        points = given.leaf("NUMBER")
        value = NOT_APPLICABLE if points is None else _number(st, points, report)
    d = _details(st, report)
    opinions = [n.leaves("STRING")[0] for n in st.node.nodes("opinion")]
    for extra in opinions[1:]:
        report.add(catalog.STATED_TWICE, st.at(extra), what="ý kiến")
    opinion = _text(st, opinions[0], "phần chữ sau “ý kiến”", report) if opinions else None
    return Entry(stage_name(st.node), value, d.reason, d.evidence, d.by, opinion=opinion)


def acceptance(st: Statement, report: Report) -> Acceptance:
    """`thẩm định: như tự đánh giá, mã đối chiếu "…"`."""
    d = _details(st, report)
    named = [
        Also(said(leaf.kind, leaf.text)) for n in st.node.nodes("also") for leaf in n.leaves("NOT_APPLICABLE", "ALSO")
    ]
    mark = _mark(st, st.node, report)
    also = tuple(a for a in Also if a in named)
    return Acceptance(stage_name(st.node), also, mark, d.reason, d.evidence, d.by, st.span, st.trivia)


def _mark(st: Statement, node: Node, report: Report) -> str | None:
    marks = node.nodes("mark")
    for extra in marks[1:]:
        report.add(catalog.STATED_TWICE, st.at(extra.leaves("STRING")[0]), what="mã đối chiếu")
    return _text(st, marks[0].leaves("STRING")[0], "phần chữ sau “mã đối chiếu”", report) if marks else None


def claim(st: Statement, report: Report) -> Claim:
    """`không áp dụng, vì "…"`."""
    d = _details(st, report)
    return Claim(d.reason, d.evidence, d.by, st.span, st.trivia)


def tally(st: Statement, report: Report) -> Tally:
    """`ĐTXHH can-bo câu 1: "Tốt" 40, …`; counts are checked against the rubric later."""
    node = st.node
    answers = tuple(Answer(v.string(n), v.number(st, n.leaves("NUMBER")[0], report)) for n in node.nodes("answer"))
    return Tally(form_name(node), node.text("CODE"), answers, _details(st, report).evidence, st.span, st.trivia)


_NO_DETAILS = _Details(None, (), None)


def _details(st: Statement, report: Report, within: Node | None = None) -> _Details:
    given = (within or st.node).nodes(*_DETAIL_WORDS)
    if not given:
        return _NO_DETAILS
    once: dict[str, str] = {}
    evidence: list[str] = []
    for node in given:
        leaf = node.leaves("STRING")[0]
        rule, word = node.rule, _DETAIL_WORDS[node.rule]
        text = _text(st, leaf, f"phần chữ sau “{word}”", report)
        if rule in once:
            drop = Drop(f"{word} {leaf.text}", "điều ghi trước mới đúng")
            report.add(catalog.STATED_TWICE, st.at(leaf), what=word, fixes=mended(drop, st.span, {}))
        elif text is not None and rule == "evidence":
            evidence.append(text)
        elif text is not None:
            once[rule] = text
    return _Details(once.get("because"), tuple(evidence), once.get("by"))
