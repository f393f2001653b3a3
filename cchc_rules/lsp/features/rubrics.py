"""The rubric that a document speaks of, as it stands where the document needs it."""

from functools import lru_cache

from cchc_rules.api.changes.amend import found_by, starting
from cchc_rules.lsp.index.family import tables_of, text_named
from cchc_rules.lsp.index.names import Refers
from cchc_rules.lsp.index.occurrences import occurrences
from cchc_rules.lsp.text.desk import Desk
from cchc_rules.lsp.text.document import Document, TextKind
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Criterion, Rubric

_OF_SHEETS = (TextKind.SHEET, TextKind.JSON_SHEET, TextKind.CASE)


@lru_cache(maxsize=64)  # hints, hovers and completions ask for it after every key
def rubric_of(desk: Desk, document: Document) -> Rubric | None:
    """The rubric of a document: its own, that of a sheet with its guidance, that which an amendment finds."""
    try:
        if document.kind is TextKind.AMENDMENT:
            return _before(desk, document)
        if document.kind in _OF_SHEETS:
            named = [o for o in occurrences(document) if o.refers is Refers.SCORED_BY]
            paths = text_named(desk, document, named[0]) if named else ()
        elif document.kind is TextKind.COMMON:
            paths = tables_of(desk, document)
        else:
            paths = (document.path,)
        return desk.library.rubric_file(paths[0]).rubric if paths else None
    except OSError:
        return None


def _before(desk: Desk, document: Document) -> Rubric | None:
    starts = starting(document.path, desk.library)
    found = next((r for r in map(found_by, starts) if r is not None), None)
    tables = tables_of(desk, document) if found is None else ()
    return desk.library.rubric_file(tables[0]).rubric if tables else found


def row_of(rubric: Rubric | None, code: str) -> Criterion | None:
    """The row of a code."""
    rows = rubric.rows() if rubric is not None else ()
    return next((row for row in rows if row.code == Code(code)), None)
