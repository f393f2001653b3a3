"""Read a guidance text: header, facts, and rules under the codes of the rubric it is for."""

from typing import Any

import attrs
from attrs import field

from cchc_rules.diagnostics import Related, bounded, catalog
from cchc_rules.frozen import define
from cchc_rules.language.words import squeeze
from cchc_rules.model.citation import Basis, Stated, Trivia
from cchc_rules.model.code import Code
from cchc_rules.model.fact import FactDeclaration
from cchc_rules.model.guidance import Guidance, GuidedRow
from cchc_rules.model.rubric import Provisions
from cchc_rules.source import Source
from cchc_rules.syntax import values as v
from cchc_rules.syntax.lines.cut import RawLine
from cchc_rules.syntax.lines.parsed import Parsed
from cchc_rules.syntax.lines.remembered import read_fitting
from cchc_rules.syntax.lines.statements import Report, Statement, Statements, read_statements
from cchc_rules.syntax.lines.tree_cache import TreeCache
from cchc_rules.syntax.rubric import settings
from cchc_rules.syntax.rubric.headings import Headings, commented
from cchc_rules.syntax.rubric.rules import RULE_LINES, RuleDraft, add_line
from cchc_rules.syntax.rubric.settings import SETTINGS
from cchc_rules.syntax.rubric.surveys import SURVEY_LINES, SurveyDraft, add_survey_line
from cchc_rules.writing.surveys import SHARES_HEADING

OPENING = 'HƯỚNG DẪN CHẤM ĐIỂM ten-ngan "Tên"'
_LISTS = ("facts", "survey_shares", "calendar")
_HEADER = frozenset({"governing", "in_force", "governs", "special_days", "due_on_day_off", "precedence"})
_HEADING_OF = {"fact": "SỐ LIỆU", "share": SHARES_HEADING}
_LACKS = {
    "target": ("bộ tiêu chí mà nó áp dụng", "cho bộ tiêu chí: bang-1"),
    "instrument": ("văn bản", "văn bản: Hướng dẫn 01/HD-BCĐ ngày 15/01/2020"),
}


@define
class _RowDraft:
    code: Code
    title: str | None
    st: Statement
    trivia: Trivia
    rule: RuleDraft = field(factory=RuleDraft)
    facts: list[Stated[FactDeclaration]] = field(factory=list)
    wording: list[Stated[str]] = field(factory=list)


@define
class _Draft:
    report: Report = field(factory=Report)
    target: Stated[str] | None = None
    values: dict[str, list[Stated[Any]]] = field(factory=dict)
    rows: dict[Code, _RowDraft] = field(factory=dict)
    row: _RowDraft | None = None
    surveys: SurveyDraft = field(factory=SurveyDraft)
    opened: bool = False
    basis: Basis | None = None
    """That of the heading, for the facts below it."""
    headings: Headings = field(factory=Headings)
    unsure: bool = False


def read_guidance(source: Source, cache: TreeCache | None = None) -> Parsed[Guidance]:
    """A guidance from a text that opens as one, with every error of the file."""
    return read_fitting(_read, source, cache)


def _read(source: Source, cache: TreeCache | None) -> Parsed[Guidance]:
    statements = read_statements(source, "rubric", cache)
    draft = _Draft()
    items: list[Statement | RawLine] = [*statements.good, *statements.failed]
    for item in sorted(items, key=lambda i: i.number if isinstance(i, RawLine) else i.raw.number):
        if isinstance(item, RawLine):
            draft.unsure = True
        else:
            _take(draft, item)
    value = _finish(draft, statements)
    return Parsed(value, bounded((*statements.diagnostics, *draft.report.found)))


def _take(draft: _Draft, st: Statement) -> None:
    rule = st.node.rule
    if rule in ("row_ref", "survey"):
        st = commented(st, draft.headings.left())
    if rule == "row_ref":
        _row(draft, st)
    elif rule in RULE_LINES and (rule not in _HEADER or draft.row is not None or draft.unsure):
        _rule_line(draft, st)
    elif rule == "applies_to":
        _target(draft, st)
    elif rule in ("fact", "wording") and draft.row is not None and not draft.unsure:
        _of_row(draft.row, st, draft.report)
    elif rule in _HEADER or rule in ("fact", "share"):
        _setting(draft, st)
    elif rule in SURVEY_LINES:
        _survey(draft, st)
    elif rule == "section":
        _section(draft, st)
    elif rule == "guidance" and not draft.opened:
        draft.opened = True
    else:
        _misplaced(draft, st)


def _of_row(row: _RowDraft, st: Statement, report: Report) -> None:
    """A fact of the row alone, or the printed sentence by which it is scored."""
    if st.node.rule == "fact":
        row.facts.append(settings.state(st, settings.fact(st, st.node, report), report))
    else:
        row.wording.append(settings.state(st, settings.text(st, st.node, report), report))


