"""An amendment as it is written: the table before and after it, and what it does to the units whose sheets are open."""

import datetime
import re
from collections.abc import Iterator

from cchc_rules.amend import diff, report
from cchc_rules.api.changes.amend import changes_of
from cchc_rules.api.changes.draft import Drafted, amendment_text
from cchc_rules.api.changes.impact import Change, Compared, compare_sheets, together
from cchc_rules.diagnostics import Severity, render_all
from cchc_rules.explain.render.html import render_html
from cchc_rules.explain.tables.both_tables import both_tables
from cchc_rules.explain.tables.impact import CROSSINGS, impact_document
from cchc_rules.language.words import Word, forms, pattern
from cchc_rules.lsp.features.rubrics import row_of, rubric_of
from cchc_rules.lsp.index.outline import Kind, outline
from cchc_rules.lsp.index.reading import ReadLine, lines_of
from cchc_rules.lsp.text.desk import Desk
from cchc_rules.lsp.text.document import Document, TextKind
from cchc_rules.lsp.text.positions import Change as TextChange
from cchc_rules.lsp.text.positions import Range
from cchc_rules.model.numbers import vietnamese
from cchc_rules.workshop.pages import first, told
from cchc_rules.workshop.plain import Json, change_json
from cchc_rules.workshop.session import Question, Session

_POINTS = re.compile(r"[0-9]+(?:,[0-9]+)?")
_SUMS_FOLLOW = "điểm các dòng cha, tổng điểm và ĐTXHH theo các dòng con"
_NO_SHEETS = "Chưa mở phiếu nào của bộ tiêu chí này, nên chưa biết đơn vị nào đổi xếp loại."
_NONE_COMPARED = "Không so được phiếu nào:"


def _any(terminal: str) -> str:
    return pattern(map(Word, forms(terminal)))


_NEW_MAXIMUM = re.compile(rf"\s*(?:{_any('_CHANGE')}) +(?P<code>\S+) +(?:{_any('_MAX')}) *:", re.IGNORECASE)


def amendment(session: Session, document: Document) -> Json:
    """The tables before and after an amendment, a page each, and the impact of each year of sheets; what is wrong
    with the amendment where it cannot be applied."""
    desk = session.desk
    changes = changes_of(str(document.path), None, desk.library)
    if not changes.each:
        return told(render_all([d for d in changes.diagnostics if d.severity is Severity.ERROR]))
    made = [_both(change) for change in changes.each]
    compared = together(compare_sheets(session.sheets(), change, desk.library) for change in changes.each)
    impacts = list(_impacts(compared))
    return {"tables": made, "impacts": impacts, "nobody": "" if impacts else _nobody(compared)}


def _both(change: Change) -> str:
    differing = report(change.before, change.after, diff(change.before, change.after))
    lines = tuple(line for group in differing.groups for line in group.lines)
    return render_html(both_tables(change.before, change.after, change.codes, lines))


def _nobody(compared: Compared) -> str:
    """Why no unit is told of: nobody's sheet is open, or none of those that are can be compared."""
    wrong = [d for b in compared.bad for d in b.diagnostics if d.severity is Severity.ERROR]
    return f"{_NONE_COMPARED}\n\n{render_all(wrong)}" if compared.bad else _NO_SHEETS


def _impacts(compared: Compared) -> Iterator[str]:
    left_out = tuple(b.name for b in compared.bad)
    for impact in compared.impacts:
        yield render_html(first(impact_document(impact, left_out), CROSSINGS))


# ---- writing an amendment


def rows_to_change(desk: Desk, document: Document) -> Json:
    """The rows of the table as an amendment finds it, with their maxima; none where that is not known."""
    rubric = rubric_of(desk, document)
    if document.kind is not TextKind.AMENDMENT or rubric is None:
        return {"rows": []}
    return {"rows": [{"code": c.code.text, "title": c.called, "most": vietnamese(c.max)} for c in rubric.rows()]}


def new_maximum(desk: Desk, document: Document, question: Question) -> Json:
    """The change of an amendment's text that gives a row another maximum, with the present one as the old value."""
    row = row_of(rubric_of(desk, document), question.word("code"))
    value = question.word("value").removesuffix("điểm").strip()
    if row is None:
        return told(f"Không có dòng {question.word('code')}.")
    if not _POINTS.fullmatch(value):
        return told("Điểm tối đa mới là một số như 2 hay 1,5.")
    old, new = (f"trừ tối đa {p} điểm" if row.deducts else f"{p} điểm" for p in (vietnamese(row.max), value))
    sentence = f"  SỬA {row.code} điểm tối đa: từ {old} thành {new}"
    there = next((line for line in lines_of(document) if _says(line, row.code.text)), None)
    if there is not None:
        where = Range(document.whole_line(there.first).start, document.whole_line(there.last).end)
        return {"changes": [change_json(TextChange(where, sentence))]}
    line, before = _last_operation(document)
    end = document.whole_line(line).end
    return {"changes": [change_json(TextChange(Range(end, end), f"{before}\n{sentence}"))]}


def _says(line: ReadLine, code: str) -> bool:
    found = _NEW_MAXIMUM.match(line.raw.key)
    return found is not None and found["code"] == code


def _last_operation(document: Document) -> tuple[int, str]:
    """The line behind which another sentence may stand, and what has to stand before it there."""
    entries = [e for entry in outline(document) for e in entry.walk()]
    operations = [e.last for e in entries if e.kind is Kind.OPERATION]
    headings = [e.at.last_line for e in entries if e.kind is Kind.PROVISION]
    if operations or headings:
        return max((*operations, *headings)), ""
    above = [e.at.line for e in entries if e.kind is Kind.SECTION]
    lines = [line.last for line in lines_of(document) if not above or line.last < min(above)]
    return max(lines, default=1), "\n\nĐiều 1"


def new_amendment(desk: Desk, document: Document, question: Question) -> Json:
    """The text of an amendment of the table in a file that changes nothing yet; `year` is the first that it governs.

    Sums follow the rows in it, as drafts mostly mean and as a sentence in it says.
    """
    ready = desk.library.rubric_file(document.path)
    year = question.word("year")
    if ready.rubric is None or not year.isascii() or not year.isdecimal():
        return told("Mở một bảng, và nêu năm bắt đầu áp dụng là một số như 2020.")
    signed = datetime.date(int(year), 1, 1)
    text = amendment_text(ready.rubric, ready.rubric, Drafted(signed=signed, governs=int(year)))
    return {"text": f"{text.rstrip()}\n\n  {_SUMS_FOLLOW}\n\nĐiều 1\n"}
