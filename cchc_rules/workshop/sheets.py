"""A new sheet, and what would become of one with other figures."""

from cchc_rules.api.sheets.new_sheet import blank_sheet, why_not
from cchc_rules.api.sheets.what_if import result_moves, rows_moved, suppose
from cchc_rules.diagnostics import render_all
from cchc_rules.lsp.features.diagnostics import message
from cchc_rules.lsp.text.desk import Desk
from cchc_rules.lsp.text.document import Document
from cchc_rules.workshop.pages import told
from cchc_rules.workshop.plain import Json
from cchc_rules.workshop.session import Question, name_of
from cchc_rules.writing.sheet_file import print_sheet

_NO_YEAR = "Năm đánh giá là một số như 2020."


def kinds(desk: Desk, document: Document) -> Json:
    """The kinds of unit that the rubric in a file is for, and by which name a sheet calls the rubric."""
    rubric = desk.library.rubric_file(document.path).rubric
    subjects = rubric.provisions.subjects if rubric is not None else None
    return {"kinds": list(subjects.value.kinds) if subjects is not None else [], "rubric": _named(document)}


def _named(document: Document) -> str:
    return name_of(document.path).removesuffix(document.path.suffix)


def new_sheet(desk: Desk, document: Document, question: Question) -> Json:
    """The text of an empty sheet for the rubric in a file; why there is none where the unit or the year is wrong."""
    year = question.word("year")
    if not year.isascii() or not year.isdecimal():
        return told(_NO_YEAR)
    ready = desk.library.rubric_file(document.path)
    if ready.rubric is None or ready.tree is None:
        return told(render_all(ready.diagnostics))
    unit, kind = question.word("unit"), question.word("kind")
    sheet = blank_sheet(ready.rubric, _named(document), unit, kind, int(year), ready.loaded.texts)
    refused = why_not(ready.rubric, sheet)
    return told("\n".join(map(message, refused))) if refused else {"text": print_sheet(sheet)}


def supposed(desk: Desk, document: Document, question: Question) -> Json:
    """What would become of a sheet with the figures given by name, in the words of `what-if`."""
    made = suppose(document.path, desk.library, [f"[{name}]={value}" for name, value in question.given])
    if made.answer is None:
        return told(render_all(made.diagnostics))
    rows = [{"code": r.code, "before": r.before, "after": r.after} for r in rows_moved(made.answer)]
    return {"result": result_moves(made.answer), "rows": rows}