def _rule_line(draft: _Draft, st: Statement) -> None:
    if draft.row is not None:
        add_line(draft.row.rule, st, draft.report)
    elif not draft.unsure:
        draft.report.add(catalog.RULE_LINE_ALONE, st.span)


def _section(draft: _Draft, st: Statement) -> None:
    """A heading; its basis serves the facts below it."""
    draft.surveys.close()
    name = v.word(st.node, "SECTION")
    if draft.row is None and name == "số liệu":
        draft.basis = v.basis(st, st.node, draft.report)
    elif name != squeeze(SHARES_HEADING):
        _misplaced(draft, st, _BEFORE_ROWS if name == "số liệu" else _IN_RUBRIC)
        draft.unsure = draft.unsure or draft.row is not None
    draft.headings.open(name.upper(), st.trivia)


_IN_RUBRIC = "bộ tiêu chí; hướng dẫn chỉ gồm số liệu, phiếu điều tra và cách chấm"
_BEFORE_ROWS = "phía trên, trước mã đầu tiên"


def _misplaced(draft: _Draft, st: Statement, where: str = _IN_RUBRIC) -> None:
    draft.report.add(catalog.MISPLACED, st.span, what=f"câu “{st.raw.text.strip()[:40]}”", where=where)


def _target(draft: _Draft, st: Statement) -> None:
    if draft.target is not None:
        related = (Related("câu trước ở đây", draft.target.at),)
        draft.report.add(catalog.STATED_TWICE, st.span, what="cho bộ tiêu chí", related=related)
        return
    draft.target = settings.state(st, st.node.text("ID"), draft.report)


def _row(draft: _Draft, st: Statement) -> None:
    leaf = st.node.leaves("CODE")[0]
    code = v.code(st, leaf, draft.report)
    quoted = st.node.leaf("STRING")
    draft.unsure, draft.row = False, None
    draft.surveys.close()
    if code is None:
        draft.unsure = True
        return
    draft.row = _RowDraft(code, v.unquote(quoted.text) if quoted else None, st, st.trivia)
    if code in draft.rows:
        related = (Related("dòng trước ở đây", draft.rows[code].st.span),)
        draft.report.add(catalog.CODE_TWICE, st.at(leaf), code=code, related=related)
        return
    draft.rows[code] = draft.row


def _survey(draft: _Draft, st: Statement) -> None:
    if st.node.rule == "survey":
        draft.unsure, draft.row = False, None
    if not draft.unsure:
        add_survey_line(draft.surveys, st, draft.report)


def _setting(draft: _Draft, st: Statement) -> None:
    setting = SETTINGS[st.node.rule]
    lowered = setting.lower(st, st.node, draft.report)
    kept = draft.values.setdefault(setting.target, [])
    if kept and not setting.repeats:
        what = st.raw.text.split(":")[0].strip()
        draft.report.add(catalog.STATED_TWICE, st.span, what=what, related=(Related("câu trước ở đây", kept[0].at),))
    elif lowered is not None:
        made = settings.state(st, lowered, draft.report)
        basis = made.basis or (draft.basis if st.node.rule == "fact" else None)
        trivia = draft.headings.under(_HEADING_OF.get(st.node.rule, ""), made.trivia)
        kept.append(attrs.evolve(made, basis=basis, trivia=trivia))


def _finish(draft: _Draft, statements: Statements) -> Guidance | None:
    good = statements.good
    if not good or good[0].node.rule != "guidance":
        if not statements.diagnostics:
            span = statements.source.span(1)
            draft.report.add(catalog.WRONG_FILE, span, wanted="hướng dẫn chấm điểm", opening=OPENING)
        return None
    given = {"target": draft.target, "instrument": draft.values.get("instrument")}
    for name, (what, example) in _LACKS.items():
        if given[name] is None and not statements.failed:
            draft.report.add(catalog.GUIDANCE_LACKS, good[0].span, what=what, example=example)
    if draft.target is None:
        return None
    values: dict[str, Any] = {k: tuple(s) if k in _LISTS else s[0] for k, s in draft.values.items() if s}
    values["surveys"] = draft.surveys.build()
    ending = (*draft.headings.left(), *statements.ending)
    headings = draft.headings.build()
    head = good[0]
    name, title = head.node.text("ID"), v.string(head.node)
    rows = tuple(made for row in draft.rows.values() if (made := _built(draft, row)) is not None)
    return Guidance(name, title, draft.target, Provisions(**values), rows, head.span, head.trivia, ending, headings)


def _built(draft: _Draft, row: _RowDraft) -> GuidedRow | None:
    rule = row.rule.build()
    if rule is None:
        draft.report.add(catalog.GUIDED_NOTHING, row.st.span, code=row.code)
        return None
    return GuidedRow(row.code, row.title, rule, row.st.span, row.trivia, tuple(row.facts), tuple(row.wording))
