"""A sheet as a form: each field with what is in it, and the text of the sheet with a field filled in."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from cchc_rules.api.library import ReadySheet
from cchc_rules.api.sheets.default_view import asked_or_own
from cchc_rules.api.sheets.fill_in import FilledIn, Typed, with_fact, with_points
from cchc_rules.checks.sheet.facts import giving_stages
from cchc_rules.diagnostics import has_errors, render_all
from cchc_rules.evaluate import evaluate
from cchc_rules.explain.rules.words import result
from cchc_rules.explain.tables.impact import points_told
from cchc_rules.frozen import frozen
from cchc_rules.lsp.features.diagnostics import Finding, findings, message
from cchc_rules.lsp.features.fixes import whole
from cchc_rules.lsp.text.desk import Desk
from cchc_rules.lsp.text.document import Document, TextKind
from cchc_rules.model.code import Code
from cchc_rules.model.fact import NUMERIC, FactDeclaration, FactType, Supplier, in_year_before
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import Criterion, Rubric
from cchc_rules.model.sheet import Entry, FactEntry, NotApplicable, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.model.survey import row_surveys
from cchc_rules.results.scorecard import Scorecard
from cchc_rules.source import fold_name
from cchc_rules.syntax.json.sheet import sheet_to_json
from cchc_rules.workshop.pages import told
from cchc_rules.workshop.plain import Json, change_json
from cchc_rules.workshop.session import Question
from cchc_rules.writing.rubric import fact
from cchc_rules.writing.sheet_file import fact_value, print_sheet

_NO_RUBRIC = "Chưa tìm được bộ tiêu chí của phiếu này."
_UNREAD = "Văn bản của phiếu còn chỗ chưa đọc được, nên chưa điền bằng biểu mẫu được:"
Entered = Entry | FactEntry


@frozen
class Open:
    """A sheet that was read without errors, with its rubric."""

    ready: ReadySheet
    sheet: Sheet
    rubric: Rubric


def opened(desk: Desk, document: Document) -> Open | str:
    """A sheet that can be filled in, or why it cannot."""
    _, parsed = desk.library.parsed(document.path)
    if parsed.value is None or has_errors(parsed.diagnostics):
        return f"{_UNREAD}\n\n{render_all(parsed.diagnostics)}"
    ready = desk.library.sheet(document.path)
    if ready.rubric is None or ready.rubric.rubric is None:
        return f"{_NO_RUBRIC}\n\n{render_all(ready.diagnostics)}"
    return Open(ready, parsed.value, ready.rubric.rubric)


def form(desk: Desk, document: Document) -> Json:
    """The fields of a sheet; why there are none where it cannot be read."""
    found = opened(desk, document)
    if isinstance(found, str):
        return told(found)
    sheet, rubric = found.sheet, found.rubric
    card = _card(found.ready)
    return {
        "unit": sheet.header.unit,
        "year": str(sheet.header.year),
        "result": result(card) if card is not None else "",
        "stages": [s.value for s in rubric.provisions.lineup.order],
        "acting": [s.value for s in rubric.provisions.lineup.acting],
        "facts": list(_facts(sheet, rubric)),
        "rows": list(_rows(sheet, rubric, card)),
        "wrong": [{"line": f.range.start.line + 1, "message": message(f.diagnostic)} for f in _own(desk, document)],
    }


def _card(ready: ReadySheet) -> Scorecard | None:
    """The points of a sheet as far as it goes; None while it cannot be scored."""
    tree = ready.rubric.tree if ready.rubric is not None else None
    if tree is None or ready.sheet is None or not ready.ok:
        return None
    return evaluate(tree, ready.sheet, asked_or_own(None, ready.sheet, tree))


def _own(desk: Desk, document: Document) -> Iterator[Finding]:
    return (f for f in findings(desk, document) if f.path == document.path)


# ---- facts


def _facts(sheet: Sheet, rubric: Rubric) -> Iterator[Json]:
    for stated in rubric.facts:
        declared = stated.value
        if declared.formula is None:
            for back in range(declared.years_before + 1):
                yield _fact(sheet, rubric, declared, in_year_before(declared.name, back))


def _fact(sheet: Sheet, rubric: Rubric, declared: FactDeclaration, name: str) -> Json:
    stages = giving_stages(rubric.provisions.lineup, declared.supplier or Supplier.UNIT)
    own = [f for f in sheet.facts if fold_name(f.name) == fold_name(name)]
    return {
        "name": name,
        "hint": fact(declared).partition(": ")[2],
        "choices": _choices(declared),
        "numeric": declared.type in NUMERIC,
        "percent": declared.type is FactType.PERCENT,
        "whole": declared.type is FactType.COUNT,
        "low": _bound(sheet, declared.low),
        "high": _bound(sheet, declared.high),
        "stages": [s.value for s in stages],
        "entries": {f.stage.value: {"value": _fact_said(f), **_said(f), "line": _line(f)} for f in own},
    }


def _choices(declared: FactDeclaration) -> list[str]:
    """The values that may be chosen, as a sheet states them; none where a value is typed."""
    if declared.type is FactType.YES_NO:
        return ["có", "không"]
    return [fact_value(choice, False) for choice in declared.choices] if declared.type is FactType.CHOICE else []


def _bound(sheet: Sheet, bound: object) -> str:
    """A bound as it is typed; of one that another fact sets, the value which the sheet has for that."""
    if isinstance(bound, str):
        values = [f.value for f in sheet.facts if fold_name(f.name) == fold_name(bound) and f.value is not None]
        bound = values[-1] if values else None
    return vietnamese(bound) if isinstance(bound, Fraction) else ""


def _fact_said(f: FactEntry) -> str:
    return fact_value(f.value, f.percent) if f.value is not None else ""


# ---- rows


def _rows(sheet: Sheet, rubric: Rubric, card: Scorecard | None) -> Iterator[Json]:
    """Every row that takes points, below the names of the groups that it lies in."""
    fed = row_surveys(rubric.provisions.surveys, rubric.provisions.survey_shares)
    nodes = {n.criterion.code: n for n in card.every} if card is not None else {}
    groups = {c.code: c for c in rubric.walk() if not c.is_leaf}
    for c in (*rubric.leaves(), *rubric.bucket_rows()):
        above = [groups[code] for code in c.code.up() if code in groups and code != c.code]
        node = nodes.get(c.code)
        yield {
            "code": c.code.text,
            "title": c.called,
            "above": [f"{g.code} {g.called}" for g in reversed(above)],
            "most": vietnamese(c.max),
            "deducts": c.deducts,
            "survey": c.survey,
            "by_rule": c.rule is not None,
            "by_survey": c.code.text in fed,
            "stages": [s.value for s in _stages(rubric, c)],
            "points": points_told(node) if node is not None else "",
            "entries": _entries(sheet, c.code),
        }


def _stages(rubric: Rubric, c: Criterion) -> tuple[Stage, ...]:
    return (Stage.SURVEY,) if c.survey else rubric.provisions.lineup.acting


def _entries(sheet: Sheet, code: Code) -> Mapping[str, Json]:
    entries = (e for row in sheet.rows if row.code == code for e in row.entries)
    return {e.stage.value: {"value": _points_said(e), **_said(e), "line": _line(e)} for e in entries}


def _points_said(e: Entry) -> str:
    if e.value is None:
        return ""
    return "không áp dụng" if isinstance(e.value, NotApplicable) else vietnamese(e.value)


def _said(e: Entered) -> Json:
    return {"reason": e.reason or "", "evidence": "; ".join(e.evidence), "by": e.by or ""}


def _line(e: Entered) -> int:
    return e.at.line if e.at is not None else 0


# ---- filling in


def filled(desk: Desk, document: Document, question: Question) -> Json:
    """The change of the text that fills in one field; what is wrong with what was typed where it cannot be read."""
    found = opened(desk, document)
    if isinstance(found, str):
        return told(found)
    made = _made(found, question)
    if made.sheet is None:
        return told("\n".join(message(d) for d in made.diagnostics))
    text = sheet_to_json(made.sheet) if document.kind is TextKind.JSON_SHEET else print_sheet(made.sheet)
    return {"changes": [change_json(whole(document, text))]}


def _made(found: Open, question: Question) -> FilledIn:
    stage = Stage(question.word("stage"))
    typed = Typed(stage, question.word("value"), question.word("reason"), question.word("evidence"))
    if question.word("fact"):
        return with_fact(found.sheet, question.word("fact"), typed)
    return with_points(found.sheet, found.rubric, Code(question.word("code")), typed)
