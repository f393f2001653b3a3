"""Whole pages beside the text, as the commands print them, from the texts as typed."""

from cchc_rules.api.changes.amend import amended, changes_of, consolidated
from cchc_rules.api.changes.impact import compare_sheets, together
from cchc_rules.api.listed import sheets_listed
from cchc_rules.api.sheets.explain import explain_sheet
from cchc_rules.diagnostics import Diagnostic, Severity
from cchc_rules.diagnostics.render import render_all
from cchc_rules.explain.render.html import plain_page, render_html
from cchc_rules.explain.scorecard.compose import build_document
from cchc_rules.explain.tables.impact import impact_document
from cchc_rules.lsp.index.family import tables_of
from cchc_rules.lsp.text.desk import Desk
from cchc_rules.lsp.text.document import Document


def table_page(desk: Desk, document: Document) -> str:
    """The table that a document speaks of, under its amendments, as HTML; what is wrong with it where there is none."""
    tables = tables_of(desk, document)
    if not tables:
        return _told("Văn bản này chưa nêu bộ tiêu chí nào tìm được.")
    made = amended(str(tables[0]), desk.library)
    return consolidated(made.applied, "html") if made.applied is not None else _wrong(made.diagnostics)


def explanation_page(desk: Desk, document: Document) -> str:
    """The explanation of a sheet as HTML; what is wrong with it where it cannot be scored."""
    result = explain_sheet(document.path, desk.library)
    if result.scorecard is None or result.provenance is None:
        return _wrong(result.diagnostics)
    return render_html(build_document(result.scorecard, result.provenance, result.codes, False, result.next_up))


def impact_page(desk: Desk, document: Document) -> str:
    """What an amendment does to the units whose sheets lie in the folder of the settings, as HTML."""
    if not desk.sheets:
        return _told("Chưa đặt thư mục phiếu: nêu ở cấu hình cchcRules.sheetsFolder, hoặc ở cchc-rules.toml.")
    changes = changes_of(str(document.path), None, desk.library)
    if not changes.each:
        return _wrong(changes.diagnostics)
    files = sheets_listed(desk.sheets, desk.workspace).files
    compared = together(compare_sheets(files, change, desk.library) for change in changes.each)
    left_out = tuple(b.name for b in compared.bad)
    if compared.impacts:
        return render_html(*(impact_document(i, left_out) for i in compared.impacts))
    return _wrong(tuple(d for b in compared.bad for d in b.diagnostics))


def _wrong(found: tuple[Diagnostic, ...]) -> str:
    errors = [d for d in found if d.severity is Severity.ERROR]
    return _told(render_all(errors)) if errors else _told("Không có phiếu hay bảng nào để hiện.")


def _told(text: str) -> str:
    return plain_page("cchc-rules", text)


PAGES = {
    "cchcRules.table": table_page,
    "cchcRules.explanation": explanation_page,
    "cchcRules.impact": impact_page,
}
"""The pages by the commands that editors ask for them with."""
