"""Put the statements of a `.cchc` file together: header, settings by section, rows nested by their codes."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import attrs

from cchc_rules.diagnostics import Diagnostic, Related, bounded, catalog, in_order
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.citation import Instrument, Stated
from cchc_rules.model.code import MAX_DEPTH, Code
from cchc_rules.model.condition import Condition
from cchc_rules.model.rating import Quota
from cchc_rules.model.rubric import (
    Band,
    Bucket,
    BucketKind,
    CommonProvisions,
    Consequence,
    Criterion,
    Disqualifier,
    Provisions,
    Rubric,
)
from cchc_rules.model.sentences import with_sentences
from cchc_rules.model.stages import following
from cchc_rules.source import Source
from cchc_rules.syntax import values as v
from cchc_rules.syntax.lines.cut import RawLine, cut, place
from cchc_rules.syntax.lines.document_kinds import DocumentKind, kind_of
from cchc_rules.syntax.lines.parse_tree import Leaf, Node
from cchc_rules.syntax.lines.parsed import Parsed
from cchc_rules.syntax.lines.remembered import read_fitting
from cchc_rules.syntax.lines.statements import Report, Statement, Statements, read_statements
from cchc_rules.syntax.lines.tree_cache import TreeCache
from cchc_rules.syntax.rubric import settings
from cchc_rules.syntax.rubric.draft import BucketDraft, Draft
from cchc_rules.syntax.rubric.headings import commented
from cchc_rules.syntax.rubric.levels import levels_fit
from cchc_rules.syntax.rubric.pasted_behind import above, told_behind
from cchc_rules.syntax.rubric.rows import ROW_LINES, add_row, add_to_row, codes_meant
from cchc_rules.syntax.rubric.rules import RULE_LINES, add_line
from cchc_rules.syntax.rubric.settings import SETTINGS
from cchc_rules.syntax.rubric.surveys import SURVEY_LINES, add_survey_line
from cchc_rules.writing.rubric import quote, scope

OPENINGS = {"rubric": 'BỘ TIÊU CHÍ ten-ngan "Tên"', "common": 'QUY ĐỊNH CHUNG ten-ngan "Tên"'}
_SECTION_OF = {
    "band": "xếp loại",
    "unrated_when": "xếp loại",
    "rated_when": "xếp loại",
    "quota": "xếp loại",
    "consequence": "hệ quả",
    "deadline": "tiến độ",
    "fact": "số liệu",
    "share": "tỷ trọng phiếu điều tra",
    **settings.UNDER_HEADING,
}
_OF_STAGES = ("stage", "combination", "tie_break")
_ON_ROWS = frozenset(ROW_LINES)
GUIDANCE_LINES = frozenset({"guidance", "applies_to", "row_ref"})
_OPENS = {"misprint": "bản in ghi", "chosen_reading": "có hai cách hiểu"}
_NOTES = settings.DISCREPANCY_RULES | set(settings.UNDER_HEADING)
_HEAD_LENGTH = 40
_HEAD_END = re.compile(r"[:\"“]| {2}")
_ROWS_ONLY = (_ON_ROWS | RULE_LINES) - set(SETTINGS)
_SALVAGE = re.compile(r"\s*(?:[^\W\d_]+ +)*?(\d+[a-zđ]{0,2}(?:\.[\da-zđ]+)*|[IVXLC]+(?:\.[\da-zđ]+)*)(?=[\s\"“:]|$)")


_WANTED = "bộ tiêu chí hay quy định chung"


def read_rubric(source: Source, cache: TreeCache | None = None) -> Parsed[Rubric | CommonProvisions]:
    """A rubric or common provisions from a text, with every error of the file."""
    return read_fitting(_read, source, cache)


def _read(source: Source, cache: TreeCache | None) -> Parsed[Rubric | CommonProvisions]:
    if kind_of(source) is DocumentKind.SHEET:
        return Parsed(None, (_is_sheet(source),))
    statements = read_statements(source, "rubric", cache)
    draft = Draft()
    head, rest = _heading(statements, draft.report)
    draft.common = head is not None and head.node.rule == "common"
    other, ends = told_behind(statements, "quy định chung" if draft.common else "bộ tiêu chí")
    draft.lost.update(code for line in statements.failed for code in _salvage(line))
    items: list[Statement | RawLine] = [*rest, *statements.failed]
    for item in (i for i in sorted(items, key=_line_number) if _line_number(i) < ends):
        if isinstance(item, RawLine):
            draft.unsure = True
        else:
            _take(draft, item)
    value = None if head is None else _finish(draft, head, statements.ending)
    found = (*above(statements.diagnostics, ends), *draft.report.found, *levels_fit(draft))
    return Parsed(value, bounded(found if other is None else in_order((*found, other))))


def _is_sheet(source: Source) -> Diagnostic:
    """One word on a sheet under the wrong suffix, instead of one on each of its lines."""
    fix = "đây là phiếu chấm điểm: đổi đuôi tệp thành .phieu, hoặc .thu nếu có câu mong đợi"
    line = cut(source).lines[0]
    return catalog.WRONG_FILE.at(place(source, line), fix=fix, wanted=_WANTED, opening="")


def assemble_rows(statements: Sequence[Statement], report: Report) -> tuple[tuple[Criterion, ...], tuple[str, ...]]:
    """Rows with what is written on them, nested by their codes, and the level name printed before each depth.

    Rows whose parents are not among them stand on top. Statements that no row holds are reported.
    """
    draft = Draft(report=report, fragment=True)
    words = [""] * MAX_DEPTH
    for st in statements:
        if draft.row is None and st.node.rule not in ("row", "bucket_row"):
            report.add(catalog.STRAY_LINE, st.span)
            continue
        _take(draft, st)
    for row in draft.rows.values():
        if row.code.depth > MAX_DEPTH:
            report.add(catalog.TOO_DEEP, row.statement.span, code=row.code, limit=MAX_DEPTH)
        elif row.level:
            words[row.code.depth - 1] = row.level
        if row.fields["survey"] and row.children:
            report.add(catalog.SURVEY_GROUP, row.statement.span, code=row.code)
    return tuple(top.build() for top in draft.tops), tuple(words)


def _line_number(item: Statement | RawLine) -> int:
    return item.number if isinstance(item, RawLine) else item.raw.number


def _heading(statements: Statements, report: Report) -> tuple[Statement | None, tuple[Statement, ...]]:
    """The opening statement and the rest; a file that opens otherwise is reported once."""
    good = statements.good
    opening = " hoặc ".join(OPENINGS.values())
    if good and good[0].node.rule in OPENINGS:
        return good[0], good[1:]
    first_failed = statements.failed[0].number if statements.failed else None
    if first_failed is not None and (not good or first_failed < good[0].raw.number):
        return None, good
    if not good:
        if not statements.diagnostics:
            report.add(catalog.EMPTY, statements.source.span(1), opening=opening)
        return None, ()
    report.add(catalog.WRONG_FILE, good[0].span, wanted=_WANTED, opening=opening)
    return None, ()


def _salvage(line: RawLine) -> tuple[Code, ...]:
    """The code of a row that could not be read, so that its children are not called orphans; how they may number it."""
    match = _SALVAGE.match(line.text)
    return codes_meant(match.group(1) if match else "")


def _take(draft: Draft, st: Statement) -> None:
    rule = st.node.rule
    if rule in ("section", "row", "bucket", "bucket_row", "survey"):
        draft.unsure = False
    if rule in ("row", "bucket", "bucket_row", "survey"):
        st = commented(st, draft.headings.left())
    if draft.unsure and (rule in _ON_ROWS or rule in _SECTION_OF or rule in RULE_LINES | SURVEY_LINES):
        return
    takes = _TAKES.get(rule)
    if takes is not None:
        takes(draft, st)
    elif rule in GUIDANCE_LINES:
        _misplaced(draft, st)
    elif draft.row is not None and rule in RULE_LINES:
        add_line(draft.row.rule, st, draft.report)
    elif draft.row is not None and rule in _ON_ROWS:
        add_to_row(draft, draft.row, st)
    elif _is_note(draft, rule):
        _add_setting(draft, st)
    elif draft.has_table or rule in _ROWS_ONLY or rule in OPENINGS:
        _misplaced(draft, st)
    else:
        (_add_survey_line if rule in SURVEY_LINES else _add_setting)(draft, st)


def _without_points(draft: Draft, st: Statement) -> None:
    """A row of the table that does not say its points."""
    code = st.node.text("CODE")
    draft.lost.add(Code(code))
    draft.unsure = True
    title = st.node.leaf("STRING")
    end = st.at(Leaf("", "", len(st.raw.text.rstrip()), len(st.raw.text.rstrip())))
    words = v.unquote(title.text) if title is not None else "Tên tiêu chí"
    fix = f"viết tiếp số điểm tối đa, như: {code} {quote(words)}: 2 điểm"
    draft.report.add(catalog.INCOMPLETE, end, expected="dấu “:” rồi số điểm tối đa", fix=fix)


def _is_note(draft: Draft, rule: str) -> bool:
    """Whether a sentence of this rule here is a note in one of the parts behind the table."""
    return rule in _NOTES and draft.row is None and draft.section in settings.NOTE_PARTS


def _misplaced(draft: Draft, st: Statement) -> None:
    if st.node.rule in settings.UNDER_HEADING:
        where = f"phần {settings.UNDER_HEADING[st.node.rule].upper()}, hoặc thêm “{_OPENS[st.node.rule]}” ở đầu câu"
    elif st.node.rule in OPENINGS:
        where = "đầu một tệp khác: mỗi tệp chỉ có một câu mở đầu"
    elif st.node.rule in _ROWS_ONLY:
        where = "dưới dòng tiêu chí mà nó áp dụng"
    else:
        where = "phần đầu, trước dòng tiêu chí đầu tiên"
    draft.report.add(catalog.MISPLACED, st.span, what=f"câu “{_head(st)}”", where=where)


def _head(st: Statement) -> str:
    """The words a statement opens with."""
    text = st.raw.text.strip()
    words = _HEAD_END.split(text, maxsplit=1)[0].strip() or text
    return words if len(words) <= _HEAD_LENGTH else words[:_HEAD_LENGTH].rstrip() + "…"


def _open_section(draft: Draft, st: Statement) -> None:
    section = v.word(st.node, "SECTION")
    if section in settings.NOTE_PARTS:
        draft.row = None
    elif draft.has_table:
        _misplaced(draft, st)
        draft.unsure = True
        return
    draft.section = section
    draft.surveys.close()
    draft.section_basis, draft.section_tables = v.basis(st, st.node, draft.report), v.tables(st.node)
    draft.scope = _scope(draft, st)
    draft.headings.open(_heading_of(draft, draft.section), st.trivia)


def _heading_of(draft: Draft, section: str) -> str:
    """A heading as it is printed, without its basis."""
    return section.upper() + scope(draft.scope)


def _scope(draft: Draft, st: Statement) -> Condition | None:
    """The units that a section of ratings is for."""
    given = settings.scope_of(st, st.node, draft.report)
    if given is not None and draft.section != "xếp loại":
        draft.report.add(catalog.SCOPE_MISPLACED, st.span, scope=scope(given).strip())
    return given


def bucket_head(st: Statement, node: Node, report: Report) -> Bucket:
    """`ĐIỂM CỘNG: tối đa 5 điểm`, its rows not yet in it."""
    return Bucket(BucketKind(v.word(node, "BUCKET")), v.number(st, node.leaves("NUMBER")[0], report))


def _open_bucket(draft: Draft, st: Statement) -> None:
    if draft.fragment:
        draft.report.add(catalog.STRAY_LINE, st.span)
        return
    made = bucket_head(st, st.node, draft.report)
    kind = made.kind
    same = next((b for b in draft.buckets if b.bucket.kind is kind), None)
    if same is not None:
        related = (Related("câu trước ở đây", same.statement.span),)
        draft.report.add(catalog.STATED_TWICE, st.span, what=kind.value.upper(), related=related, fixes=())
    draft.row = None
    draft.buckets.append(BucketDraft(made, st, v.basis(st, st.node, draft.report)))


def _add_survey_line(draft: Draft, st: Statement) -> None:
    add_survey_line(draft.surveys, st, draft.report)
    if st.node.rule == "survey":
        draft.section, draft.section_basis = "phiếu điều tra", None
        draft.scope, draft.section_tables = None, ()


def _add_setting(draft: Draft, st: Statement) -> None:
    setting = SETTINGS[st.node.rule]
    wanted = _section_of(draft, st.node.rule)
    if wanted is not None and draft.section != wanted:
        heading = wanted.upper()
        where = f"phần {heading}; nếu chưa có phần này, thêm dòng “{heading}” phía trên"
        draft.report.add(catalog.MISPLACED, st.span, what=f"câu “{_head(st)}”", where=where)
        # What follows it of the same kind is in the wrong place for the same reason.
        draft.section, draft.section_basis, draft.section_tables = wanted, None, ()
    lowered = setting.lower(st, st.node, draft.report)
    if lowered is None:
        return
    if isinstance(lowered, Band | Disqualifier | Quota):
        lowered = attrs.evolve(lowered, scope=draft.scope)
    made = settings.state(st, lowered, draft.report)
    if wanted is not None or (draft.section == "các bước đánh giá" and st.node.rule in _OF_STAGES):
        trivia = draft.headings.under(_heading_of(draft, draft.section or ""), made.trivia)
        basis, tables = made.basis or draft.section_basis, made.tables or draft.section_tables
        made = attrs.evolve(made, basis=basis, tables=tables, trivia=trivia)
    kept = draft.values.setdefault(setting.target, {})
    key = _key(lowered) if setting.repeats else None
    twin = _twin(draft, setting.target, key, made)
    if twin is not None:
        related = (Related("câu trước ở đây", twin.at),)
        number = lowered.number if isinstance(lowered, Consequence) else None
        what = _head(st) if number is None else f"hệ quả {number}"
        fix = None if number is None else "đổi số của một trong hai hệ quả, hoặc xóa một câu nếu cùng một hệ quả"
        draft.report.add(catalog.STATED_TWICE, st.span, fix=fix, what=what, related=related)
        return
    if made.tables:
        draft.marked.setdefault((setting.target, key), []).append(made)
        kept[key, made.tables] = made
    else:
        kept[key] = made
    if st.node.rule in ("consequence", "unrated_when", "rated_when"):
        draft.level_words += [(st, leaf) for leaf in st.node.walk() if leaf.kind == "WORDS"]


def _section_of(draft: Draft, rule: str) -> str | None:
    """The part that a sentence must stand in; notes may stand in the head too, but in no part of the other kind."""
    if rule in settings.DISCREPANCY_RULES and draft.section in settings.NOTE_PARTS:
        return "cách hiểu" if rule == "reading" else "chỗ in sai"
    return _SECTION_OF.get(rule)


def _twin(draft: Draft, target: str, key: object, made: Stated[Any]) -> Stated[Any] | None:
    """A sentence that said the same before, for a table that this one is for too."""
    marked = draft.marked.get((target, key), ())
    twin = next((s for s in marked if not made.tables or set(s.tables) & set(made.tables)), None)
    return twin or draft.values[target].get(key)


def _key(value: Any) -> object:
    """What may be said once only among repeated settings; bands of one name are reported by the checks.

    Instruments of one number may be of different years, or different annexes of one.
    """
    if isinstance(value, Band | Instrument):
        return value
    for name in ("stage", "step", "number", "name"):
        if hasattr(value, name) and hasattr(value, "__attrs_attrs__"):
            return (type(value).__name__, getattr(value, name), getattr(value, "scope", None))
    return value


def _finish(draft: Draft, head: Statement, ending: tuple[str, ...]) -> Rubric | CommonProvisions:
    uses = tuple(draft.values.pop("uses", {}).values())
    if head.node.rule == "common":
        for use in uses:
            draft.report.add(catalog.MISPLACED, use.at, what="câu “dùng”", where="tệp bộ tiêu chí")
    provisions = Provisions()
    for target, stated in draft.values.items():
        provisions = with_sentences(provisions, Slot(target), tuple(stated.values()))
    if provisions.stages:
        told = following(s.value for s in provisions.stages)
        stages = tuple(attrs.evolve(s, value=value) for s, value in zip(provisions.stages, told, strict=True))
        provisions = attrs.evolve(provisions, stages=stages)
    provisions = attrs.evolve(provisions, surveys=draft.surveys.build())
    ending, headings = (*draft.headings.left(), *ending), draft.headings.build()
    name, title = head.node.text("ID"), v.string(head.node)
    if head.node.rule == "common":
        for st in (*(t.statement for t in draft.tops), *(b.statement for b in draft.buckets)):
            draft.report.add(catalog.MISPLACED, st.span, what="dòng tiêu chí", where="tệp bộ tiêu chí")
        return CommonProvisions(name, title, provisions, head.span, head.trivia, ending, headings)
    fields = tuple(top.build() for top in draft.tops)
    buckets = tuple(b.build() for b in draft.buckets)
    return Rubric(name, title, provisions, uses, fields, buckets, head.span, head.trivia, ending, headings)


_TAKES: dict[str, Callable[[Draft, Statement], None]] = {
    "section": _open_section,
    "bucket": _open_bucket,
    "row": add_row,
    "bucket_row": add_row,
    "row_ref": _without_points,
}
