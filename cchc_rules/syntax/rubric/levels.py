"""Check the level words beside codes against the levels that the rubric declares."""

from collections.abc import Sequence
from typing import Any

from attrs import evolve

from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.diagnostics.edits import Fix, content, replaced, spelling
from cchc_rules.diagnostics.mends import renamed
from cchc_rules.language.words import squeeze
from cchc_rules.model.code import MAX_DEPTH, Code
from cchc_rules.model.rubric import DEFAULT_LEVELS
from cchc_rules.source import Span, without_marks
from cchc_rules.syntax.lines.statements import Report, Statement
from cchc_rules.syntax.lines.terminals import how_marked
from cchc_rules.syntax.rubric.draft import Draft, RowDraft
from cchc_rules.syntax.rubric.rows import arabic


def levels_fit(draft: Draft) -> list[Diagnostic]:
    """Level words beside codes are the declared ones, and no row lies deeper than the levels."""
    declared = draft.values.get("levels", {}).get(None)
    names = declared.value if declared else DEFAULT_LEVELS
    report = Report()
    # Common provisions that declare no levels, or some for each table, speak of those of their tables: linking holds
    # them against these.
    for st, word in () if draft.common and not declared else draft.level_words:
        said = squeeze(word.text)
        if said in names[1:]:
            report.add(catalog.NOT_A_FIELD, st.at(word), what=said, top=names[0])
        elif said != names[0]:
            _level_word(report, st.at(word), word.text, names, names[0])
    for row in draft.rows.values():
        leaf = row.statement.node.leaf("LEVEL" if row.level else "CODE")
        span = row.statement.at(leaf)
        if row.code.depth > min(len(names), MAX_DEPTH):
            report.add(catalog.TOO_DEEP, span, code=row.code, limit=len(names))
        elif leaf is not None and row.level is not None and row.level != names[row.code.depth - 1]:
            right = names[row.code.depth - 1]
            if row.level in names:
                values = {"code": row.code, "word": row.level, "right": right, "right_upper": right.upper()}
                report.add(catalog.WRONG_LEVEL, span, **values, **_under_roman(draft, row, names))
            else:
                _level_word(report, span, leaf.text, names, right)
        if row.fields["survey"] and row.children:
            report.add(
                catalog.SURVEY_GROUP,
                _tag_place(row.statement),
                code=row.code,
                fixes=_without_tag(row.statement, row.code),
            )
    return report.found


def _under_roman(draft: Draft, row: RowDraft, names: Sequence[str]) -> dict[str, Any]:
    """The remedy for a row counted from 1 again under one with a Roman number: it bears both."""
    above = [top for top in draft.tops if top.statement.raw.number < row.statement.raw.number]
    field = next((top for top in reversed(above) if top.code.text.isupper() and arabic(top.code.text)), None)
    if field is None or row.code.depth > 1 or row.level != names[1]:
        return {}
    right, leaf = f"{field.code}.{row.code}", row.statement.node.leaf("CODE")
    says = f"dòng này là dòng con của {field.code}"
    fix = f"viết {names[1].upper()} {right}: dòng này nằm trong {field.code}"
    return {"fix": fix, "fixes": (content(says, replaced(row.statement.at(leaf), right)),)}


def _level_word(report: Report, span: Span, typed: str, names: Sequence[str], right: str) -> None:
    """Say of a word that is no level's name what was meant by it."""
    meant = next((n for n in names if without_marks(n) == without_marks(typed)), None)
    if meant is not None:
        shown = meant.upper() if typed.isupper() else meant
        fixes = (spelling(f"viết “{shown}”", replaced(span, shown)),)
        report.add(catalog.MARKS_MISSING, span, how=how_marked(typed), word=typed, keyword=shown, fixes=fixes)
        return
    shown = right.upper() if typed.isupper() else right
    fix = f"viết “{shown}”; các cấp của bộ tiêu chí này: {', '.join(names)}"
    report.add(catalog.UNKNOWN_LEVEL, span, word=typed, fix=fix, fixes=renamed(span, typed, shown))


def _without_tag(st: Statement, code: Code) -> tuple[Fix, ...]:
    place = _tag_place(st)
    before = place.excerpt[: place.column - 1].rstrip(", ")
    return (content(f"{code} không phải dòng ĐTXHH", replaced(evolve(place, column=len(before) + 1), "")),)


def _tag_place(st: Statement) -> Span:
    return st.at(next(leaf for tag in st.node.nodes("row_tag") for leaf in tag.leaves("SURVEY")))
