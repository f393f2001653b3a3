"""Hold a workbook against the rubric as it is now: made for the same version, every row there, no maximum changed."""

from collections.abc import Iterator

from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Sheet


def check_workbook(rubric: Rubric, digest: str, sheet: Sheet) -> Iterator[Diagnostic]:
    """What is wrong with the workbook of a sheet; `digest` is that of all texts of the rubric."""
    book = sheet.workbook
    if book is None:
        return
    if book.rubric != digest:
        yield catalog.OTHER_VERSION.at(book.at, name=sheet.header.rubric, file=book.at.source)
    rows = {c.code.text: c for c in rubric.rows()}
    for shown in book.rows:
        row = rows.pop(shown.code.text, None)
        if row is None:
            yield catalog.UNKNOWN_CODE.at(shown.at, code=shown.code)
        elif shown.most != vietnamese(row.max):
            yield catalog.MOST_CHANGED.at(shown.at, code=shown.code, shown=shown.most, right=vietnamese(row.max))
    for code in rows:
        yield catalog.ROW_MISSING.at(book.at, what=f"dòng {code} của bộ tiêu chí")
