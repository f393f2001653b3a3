"""Look into a rubric."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cchc_rules.diagnostics import Diagnostic, catalog, nearest_code
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Rubric

if TYPE_CHECKING:
    from cchc_rules.amend import Applied


def known_code(applied: "Applied", text: str | None) -> tuple[Code | None, tuple[Diagnostic, ...]]:
    """The code of a row that is, or was before amendment, in a rubric."""
    before = find_code(applied.base, text) if applied.base is not None else (None, ())
    after = find_code(applied.rubric, text)
    return after if not after[1] else before if before[0] is not None else after


def find_code(rubric: Rubric, text: str | None) -> tuple[Code | None, tuple[Diagnostic, ...]]:
    """The code of a row; a diagnostic naming the nearest when there is none. No text is the whole table."""
    if text is None:
        return None, ()
    known = {c.code.text: c.code for c in rubric.rows()}
    if text in known:
        return known[text], ()
    return None, (unknown_code(text, known),)


def printed_table(rubric: Rubric, form: str) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """The rubric as the table that a decree prints, in the form `docx` or `xlsx`; None where an extra is missing."""
    from cchc_rules.office.tables.made import made_of

    made = made_of(rubric)
    try:
        if form == "xlsx":
            from cchc_rules.office.tables.workbook_out import xlsx_of

            return xlsx_of(made), ()
        from cchc_rules.office.tables.word_out import docx_of

        return docx_of(made), ()
    except ImportError:
        extra = "excel" if form == "xlsx" else "word"
        return None, (catalog.OFFICE_EXTRA.at(None, form=f".{form}", extra=extra),)


def unknown_code(text: str, known: Iterable[str]) -> Diagnostic:
    """That no row has the code asked for, with the nearest that there is."""
    near = nearest_code(text, known)
    return catalog.UNKNOWN_CODE.at(None, code=text, fix=f"ý bạn có phải là {near}?" if near else None)
