"""What stands beside the text: pages as the engine lays them out, and the lines that their rows were read from."""

from attrs import evolve

from cchc_rules.api.sheets.explain import explain_sheet
from cchc_rules.diagnostics import Diagnostic, Severity, summary
from cchc_rules.diagnostics.render import render_all
from cchc_rules.explain.render.document import Account, Fact, Line
from cchc_rules.explain.render.document import Document as Page
from cchc_rules.explain.render.html import render_html
from cchc_rules.explain.scorecard.compose import build_document
from cchc_rules.explain.tables.rubric import rubric_document
from cchc_rules.explain.words import scorecard as words
from cchc_rules.lsp.features.diagnostics import findings
from cchc_rules.lsp.features.rubrics import rubric_of
from cchc_rules.lsp.text.desk import Desk
from cchc_rules.lsp.text.document import Document
from cchc_rules.model.rubric import Rubric
from cchc_rules.workshop.plain import Json
from cchc_rules.workshop.session import name_of

_NOT_ALL_READ = "CHƯA ĐỌC HẾT"
_OF_THE_WHOLE = "THÔNG TIN CHUNG"


def table(desk: Desk, document: Document) -> Json:
    """The table that a text speaks of, its rows first, with the file and line (from 1) of each row by its code."""
    rubric = rubric_of(desk, document)
    if rubric is None:
        wrong = errors_of(desk, document)
        return told(render_all(wrong) if wrong else "Văn bản này chưa nêu bộ tiêu chí nào tìm được.")
    page = first(rubric_document(rubric), words.RUBRIC_ROWS)
    wrong = errors_of(desk, document)
    if wrong:
        short = f"{document.name}: {summary(wrong)}; điều gì chưa đọc được thì không có trong bảng này"
        page = evolve(page, notices=(Fact(_NOT_ALL_READ, short), *page.notices))
    return {"html": render_html(page), "lines": _lines(desk, rubric)}


def first(page: Page, heading: str) -> Page:
    """A page with one section before all others; what is said of the whole comes behind it."""
    own = [s for s in page.sections if s.heading == heading]
    facts = Account(_OF_THE_WHOLE, tuple(Line(f"{f.label}: {f.value}") for f in page.facts), ())
    return evolve(page, facts=(), sections=(*own, facts, *(s for s in page.sections if s not in own)))


def _lines(desk: Desk, rubric: Rubric) -> Json:
    """Where each row stands; not those of a text that the page does not hold."""
    found = {}
    for row in rubric.rows():
        path = desk.named(row.at.source) if row.at is not None else None
        if row.at is not None and path is not None and path in desk.texts:
            found[row.code.text] = {"file": name_of(path), "line": row.at.line, "last": row.at.last_line}
    return found


def explanation(desk: Desk, document: Document) -> Json:
    """The explanation of a sheet as its page, and what else is found; why there is none where it cannot be scored."""
    result = explain_sheet(document.path, desk.library)
    if result.scorecard is None or result.provenance is None:
        return told(render_all([d for d in result.diagnostics if d.severity is Severity.ERROR]))
    page = build_document(
        result.scorecard, result.provenance, result.codes, False, result.next_up, bool(result.next_up)
    )
    return {"html": render_html(page), "told": render_all(result.diagnostics)}


def errors_of(desk: Desk, document: Document) -> tuple[Diagnostic, ...]:
    """The errors of one file."""
    found = (f.diagnostic for f in findings(desk, document))
    return tuple(d for d in found if d.severity is Severity.ERROR)


def told(text: str) -> Json:
    """In the place of a page: why there is none."""
    return {"told": text}
